import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch, TakesIdempotencyKey } from '../platform/access.decorator';
import { PledgeFiguresQuery, PledgeDetail } from './figures.dto';
import { FiguresService } from './figures.service';
import {
  ClaimPledgeBody,
  DisputePledgeBody,
  PledgePage,
  PledgesQuery,
  PledgeWritten,
  RestatePledgeBody,
} from './pledges.dto';
import { PledgesService } from './pledges.service';

@ApiTags('pledges')
@ApiBearerAuth()
@Controller()
export class PledgesController {
  constructor(
    private readonly pledges: PledgesService,
    private readonly figures: FiguresService,
  ) {}

  @Post('pilots/:pilotId/pledges')
  @Allow('pledge.claim')
  @TakesIdempotencyKey()
  @ApiOperation({ summary: '主张上级承诺 / claim a pledge' })
  @ApiCreatedResponse({ type: PledgeWritten })
  claim(
    @CurrentActor() actor: Actor,
    @Param('pilotId', ParseUUIDPipe) pilotId: string,
    @Body() body: ClaimPledgeBody,
  ): Promise<PledgeWritten> {
    return this.pledges.claim(actor, pilotId, body);
  }

  @Get('pilots/:pilotId/pledges')
  @Allow('pledge.read')
  @ApiOperation({ summary: '试点的上级承诺 / pledges of a pilot' })
  @ApiOkResponse({ type: PledgePage })
  ofPilot(
    @CurrentActor() actor: Actor,
    @Param('pilotId', ParseUUIDPipe) pilotId: string,
    @Query() query: PledgesQuery,
  ): Promise<PledgePage> {
    return this.pledges.ofPilot(actor, pilotId, query);
  }

  @Get('pledges')
  @Allow('pledge.read')
  @ApiOperation({ summary: '上级承诺列表 / list pledges' })
  @ApiOkResponse({ type: PledgePage })
  list(@CurrentActor() actor: Actor, @Query() query: PledgesQuery): Promise<PledgePage> {
    return this.pledges.list(actor, query);
  }

  @Get('pledges/:id')
  @Allow('pledge.read')
  @ApiOperation({ summary: '承诺详情：历史与某日各数 / one pledge, its history and its figures on a day' })
  @ApiOkResponse({ type: PledgeDetail })
  detail(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: PledgeFiguresQuery,
  ): Promise<PledgeDetail> {
    return this.figures.detail(actor, id, query);
  }

  @Post('pledges/:id/counter-sign')
  @HttpCode(200)
  @Allow('pledge.answer')
  @NeedsIfMatch()
  @ApiOperation({ summary: '承诺单位会签确认 / the giver counter-signs' })
  @ApiOkResponse({ type: PledgeWritten })
  counterSign(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<PledgeWritten> {
    return this.pledges.counterSign(actor, { id, version });
  }

  @Post('pledges/:id/dispute')
  @HttpCode(200)
  @Allow('pledge.answer')
  @NeedsIfMatch()
  @ApiOperation({ summary: '承诺单位提出异议 / the giver disputes' })
  @ApiOkResponse({ type: PledgeWritten })
  dispute(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: DisputePledgeBody,
  ) {
    return this.pledges.dispute(actor, { id, version }, body);
  }

  @Post('pledges/:id/restate')
  @HttpCode(200)
  @Allow('pledge.claim')
  @NeedsIfMatch()
  @ApiOperation({ summary: '有异议后重新主张 / claim anew after a dispute' })
  @ApiOkResponse({ type: PledgeWritten })
  restate(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: RestatePledgeBody,
  ) {
    return this.pledges.restate(actor, { id, version }, body);
  }
}
