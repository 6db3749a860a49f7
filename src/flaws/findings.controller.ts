import { Controller, Get, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor } from '../platform/access.decorator';
import { ChecksService } from './checks.service';
import {
  DifferenceQuery,
  FindingDetail,
  FindingDifference,
  FindingSummary,
  FindingView,
  ReplayView,
} from './findings.dto';
import { FindingsService } from './findings.service';

@ApiTags('findings')
@ApiBearerAuth()
@Controller()
export class FindingsController {
  constructor(
    private readonly checks: ChecksService,
    private readonly findings: FindingsService,
  ) {}

  @Post('flaws/:id/check')
  @Allow('flaw.check')
  @ApiOperation({ summary: '核对；事实与清单未变时返回已有结论 / check; unchanged facts return the stored finding' })
  @ApiCreatedResponse({ type: FindingView })
  @ApiOkResponse({ type: FindingView, description: '已有结论 / the stored finding' })
  async check(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<FindingView> {
    const { row, fresh } = await this.checks.check(actor, id);
    response.status(fresh ? 201 : 200);
    return this.findings.viewOf(actor, row);
  }

  @Get('flaws/:id/findings')
  @Allow('flaw.read')
  @ApiOperation({ summary: '该瑕疵历次核对 / every finding of a flaw' })
  @ApiOkResponse({ type: [FindingSummary] })
  ofFlaw(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<FindingSummary[]> {
    return this.findings.ofFlaw(actor, id);
  }

  @Get('findings/:id')
  @Allow('flaw.read')
  @ApiOperation({ summary: '核对结论、所据事实与说明 / a finding, its facts and its explanation' })
  @ApiOkResponse({ type: FindingDetail })
  detail(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<FindingDetail> {
    return this.findings.detail(actor, id);
  }

  @Get('findings/:id/replay')
  @Allow('flaw.read')
  @ApiOperation({ summary: '重演：用当时的事实与清单重新核对并逐字节比较 / make it again and compare the bytes' })
  @ApiOkResponse({ type: ReplayView })
  replay(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ReplayView> {
    return this.findings.replay(actor, id);
  }

  @Get('findings/:id/difference')
  @Allow('flaw.read')
  @ApiOperation({ summary: '两次核对的差异 / what differs between two findings' })
  @ApiOkResponse({ type: FindingDifference })
  difference(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: DifferenceQuery,
  ): Promise<FindingDifference> {
    return this.findings.difference(actor, id, query.to);
  }
}
