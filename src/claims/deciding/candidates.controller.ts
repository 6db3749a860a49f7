import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/permission';
import { Allow, CurrentActor } from '../../platform/access.decorator';
import { PanelCandidateView } from './candidates.dto';
import { CandidatesService } from './candidates.service';

@ApiTags('claims')
@ApiBearerAuth()
@Controller('claims/:id/candidates')
export class CandidatesController {
  constructor(private readonly candidates: CandidatesService) {}

  @Get()
  @Allow('claim.handle')
  @ApiOperation({ summary: '合议组人选及应回避的事由 / whom a panel could seat, and why not' })
  @ApiOkResponse({ type: [PanelCandidateView] })
  ofClaim(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<PanelCandidateView[]> {
    return this.candidates.ofClaim(actor, id);
  }
}
