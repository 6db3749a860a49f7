import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch, TakesIdempotencyKey } from '../../platform/access.decorator';
import { ClaimWritten, ClaimReasonBody } from '../procedure/claims.dto';
import { DecisionsService } from './decisions.service';
import { DeliberationView, MemberOpinionBody, MemberOpinionWritten } from './deliberation.dto';
import { DeliberationService } from './deliberation.service';
import { PanelBody, PanelView, PanelWritten } from './panel.dto';
import { PanelService } from './panel.service';

@ApiTags('claims')
@ApiBearerAuth()
@Controller('claims/:id')
export class PanelController {
  constructor(
    private readonly panel: PanelService,
    private readonly deliberation: DeliberationService,
    private readonly decisions: DecisionsService,
  ) {}

  @Post('panel')
  @TakesIdempotencyKey()
  @Allow('claim.handle')
  @NeedsIfMatch()
  @ApiOperation({ summary: '组成或重新组成合议组 / form the panel, or another in its place' })
  @ApiCreatedResponse({ type: PanelWritten })
  form(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: PanelBody,
  ): Promise<PanelWritten> {
    return this.panel.form(actor, { id, version }, body);
  }

  @Get('panel')
  @Allow('claim.read')
  @ApiOperation({ summary: '合议组成员（以便申请回避） / who sits' })
  @ApiOkResponse({ type: PanelView })
  ofClaim(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<PanelView> {
    return this.panel.read(actor, id);
  }

  @Post('deliberate')
  @HttpCode(200)
  @Allow('claim.handle')
  @NeedsIfMatch()
  @ApiOperation({ summary: '提请合议 / open deliberation' })
  @ApiOkResponse({ type: ClaimWritten })
  deliberate(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ClaimReasonBody,
  ): Promise<ClaimWritten> {
    return this.deliberation.deliberate(actor, { id, version }, body.reason);
  }

  @Post('reopen')
  @HttpCode(200)
  @Allow('claim.deliberate')
  @NeedsIfMatch()
  @ApiOperation({ summary: '合议组退回核实，开始新一轮 / back to the facts, a new round' })
  @ApiOkResponse({ type: ClaimWritten })
  reopen(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ClaimReasonBody,
  ): Promise<ClaimWritten> {
    return this.deliberation.reopen(actor, { id, version }, body.reason);
  }

  @Post('opinions')
  @TakesIdempotencyKey()
  @Allow('claim.deliberate')
  @NeedsIfMatch()
  @ApiOperation({ summary: '成员按六要素发表意见并表决 / opinion by element, and vote' })
  @ApiCreatedResponse({ type: MemberOpinionWritten })
  opine(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: MemberOpinionBody,
  ): Promise<MemberOpinionWritten> {
    return this.deliberation.opine(actor, { id, version }, body);
  }

  @Get('deliberation')
  @Allow('claim.read')
  @ApiOperation({ summary: '合议记录 / what the panel said and voted' })
  @ApiOkResponse({ type: DeliberationView })
  read(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<DeliberationView> {
    return this.decisions.deliberation(actor, id);
  }
}
