import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch, TakesIdempotencyKey } from '../platform/access.decorator';
import { DropErasureBody, ErasureView, ErasureWritten, OrderErasureBody } from './erasures.dto';
import { ErasuresService } from './erasures.service';

@ApiTags('ledger')
@ApiBearerAuth()
@Controller()
export class ErasuresController {
  constructor(private readonly erasures: ErasuresService) {}

  @Post('ledger/:county/erasures')
  @Allow('erasure.order')
  @TakesIdempotencyKey()
  @ApiOperation({
    summary: '下令抹除一条的载荷（安全保密员） / order the erasure of a payload (security administrator)',
  })
  @ApiCreatedResponse({ type: ErasureWritten })
  order(
    @CurrentActor() actor: Actor,
    @Param('county') county: string,
    @Body() body: OrderErasureBody,
  ): Promise<ErasureWritten> {
    return this.erasures.order(actor, county, body);
  }

  @Get('ledger/:county/erasures')
  @Allow('erasure.read')
  @ApiOperation({ summary: '抹除令目录 / erasures, newest first' })
  @ApiOkResponse({ type: [ErasureView] })
  list(@CurrentActor() actor: Actor, @Param('county') county: string): Promise<ErasureView[]> {
    return this.erasures.list(actor, county);
  }

  @Post('erasures/:id/execute')
  @HttpCode(200)
  @Allow('erasure.execute')
  @NeedsIfMatch()
  @ApiOperation({ summary: '执行抹除（系统管理员，须为另一人） / carry it out (system administrator, another person)' })
  @ApiOkResponse({ type: ErasureWritten })
  execute(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<ErasureWritten> {
    return this.erasures.execute(actor, { id, version });
  }

  @Post('erasures/:id/drop')
  @HttpCode(200)
  @Allow('erasure.drop')
  @NeedsIfMatch()
  @ApiOperation({
    summary: '撤销尚未执行的抹除令（安全保密员） / drop an order not yet carried out (security administrator)',
  })
  @ApiOkResponse({ type: ErasureWritten })
  drop(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { reason }: DropErasureBody,
  ): Promise<ErasureWritten> {
    return this.erasures.drop(actor, { id, version }, reason);
  }
}
