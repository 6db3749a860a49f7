import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch, TakesIdempotencyKey } from '../platform/access.decorator';
import {
  ChangeOrganisation,
  ChangeView,
  CloseOrganisation,
  CreateOrganisation,
  OrganisationPage,
  OrganisationQuery,
  OrganisationView,
  OrganisationWritten,
} from './organisations.dto';
import { OrganisationsService } from './organisations.service';

@ApiTags('organisations')
@ApiBearerAuth()
@Controller('organisations')
export class OrganisationsController {
  constructor(private readonly organisations: OrganisationsService) {}

  @Post()
  @Allow('organisation.manage')
  @TakesIdempotencyKey()
  @ApiOperation({ summary: '登记单位 / register an organisation' })
  @ApiCreatedResponse({ type: OrganisationWritten })
  create(@CurrentActor() actor: Actor, @Body() body: CreateOrganisation): Promise<OrganisationWritten> {
    return this.organisations.create(actor, body);
  }

  @Get()
  @Allow('organisation.read')
  @ApiOperation({ summary: '单位列表 / organisations' })
  @ApiOkResponse({ type: OrganisationPage })
  list(@CurrentActor() actor: Actor, @Query() query: OrganisationQuery): Promise<OrganisationPage> {
    return this.organisations.list(actor, query);
  }

  @Get(':id')
  @Allow('organisation.read')
  @ApiOperation({ summary: '读取单位 / read an organisation' })
  @ApiOkResponse({ type: OrganisationView })
  read(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<OrganisationView> {
    return this.organisations.read(actor, id);
  }

  @Get(':id/changes')
  @Allow('organisation.read')
  @ApiOperation({ summary: '单位变更历史 / what an organisation was before' })
  @ApiOkResponse({ type: [ChangeView] })
  changes(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ChangeView[]> {
    return this.organisations.changes(actor, id);
  }

  @Post(':id/change')
  @HttpCode(200)
  @Allow('organisation.manage')
  @NeedsIfMatch()
  @ApiOperation({ summary: '变更单位 / change an organisation' })
  @ApiOkResponse({ type: OrganisationWritten })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ChangeOrganisation,
  ): Promise<OrganisationWritten> {
    return this.organisations.change(actor, { id, version }, body);
  }

  @Post(':id/close')
  @HttpCode(200)
  @Allow('organisation.manage')
  @NeedsIfMatch()
  @ApiOperation({ summary: '撤销单位 / close an organisation' })
  @ApiOkResponse({ type: OrganisationWritten })
  close(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: CloseOrganisation,
  ): Promise<OrganisationWritten> {
    return this.organisations.close(actor, { id, version }, body);
  }
}
