import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch } from '../platform/access.decorator';
import { AmendmentsService } from './amendments.service';
import { AmendBody, ScopeQuery, ScopeView, ScopeWritten } from './scope.dto';

@ApiTags('pilots')
@ApiBearerAuth()
@Controller('pilots/:id')
export class ScopesController {
  constructor(private readonly amendments: AmendmentsService) {}

  @Get('scope')
  @Allow('pilot.read')
  @ApiOperation({ summary: '某日生效的申报范围 / the scope in force on a day' })
  @ApiOkResponse({ type: ScopeView })
  on(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: ScopeQuery,
  ): Promise<ScopeView> {
    return this.amendments.on(actor, id, query.on);
  }

  @Get('scopes')
  @Allow('pilot.read')
  @ApiOperation({ summary: '申报范围各版本及差异 / all versions with their differences' })
  @ApiOkResponse({ type: [ScopeView] })
  list(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ScopeView[]> {
    return this.amendments.list(actor, id);
  }

  @Post('amend')
  @Allow('pilot.change')
  @NeedsIfMatch()
  @ApiOperation({ summary: '提出变更：须有理由并至少改动一项 / open an amendment' })
  @ApiCreatedResponse({ type: ScopeWritten })
  amend(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: AmendBody,
  ) {
    return this.amendments.open(actor, { id, version }, body);
  }

  @Post('amend/record')
  @HttpCode(200)
  @Allow('pilot.change')
  @NeedsIfMatch()
  @ApiOperation({ summary: '变更登记：自次日起生效 / record the open amendment' })
  @ApiOkResponse({ type: ScopeWritten })
  record(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<ScopeWritten> {
    return this.amendments.record(actor, { id, version });
  }

  @Post('amend/withdraw')
  @HttpCode(200)
  @Allow('pilot.change')
  @NeedsIfMatch()
  @ApiOperation({ summary: '撤回变更 / withdraw the open amendment' })
  @ApiOkResponse({ type: ScopeWritten })
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<ScopeWritten> {
    return this.amendments.withdraw(actor, { id, version });
  }
}
