import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, TakesIdempotencyKey } from '../platform/access.decorator';
import { SafeguardBody, SafeguardView, SafeguardWritten } from './establishing.dto';
import { SafeguardsService } from './safeguards.service';

@ApiTags('flaws')
@ApiBearerAuth()
@Controller('exemptions/:id/safeguards')
export class SafeguardsController {
  constructor(private readonly safeguards: SafeguardsService) {}

  @Post()
  @Allow('flaw.answer')
  @TakesIdempotencyKey()
  @ApiOperation({
    summary: '登记保障措施的履行：行为前登记方能证明 / record a safeguard as done; only before the act it proves',
  })
  @ApiCreatedResponse({ type: SafeguardWritten })
  record(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: SafeguardBody,
  ): Promise<SafeguardWritten> {
    return this.safeguards.record(actor, id, body);
  }

  @Get()
  @Allow('exemption.read')
  @ApiOperation({ summary: '保障措施履行记录 / what was recorded about the safeguards' })
  @ApiOkResponse({ type: [SafeguardView] })
  list(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<SafeguardView[]> {
    return this.safeguards.list(actor, id);
  }
}
