import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch, TakesIdempotencyKey } from '../../platform/access.decorator';
import { RecusalDecidingService } from './recusal-deciding.service';
import { DecideRecusalBody, RaiseRecusalBody, RecusalList, RecusalsQuery, RecusalWritten } from './recusals.dto';
import { RecusingService } from './recusing.service';

@ApiTags('recusals')
@ApiBearerAuth()
@Controller()
export class RecusalsController {
  constructor(
    private readonly recusing: RecusingService,
    private readonly deciding: RecusalDecidingService,
  ) {}

  @Post('claims/:id/recusals')
  @Allow('recusal.demand')
  @NeedsIfMatch()
  @TakesIdempotencyKey()
  @ApiOperation({ summary: '自行回避或者要求他人回避 / declare a recusal for oneself, or demand one' })
  @ApiCreatedResponse({ type: RecusalWritten })
  raise(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: RaiseRecusalBody,
  ): Promise<RecusalWritten> {
    return this.recusing.raise(actor, { id, version }, body);
  }

  @Get('claims/:id/recusals')
  @Allow('recusal.read')
  @ApiOperation({
    summary: '本申请的回避，及某人依法回避的事由 / recusals of a claim, and the grounds against one person',
  })
  @ApiOkResponse({ type: RecusalList })
  list(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: RecusalsQuery,
  ): Promise<RecusalList> {
    return this.recusing.list(actor, id, query.account);
  }

  @Post('recusals/:id/decide')
  @HttpCode(200)
  @Allow('recusal.decide')
  @NeedsIfMatch()
  @ApiOperation({ summary: '决定是否回避 / decide a recusal' })
  @ApiOkResponse({ type: RecusalWritten })
  decide(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: DecideRecusalBody,
  ): Promise<RecusalWritten> {
    return this.deciding.decide(actor, { id, version }, body);
  }
}
