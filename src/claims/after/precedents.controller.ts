import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/permission';
import { Allow, CurrentActor } from '../../platform/access.decorator';
import { PrecedentsQuery, PrecedentsView } from './precedents.dto';
import { PrecedentsService } from './precedents.service';

@ApiTags('precedents')
@ApiBearerAuth()
@Controller('claims/:id/precedents')
export class PrecedentsController {
  constructor(private readonly precedents: PrecedentsService) {}

  @Get()
  @Allow('precedent.read')
  @ApiOperation({ summary: '相似先例，隐去名称 / similar decided cases, names withheld' })
  @ApiOkResponse({ type: PrecedentsView })
  of(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Query() query: PrecedentsQuery) {
    return this.precedents.of(actor, id, query);
  }
}
