import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch, TakesIdempotencyKey } from '../../platform/access.decorator';
import {
  AnswerCorrectionBody,
  CorrectionDayQuery,
  CorrectionTaskDetail,
  CorrectionTaskPage,
  CorrectionTasksQuery,
  CorrectionTaskView,
  CorrectionTaskWritten,
  OrderCorrectionBody,
  SendBackCorrectionBody,
  SignOffBody,
} from './corrections.dto';
import { CorrectionsService } from './corrections.service';
import { FollowingService } from './following.service';

@ApiTags('corrections')
@ApiBearerAuth()
@Controller()
export class CorrectionsController {
  constructor(
    private readonly corrections: CorrectionsService,
    private readonly following: FollowingService,
  ) {}

  @Post('claims/:id/corrections')
  @Allow('correction.sign-off')
  @TakesIdempotencyKey()
  @ApiOperation({ summary: '责令纠错 / order a correction' })
  @ApiCreatedResponse({ type: CorrectionTaskWritten })
  order(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() body: OrderCorrectionBody) {
    return this.corrections.order(actor, id, body);
  }

  @Get('claims/:id/corrections')
  @Allow('claim.read')
  @ApiOperation({ summary: '一项申请的纠错事项 / the corrections of a claim' })
  @ApiOkResponse({ type: [CorrectionTaskView] })
  ofClaim(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Query() { day }: CorrectionDayQuery) {
    return this.following.ofClaim(actor, id, day);
  }

  @Get('corrections')
  @Allow('claim.read')
  @ApiOperation({ summary: '纠错事项列表 / list corrections' })
  @ApiOkResponse({ type: CorrectionTaskPage })
  list(@CurrentActor() actor: Actor, @Query() query: CorrectionTasksQuery) {
    return this.following.list(actor, query);
  }

  @Get('corrections/:id')
  @Allow('claim.read')
  @ApiOperation({ summary: '纠错事项及其办理过程 / one correction, act by act' })
  @ApiOkResponse({ type: CorrectionTaskDetail })
  detail(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Query() { day }: CorrectionDayQuery) {
    return this.following.detail(actor, id, day);
  }

  @Post('corrections/:id/answer')
  @HttpCode(200)
  @Allow('correction.answer')
  @NeedsIfMatch()
  @ApiOperation({ summary: '责任单位反馈纠正情况 / the responsible unit answers' })
  @ApiOkResponse({ type: CorrectionTaskWritten })
  answer(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: AnswerCorrectionBody,
  ) {
    return this.corrections.answer(actor, { id, version }, body);
  }

  @Post('corrections/:id/sign-off')
  @HttpCode(200)
  @Allow('correction.sign-off')
  @NeedsIfMatch()
  @ApiOperation({ summary: '核验销号 / sign off' })
  @ApiOkResponse({ type: CorrectionTaskWritten })
  signOff(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { reason }: SignOffBody,
  ) {
    return this.corrections.signOff(actor, { id, version }, reason);
  }

  @Post('corrections/:id/send-back')
  @HttpCode(200)
  @Allow('correction.sign-off')
  @NeedsIfMatch()
  @ApiOperation({ summary: '退回继续纠正 / send back' })
  @ApiOkResponse({ type: CorrectionTaskWritten })
  sendBack(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: SendBackCorrectionBody,
  ) {
    return this.corrections.sendBack(actor, { id, version }, body);
  }
}
