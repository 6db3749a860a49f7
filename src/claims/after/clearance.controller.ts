import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch, TakesIdempotencyKey } from '../../platform/access.decorator';
import { ClearanceView, ClearanceWritten, ClearBody, EndClearanceBody } from './clearance.dto';
import { ClearanceService } from './clearance.service';

@ApiTags('clearances')
@ApiBearerAuth()
@Controller()
export class ClearanceController {
  constructor(private readonly clearances: ClearanceService) {}

  @Post('claims/:id/clear')
  @Allow('claim.decide')
  @NeedsIfMatch()
  @TakesIdempotencyKey()
  @ApiOperation({ summary: '提出澄清正名 / propose a clearance' })
  @ApiCreatedResponse({ type: ClearanceWritten })
  propose(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ClearBody,
  ) {
    return this.clearances.propose(actor, { id, version }, body);
  }

  @Get('claims/:id/clearances')
  @Allow('claim.read')
  @ApiOperation({ summary: '一项申请的澄清 / the clearances of a claim' })
  @ApiOkResponse({ type: [ClearanceView] })
  ofClaim(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string) {
    return this.clearances.ofClaim(actor, id);
  }

  @Post('clearances/:id/confirm')
  @HttpCode(200)
  @Allow('claim.decide')
  @NeedsIfMatch()
  @ApiOperation({ summary: '另一人确认澄清 / another person confirms a clearance' })
  @ApiOkResponse({ type: ClearanceWritten })
  confirm(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { reason }: EndClearanceBody,
  ) {
    return this.clearances.confirm(actor, { id, version }, reason);
  }

  @Post('clearances/:id/drop')
  @HttpCode(200)
  @Allow('claim.decide')
  @NeedsIfMatch()
  @ApiOperation({ summary: '不予澄清 / drop a proposed clearance' })
  @ApiOkResponse({ type: ClearanceWritten })
  drop(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { reason }: EndClearanceBody,
  ) {
    return this.clearances.drop(actor, { id, version }, reason);
  }
}
