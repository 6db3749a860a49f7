import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, TakesIdempotencyKey } from '../platform/access.decorator';
import { ApprovalActsService } from './approval-acts.service';
import {
  ApprovalDetail,
  ApprovalPage,
  ApprovalsQuery,
  ApprovalView,
  ApprovalWritten,
  ClockQuery,
  OpenApprovalBody,
} from './approvals.dto';
import { ApprovalsService } from './approvals.service';

@ApiTags('approvals')
@ApiBearerAuth()
@Controller()
export class ApprovalsController {
  constructor(
    private readonly approvals: ApprovalsService,
    private readonly acts: ApprovalActsService,
  ) {}

  @Post('pilots/:pilotId/approvals')
  @Allow('approval.request')
  @TakesIdempotencyKey()
  @ApiOperation({ summary: '登记所需审批，或以询问办理途径开始 / open an approval, or begin with an inquiry' })
  @ApiCreatedResponse({ type: ApprovalWritten })
  open(
    @CurrentActor() actor: Actor,
    @Param('pilotId', ParseUUIDPipe) pilotId: string,
    @Body() body: OpenApprovalBody,
  ): Promise<ApprovalWritten> {
    return this.acts.open(actor, pilotId, body);
  }

  @Get('pilots/:pilotId/approvals')
  @Allow('approval.read')
  @ApiOperation({ summary: '试点所需的审批 / the approvals of a pilot' })
  @ApiOkResponse({ type: [ApprovalView] })
  ofPilot(@CurrentActor() actor: Actor, @Param('pilotId', ParseUUIDPipe) pilotId: string): Promise<ApprovalView[]> {
    return this.approvals.ofPilot(actor, pilotId);
  }

  @Get('approvals')
  @Allow('approval.read')
  @ApiOperation({ summary: '审批列表：待办、某日超时 / list approvals: waiting for my unit, overdue on a day' })
  @ApiOkResponse({ type: ApprovalPage })
  list(@CurrentActor() actor: Actor, @Query() query: ApprovalsQuery): Promise<ApprovalPage> {
    return this.approvals.list(actor, query);
  }

  @Get('approvals/:id')
  @Allow('approval.read')
  @ApiOperation({ summary: '审批详情与某日的计时归属 / one approval, with its attributed clock on a day' })
  @ApiOkResponse({ type: ApprovalDetail })
  detail(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: ClockQuery,
  ): Promise<ApprovalDetail> {
    return this.approvals.detail(actor, id, query.on);
  }
}
