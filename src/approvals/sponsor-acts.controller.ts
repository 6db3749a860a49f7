import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch } from '../platform/access.decorator';
import { ApplyBody, EventBody } from './acts.dto';
import { ApprovalActsService } from './approval-acts.service';
import { ApprovalWritten } from './approvals.dto';

/** What the sponsor unit of the pilot does. */
@ApiTags('approvals')
@ApiBearerAuth()
@Controller('approvals/:id')
export class SponsorActsController {
  constructor(private readonly acts: ApprovalActsService) {}

  @Post('inquire')
  @HttpCode(200)
  @Allow('approval.request')
  @NeedsIfMatch()
  @ApiOperation({ summary: '询问办理途径 / inquire which procedure applies' })
  @ApiOkResponse({ type: ApprovalWritten })
  inquire(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: EventBody,
  ): Promise<ApprovalWritten> {
    return this.acts.perform(actor, { id, version }, { act: 'inquire', ...body });
  }

  @Post('apply')
  @HttpCode(200)
  @Allow('approval.request')
  @NeedsIfMatch()
  @ApiOperation({ summary: '申请 / apply' })
  @ApiOkResponse({ type: ApprovalWritten })
  apply(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ApplyBody,
  ): Promise<ApprovalWritten> {
    return this.acts.apply(actor, { id, version }, body);
  }

  @Post('resubmit')
  @HttpCode(200)
  @Allow('approval.request')
  @NeedsIfMatch()
  @ApiOperation({ summary: '按意见修改后重新提交 / resubmit after a return' })
  @ApiOkResponse({ type: ApprovalWritten })
  resubmit(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: EventBody,
  ): Promise<ApprovalWritten> {
    return this.acts.perform(actor, { id, version }, { act: 'resubmit', ...body });
  }

  @Post('withdraw')
  @HttpCode(200)
  @Allow('approval.request')
  @NeedsIfMatch()
  @ApiOperation({ summary: '撤回 / withdraw' })
  @ApiOkResponse({ type: ApprovalWritten })
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: EventBody,
  ): Promise<ApprovalWritten> {
    return this.acts.perform(actor, { id, version }, { act: 'withdraw', ...body });
  }
}
