import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch, TakesIdempotencyKey } from '../platform/access.decorator';
import { CorrectionsService } from './corrections.service';
import { FlawDetailService } from './flaw-detail.service';
import { FlawDetail } from './establishing.dto';
import {
  CloseFlawBody,
  CorrectFlawBody,
  FlawPage,
  FlawsQuery,
  FlawWritten,
  ReportFlawBody,
  SelfReportBody,
} from './flaws.dto';
import { FlawsService } from './flaws.service';

@ApiTags('flaws')
@ApiBearerAuth()
@Controller()
export class FlawsController {
  constructor(
    private readonly flaws: FlawsService,
    private readonly corrections: CorrectionsService,
    private readonly details: FlawDetailService,
  ) {}

  @Post('flaws')
  @Allow('flaw.report')
  @TakesIdempotencyKey()
  @ApiOperation({
    summary: '登记程序瑕疵：申报单位登记即为自行报告 / report a flaw; by the sponsor it is a self-report',
  })
  @ApiCreatedResponse({ type: FlawWritten })
  report(@CurrentActor() actor: Actor, @Body() body: ReportFlawBody): Promise<FlawWritten> {
    return this.flaws.report(actor, body);
  }

  @Get('flaws')
  @Allow('flaw.read')
  @ApiOperation({ summary: '程序瑕疵列表与检索 / list and search flaws' })
  @ApiOkResponse({ type: FlawPage })
  list(@CurrentActor() actor: Actor, @Query() query: FlawsQuery): Promise<FlawPage> {
    return this.flaws.list(actor, query);
  }

  @Get('pilots/:id/flaws')
  @Allow('flaw.read')
  @ApiOperation({ summary: '某试点的程序瑕疵 / the flaws of one pilot' })
  @ApiOkResponse({ type: FlawPage })
  ofPilot(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: FlawsQuery,
  ): Promise<FlawPage> {
    return this.flaws.ofPilot(actor, id, query);
  }

  @Get('flaws/:id')
  @Allow('flaw.read')
  @ApiOperation({ summary: '瑕疵详情：事实、问题、更正、最近核对 / one flaw with all that was said about it' })
  @ApiOkResponse({ type: FlawDetail })
  detail(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<FlawDetail> {
    return this.details.detail(actor, id);
  }

  @Post('flaws/:id/correct')
  @HttpCode(200)
  @Allow('flaw.report')
  @NeedsIfMatch()
  @ApiOperation({ summary: '更正，须写明理由 / correct values, with a reason' })
  @ApiOkResponse({ type: FlawWritten })
  correct(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: CorrectFlawBody,
  ): Promise<FlawWritten> {
    return this.corrections.correct(actor, { id, version }, body);
  }

  @Post('flaws/:id/self-report')
  @HttpCode(200)
  @Allow('flaw.report')
  @NeedsIfMatch()
  @ApiOperation({ summary: '对他人登记的瑕疵自行报告 / self-report a flaw that somebody else entered' })
  @ApiOkResponse({ type: FlawWritten })
  selfReport(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: SelfReportBody,
  ): Promise<FlawWritten> {
    return this.corrections.selfReport(actor, { id, version }, body);
  }

  @Post('flaws/:id/close')
  @HttpCode(200)
  @Allow('flaw.establish')
  @NeedsIfMatch()
  @ApiOperation({ summary: '办结 / close' })
  @ApiOkResponse({ type: FlawWritten })
  close(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: CloseFlawBody,
  ): Promise<FlawWritten> {
    return this.flaws.close(actor, { id, version }, body.reason);
  }
}
