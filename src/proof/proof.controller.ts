import { Controller, Get, Param, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Throttle, ThrottlerGuard } from '@nestjs/throttler';
import type { Response } from 'express';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, Public } from '../platform/access.decorator';
import { PinnedKeysView, SigningView } from './proof.dto';
import { sendPublic } from './public-file';
import { PinnedKeysService } from './pinned-keys.service';
import { StandingService } from './standing.service';

@ApiTags('ledger')
@Controller('ledger/:county')
export class ProofController {
  constructor(
    private readonly pinned: PinnedKeysService,
    private readonly standing: StandingService,
  ) {}

  @Get('keys.json')
  @Public()
  @Throttle({ default: { limit: 300, ttl: 60_000 } })
  @UseGuards(ThrottlerGuard)
  @ApiOperation({ summary: '验证回执所用公钥（公开） / the keys that receipts are verified with, open to anyone' })
  @ApiOkResponse({ type: PinnedKeysView })
  keys(@Param('county') county: string, @Res() response: Response): void {
    sendPublic(response, { body: this.pinned.of(county), type: 'json', seconds: 60 });
  }

  @Get('signing')
  @Allow('ledger.read')
  @ApiBearerAuth()
  @ApiOperation({ summary: '账本签名与锚定状况 / how far the log is signed and anchored' })
  @ApiOkResponse({ type: SigningView })
  signing(@CurrentActor() actor: Actor, @Param('county') county: string): Promise<SigningView> {
    return this.standing.of(actor, county);
  }
}
