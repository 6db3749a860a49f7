import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch } from '../../platform/access.decorator';
import { ClaimWritten, ClaimNoteBody, ClaimReasonBody, SuspendClaimBody } from './claims.dto';
import { ProcedureService } from './procedure.service';

@ApiTags('claims')
@ApiBearerAuth()
@Controller('claims/:id')
export class ProcedureController {
  constructor(private readonly procedure: ProcedureService) {}

  @Post('admit')
  @HttpCode(200)
  @Allow('claim.handle')
  @NeedsIfMatch()
  @ApiOperation({ summary: '受理 / admit' })
  @ApiOkResponse({ type: ClaimWritten })
  admit(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ClaimNoteBody,
  ): Promise<ClaimWritten> {
    return this.procedure.step(actor, { id, version, act: 'admit' }, body);
  }

  @Post('refuse-admission')
  @HttpCode(200)
  @Allow('claim.handle')
  @NeedsIfMatch()
  @ApiOperation({ summary: '不予受理 / refuse admission, with a reason' })
  @ApiOkResponse({ type: ClaimWritten })
  refuseAdmission(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ClaimReasonBody,
  ): Promise<ClaimWritten> {
    return this.procedure.step(actor, { id, version, act: 'refuse-admission' }, body);
  }

  @Post('investigate')
  @HttpCode(200)
  @Allow('claim.handle')
  @NeedsIfMatch()
  @ApiOperation({ summary: '开始调查核实 / begin fact-finding' })
  @ApiOkResponse({ type: ClaimWritten })
  investigate(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ClaimNoteBody,
  ): Promise<ClaimWritten> {
    return this.procedure.step(actor, { id, version, act: 'investigate' }, body);
  }

  @Post('extend')
  @HttpCode(200)
  @Allow('claim.handle')
  @NeedsIfMatch()
  @ApiOperation({ summary: '延长调查核实期限，每阶段一次 / extend fact-finding, once a stage' })
  @ApiOkResponse({ type: ClaimWritten })
  extend(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ClaimReasonBody,
  ): Promise<ClaimWritten> {
    return this.procedure.extend(actor, { id, version }, body);
  }

  @Post('suspend')
  @HttpCode(200)
  @Allow('claim.handle')
  @NeedsIfMatch()
  @ApiOperation({ summary: '中止 / suspend, on one of the listed grounds' })
  @ApiOkResponse({ type: ClaimWritten })
  suspend(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: SuspendClaimBody,
  ): Promise<ClaimWritten> {
    return this.procedure.suspend(actor, { id, version }, body);
  }

  @Post('resume')
  @HttpCode(200)
  @Allow('claim.handle')
  @NeedsIfMatch()
  @ApiOperation({ summary: '恢复 / resume' })
  @ApiOkResponse({ type: ClaimWritten })
  resume(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ClaimReasonBody,
  ): Promise<ClaimWritten> {
    return this.procedure.step(actor, { id, version, act: 'resume' }, body);
  }

  @Post('withdraw')
  @HttpCode(200)
  @Allow('claim.file')
  @NeedsIfMatch()
  @ApiOperation({ summary: '撤回 / withdraw' })
  @ApiOkResponse({ type: ClaimWritten })
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ClaimReasonBody,
  ): Promise<ClaimWritten> {
    return this.procedure.step(actor, { id, version, act: 'withdraw' }, body);
  }

  @Post('close')
  @HttpCode(200)
  @Allow('claim.handle')
  @NeedsIfMatch()
  @ApiOperation({ summary: '办结 / close' })
  @ApiOkResponse({ type: ClaimWritten })
  close(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ClaimReasonBody,
  ): Promise<ClaimWritten> {
    return this.procedure.close(actor, { id, version }, body);
  }
}
