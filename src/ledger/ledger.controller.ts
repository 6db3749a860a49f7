import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor } from '../platform/access.decorator';
import {
  ConsistencyQuery,
  ConsistencyView,
  EntriesQuery,
  EntryView,
  HeadView,
  InclusionQuery,
  InclusionView,
} from './ledger.dto';
import { LedgerService } from './ledger.service';
import { TrailPage, TrailQuery } from './trail.dto';
import { TrailService } from './trail.service';

@ApiTags('ledger')
@ApiBearerAuth()
@Controller('ledger/:county')
export class LedgerController {
  constructor(
    private readonly ledger: LedgerService,
    private readonly trails: TrailService,
  ) {}

  @Get('head')
  @Allow('ledger.read')
  @ApiOperation({ summary: '账本头：规模与根 / head of the log: size and root' })
  @ApiOkResponse({ type: HeadView })
  head(@CurrentActor() actor: Actor, @Param('county') county: string): Promise<HeadView> {
    return this.ledger.head(actor, county);
  }

  @Get('entries')
  @Allow('ledger.read')
  @ApiOperation({ summary: '按序读取账本条目 / entries in the order of the log' })
  @ApiOkResponse({ type: [EntryView] })
  entries(
    @CurrentActor() actor: Actor,
    @Param('county') county: string,
    @Query() query: EntriesQuery,
  ): Promise<EntryView[]> {
    return this.ledger.entries(actor, county, { from: query.from ?? 0, limit: query.limit ?? 100 });
  }

  @Get('inclusion')
  @Allow('ledger.read')
  @ApiOperation({ summary: '包含证明 / inclusion proof' })
  @ApiOkResponse({ type: InclusionView })
  inclusion(
    @CurrentActor() actor: Actor,
    @Param('county') county: string,
    @Query() query: InclusionQuery,
  ): Promise<InclusionView> {
    return this.ledger.inclusion(actor, county, query);
  }

  @Get('consistency')
  @Allow('ledger.read')
  @ApiOperation({ summary: '一致性证明 / consistency proof' })
  @ApiOkResponse({ type: ConsistencyView })
  consistency(
    @CurrentActor() actor: Actor,
    @Param('county') county: string,
    @Query() query: ConsistencyQuery,
  ): Promise<ConsistencyView> {
    return this.ledger.consistency(actor, county, query);
  }

  @Get('trail')
  @Allow('audit.read')
  @ApiOperation({ summary: '审计轨迹：何时、何人、何事，最新在前 / the audit trail: when, who, what; newest first' })
  @ApiOkResponse({ type: TrailPage })
  trail(@CurrentActor() actor: Actor, @Param('county') county: string, @Query() query: TrailQuery): Promise<TrailPage> {
    return this.trails.trail(actor, county, query);
  }
}
