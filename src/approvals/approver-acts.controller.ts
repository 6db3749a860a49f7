import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch } from '../platform/access.decorator';
import { EventBody, NamePathBody, ReasonedEventBody, ReturnApprovalBody, SuspendBody } from './acts.dto';
import { ApprovalActsService } from './approval-acts.service';
import { ApprovalWritten } from './approvals.dto';

/** What the unit that approves the matter does. */
@ApiTags('approvals')
@ApiBearerAuth()
@Controller('approvals/:id')
export class ApproverActsController {
  constructor(private readonly acts: ApprovalActsService) {}

  @Post('name-path')
  @HttpCode(200)
  @Allow('approval.handle')
  @NeedsIfMatch()
  @ApiOperation({
    summary: '告知办理途径：事项、依据、时限、材料、前置 / name the path: matter, basis, term, materials, order',
  })
  @ApiOkResponse({ type: ApprovalWritten })
  namePath(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: NamePathBody,
  ): Promise<ApprovalWritten> {
    return this.acts.namePath(actor, { id, version }, body);
  }

  @Post('accept')
  @HttpCode(200)
  @Allow('approval.handle')
  @NeedsIfMatch()
  @ApiOperation({ summary: '受理 / accept' })
  @ApiOkResponse({ type: ApprovalWritten })
  accept(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: EventBody,
  ): Promise<ApprovalWritten> {
    return this.acts.perform(actor, { id, version }, { act: 'accept', ...body });
  }

  @Post('return')
  @HttpCode(200)
  @Allow('approval.handle')
  @NeedsIfMatch()
  @ApiOperation({ summary: '退回修改，一次告知全部意见 / return with every remark at once' })
  @ApiOkResponse({ type: ApprovalWritten })
  return(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ReturnApprovalBody,
  ): Promise<ApprovalWritten> {
    return this.acts.perform(actor, { id, version }, { act: 'return', ...body });
  }

  @Post('suspend')
  @HttpCode(200)
  @Allow('approval.handle')
  @NeedsIfMatch()
  @ApiOperation({ summary: '依法中止计时 / suspend the clock for a lawful reason' })
  @ApiOkResponse({ type: ApprovalWritten })
  suspend(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: SuspendBody,
  ): Promise<ApprovalWritten> {
    return this.acts.perform(actor, { id, version }, { act: 'suspend', ...body });
  }

  @Post('resume')
  @HttpCode(200)
  @Allow('approval.handle')
  @NeedsIfMatch()
  @ApiOperation({ summary: '恢复计时 / resume' })
  @ApiOkResponse({ type: ApprovalWritten })
  resume(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: EventBody,
  ): Promise<ApprovalWritten> {
    return this.acts.perform(actor, { id, version }, { act: 'resume', ...body });
  }

  @Post('grant')
  @HttpCode(200)
  @Allow('approval.handle')
  @NeedsIfMatch()
  @ApiOperation({ summary: '批准 / grant' })
  @ApiOkResponse({ type: ApprovalWritten })
  grant(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: EventBody,
  ): Promise<ApprovalWritten> {
    return this.acts.perform(actor, { id, version }, { act: 'grant', ...body });
  }

  @Post('refuse')
  @HttpCode(200)
  @Allow('approval.handle')
  @NeedsIfMatch()
  @ApiOperation({ summary: '不予批准并说明理由 / refuse, with the reason' })
  @ApiOkResponse({ type: ApprovalWritten })
  refuse(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ReasonedEventBody,
  ): Promise<ApprovalWritten> {
    return this.acts.perform(actor, { id, version }, { act: 'refuse', ...body });
  }

  @Post('lapse')
  @HttpCode(200)
  @Allow('approval.handle')
  @NeedsIfMatch()
  @ApiOperation({ summary: '申报单位逾期未办而失效 / lapse on the sponsor’s desk' })
  @ApiOkResponse({ type: ApprovalWritten })
  lapse(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ReasonedEventBody,
  ): Promise<ApprovalWritten> {
    return this.acts.perform(actor, { id, version }, { act: 'lapse', ...body });
  }
}
