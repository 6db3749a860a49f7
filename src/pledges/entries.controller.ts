import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch, TakesIdempotencyKey } from '../platform/access.decorator';
import { DeliveryBody, PledgeEntryWritten, RefuseEntryBody, RevisionBody } from './entries.dto';
import { EntriesService } from './entries.service';

@ApiTags('pledges')
@ApiBearerAuth()
@Controller('pledges/:id')
export class EntriesController {
  constructor(private readonly entries: EntriesService) {}

  @Post('deliveries')
  @Allow('pledge.deliver')
  @NeedsIfMatch()
  @TakesIdempotencyKey()
  @ApiOperation({ summary: '填报兑现，由对方确认 / enter a delivery for the other side to confirm' })
  @ApiCreatedResponse({ type: PledgeEntryWritten })
  deliver(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: DeliveryBody,
  ) {
    return this.entries.deliver(actor, { id, version }, body);
  }

  @Post('deliveries/:entryId/confirm')
  @HttpCode(200)
  @Allow('pledge.deliver')
  @NeedsIfMatch()
  @ApiOperation({ summary: '确认兑现 / confirm a delivery' })
  @ApiOkResponse({ type: PledgeEntryWritten })
  confirmDelivery(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('entryId', ParseUUIDPipe) entryId: string,
    @IfMatch() version: number,
  ) {
    return this.entries.answerDelivery(actor, { id, entryId, version }, { state: 'confirmed' });
  }

  @Post('deliveries/:entryId/refuse')
  @HttpCode(200)
  @Allow('pledge.deliver')
  @NeedsIfMatch()
  @ApiOperation({ summary: '不予确认兑现 / refuse a delivery' })
  @ApiOkResponse({ type: PledgeEntryWritten })
  refuseDelivery(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('entryId', ParseUUIDPipe) entryId: string,
    @IfMatch() version: number,
    @Body() { reason }: RefuseEntryBody,
  ) {
    return this.entries.answerDelivery(actor, { id, entryId, version }, { state: 'refused', reason });
  }

  @Post('revisions')
  @Allow('pledge.deliver')
  @NeedsIfMatch()
  @TakesIdempotencyKey()
  @ApiOperation({ summary: '填报承诺调整，由对方确认 / enter a revision for the other side to confirm' })
  @ApiCreatedResponse({ type: PledgeEntryWritten })
  revise(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: RevisionBody,
  ) {
    return this.entries.revise(actor, { id, version }, body);
  }

  @Post('revisions/:entryId/confirm')
  @HttpCode(200)
  @Allow('pledge.deliver')
  @NeedsIfMatch()
  @ApiOperation({ summary: '确认承诺调整 / confirm a revision' })
  @ApiOkResponse({ type: PledgeEntryWritten })
  confirmRevision(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('entryId', ParseUUIDPipe) entryId: string,
    @IfMatch() version: number,
  ) {
    return this.entries.answerRevision(actor, { id, entryId, version }, { state: 'confirmed' });
  }

  @Post('revisions/:entryId/refuse')
  @HttpCode(200)
  @Allow('pledge.deliver')
  @NeedsIfMatch()
  @ApiOperation({ summary: '不同意承诺调整 / refuse a revision' })
  @ApiOkResponse({ type: PledgeEntryWritten })
  refuseRevision(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('entryId', ParseUUIDPipe) entryId: string,
    @IfMatch() version: number,
    @Body() { reason }: RefuseEntryBody,
  ) {
    return this.entries.answerRevision(actor, { id, entryId, version }, { state: 'refused', reason });
  }
}
