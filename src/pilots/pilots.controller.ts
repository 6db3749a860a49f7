import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch, TakesIdempotencyKey } from '../platform/access.decorator';
import {
  ActBody,
  CloseBody,
  CreatePilotBody,
  PilotDetail,
  PilotPage,
  PilotsQuery,
  PilotWritten,
  ReasonedActBody,
} from './pilots.dto';
import { PilotsService } from './pilots.service';

@ApiTags('pilots')
@ApiBearerAuth()
@Controller('pilots')
export class PilotsController {
  constructor(private readonly pilots: PilotsService) {}

  @Post()
  @Allow('pilot.register')
  @TakesIdempotencyKey()
  @ApiOperation({ summary: '起草试点 / draft a pilot' })
  @ApiCreatedResponse({ type: PilotWritten })
  create(@CurrentActor() actor: Actor, @Body() body: CreatePilotBody): Promise<PilotWritten> {
    return this.pilots.create(actor, body);
  }

  @Get()
  @Allow('pilot.read')
  @ApiOperation({ summary: '试点列表与检索 / list and search pilots' })
  @ApiOkResponse({ type: PilotPage })
  list(@CurrentActor() actor: Actor, @Query() query: PilotsQuery): Promise<PilotPage> {
    return this.pilots.list(actor, query);
  }

  @Get(':id')
  @Allow('pilot.read')
  @ApiOperation({ summary: '试点详情 / one pilot' })
  @ApiOkResponse({ type: PilotDetail })
  detail(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<PilotDetail> {
    return this.pilots.detail(actor, id);
  }

  @Post(':id/register')
  @HttpCode(200)
  @Allow('pilot.change')
  @NeedsIfMatch()
  @ApiOperation({ summary: '登记：申报范围自次日起生效 / register; the scope counts from the next day' })
  @ApiOkResponse({ type: PilotWritten })
  register(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ActBody,
  ) {
    return this.pilots.register(actor, { id, version }, body);
  }

  @Post(':id/start')
  @HttpCode(200)
  @Allow('pilot.change')
  @NeedsIfMatch()
  @ApiOperation({ summary: '启动 / start' })
  @ApiOkResponse({ type: PilotWritten })
  start(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ActBody,
  ) {
    return this.pilots.move(actor, { id, version }, { act: 'start', ...body });
  }

  @Post(':id/suspend')
  @HttpCode(200)
  @Allow('pilot.change')
  @NeedsIfMatch()
  @ApiOperation({ summary: '中止 / suspend' })
  @ApiOkResponse({ type: PilotWritten })
  suspend(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ReasonedActBody,
  ) {
    return this.pilots.move(actor, { id, version }, { act: 'suspend', ...body });
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Allow('pilot.change')
  @NeedsIfMatch()
  @ApiOperation({ summary: '恢复 / resume' })
  @ApiOkResponse({ type: PilotWritten })
  resume(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ActBody,
  ) {
    return this.pilots.move(actor, { id, version }, { act: 'resume', ...body });
  }

  @Post(':id/close')
  @HttpCode(200)
  @Allow('pilot.change')
  @NeedsIfMatch()
  @ApiOperation({ summary: '结束并写明结果 / close with an outcome' })
  @ApiOkResponse({ type: PilotWritten })
  close(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: CloseBody,
  ) {
    return this.pilots.close(actor, { id, version }, body);
  }

  @Post(':id/brake')
  @HttpCode(200)
  @Allow('pilot.brake')
  @NeedsIfMatch()
  @ApiOperation({ summary: '踩刹车：叫停伪创新 / stop a false innovation' })
  @ApiOkResponse({ type: PilotWritten })
  brake(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ReasonedActBody,
  ) {
    return this.pilots.brake(actor, { id, version }, body);
  }
}
