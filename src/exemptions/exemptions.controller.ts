import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch, TakesIdempotencyKey } from '../platform/access.decorator';
import { ContentBody, DetailQuery, ExemptionsQuery, NoteBody, RenewBody } from './exemptions.dto';
import { ExemptionsService } from './exemptions.service';
import { ReadingService } from './reading.service';
import { ExemptionDetail, ExemptionPage, ExemptionWritten, WarningView } from './views.dto';

@ApiTags('exemptions')
@ApiBearerAuth()
@Controller()
export class ExemptionsController {
  constructor(
    private readonly exemptions: ExemptionsService,
    private readonly reading: ReadingService,
  ) {}

  @Post('pilots/:pilotId/exemptions')
  @Allow('exemption.file')
  @TakesIdempotencyKey()
  @ApiOperation({ summary: '起草容错备案：先回答是否已经发生 / draft a record; the opening question comes first' })
  @ApiCreatedResponse({ type: ExemptionWritten })
  create(
    @CurrentActor() actor: Actor,
    @Param('pilotId', ParseUUIDPipe) pilotId: string,
    @Body() body: ContentBody,
  ): Promise<ExemptionWritten> {
    return this.exemptions.create(actor, pilotId, body);
  }

  @Get('exemptions')
  @Allow('exemption.read')
  @ApiOperation({ summary: '容错备案列表与检索 / list and search records' })
  @ApiOkResponse({ type: ExemptionPage })
  list(@CurrentActor() actor: Actor, @Query() query: ExemptionsQuery): Promise<ExemptionPage> {
    return this.reading.list(actor, query);
  }

  @Get('exemptions/:id')
  @Allow('exemption.read')
  @ApiOperation({ summary: '容错备案详情：警示、首审期限、意见 / one record with warnings, first look and opinions' })
  @ApiOkResponse({ type: ExemptionDetail })
  detail(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: DetailQuery,
  ): Promise<ExemptionDetail> {
    return this.reading.detail(actor, id, query.day);
  }

  @Get('exemptions/:id/warnings')
  @Allow('exemption.read')
  @ApiOperation({ summary: '封存前的警示：过宽、批量、雷同等 / warnings before sealing: breadth, bulk, copies' })
  @ApiOkResponse({ type: [WarningView] })
  warnings(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<WarningView[]> {
    return this.reading.warnings(actor, id);
  }

  @Put('exemptions/:id')
  @Allow('exemption.file')
  @NeedsIfMatch()
  @ApiOperation({ summary: '修改草稿或退回的备案 / edit a draft or returned record' })
  @ApiOkResponse({ type: ExemptionWritten })
  edit(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ContentBody,
  ) {
    return this.exemptions.edit(actor, { id, version }, body);
  }

  @Post('exemptions/:id/file')
  @HttpCode(200)
  @Allow('exemption.file')
  @NeedsIfMatch()
  @ApiOperation({ summary: '提交备案（退回后再次提交亦同） / file, and file again after a return' })
  @ApiOkResponse({ type: ExemptionWritten })
  file(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: NoteBody,
  ) {
    return this.exemptions.file(actor, { id, version }, body);
  }

  @Post('exemptions/:id/withdraw')
  @HttpCode(200)
  @Allow('exemption.file')
  @NeedsIfMatch()
  @ApiOperation({ summary: '撤回草稿或退回的备案 / withdraw a draft or returned record' })
  @ApiOkResponse({ type: ExemptionWritten })
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: NoteBody,
  ) {
    return this.exemptions.withdraw(actor, { id, version }, body);
  }

  @Post('exemptions/:id/renew')
  @Allow('exemption.file')
  @NeedsIfMatch()
  @TakesIdempotencyKey()
  @ApiOperation({ summary: '续备：以原内容起草新的备案 / renew: a new draft with the old content' })
  @ApiCreatedResponse({ type: ExemptionWritten })
  renew(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: RenewBody,
  ) {
    return this.exemptions.renew(actor, { id, version }, body);
  }
}
