import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch, TakesIdempotencyKey } from '../platform/access.decorator';
import { DraftBody, DraftsQuery, DraftSummary, DraftView, DraftWritten } from './drafts.dto';
import { DraftsService } from './drafts.service';

@ApiTags('rulebooks')
@ApiBearerAuth()
@Controller('rulebooks/drafts')
export class DraftsController {
  constructor(private readonly drafts: DraftsService) {}

  @Post()
  @Allow('rulebook.draft')
  @TakesIdempotencyKey()
  @ApiOperation({ summary: '起草清单或其新版本 / draft a rulebook or a new version' })
  @ApiCreatedResponse({ type: DraftWritten })
  create(@CurrentActor() actor: Actor, @Body() body: DraftBody): Promise<DraftWritten> {
    return this.drafts.create(actor, body);
  }

  @Get()
  @Allow('rulebook.preview')
  @ApiOperation({ summary: '清单草案目录 / rulebook drafts' })
  @ApiOkResponse({ type: [DraftSummary] })
  list(@CurrentActor() actor: Actor, @Query() query: DraftsQuery): Promise<DraftSummary[]> {
    return this.drafts.list(actor, query);
  }

  @Get(':id')
  @Allow('rulebook.preview')
  @ApiOperation({ summary: '一份清单草案 / one rulebook draft' })
  @ApiOkResponse({ type: DraftView })
  detail(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<DraftView> {
    return this.drafts.detail(actor, id);
  }

  @Put(':id')
  @Allow('rulebook.draft')
  @NeedsIfMatch()
  @ApiOperation({ summary: '修改草案（起草人本人） / edit a draft, its author only' })
  @ApiOkResponse({ type: DraftWritten })
  edit(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: DraftBody,
  ): Promise<DraftWritten> {
    return this.drafts.edit(actor, { id, version }, body);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Allow('rulebook.draft')
  @NeedsIfMatch()
  @ApiOperation({ summary: '撤回草案（起草人本人） / withdraw a draft, its author only' })
  @ApiOkResponse({ type: DraftWritten })
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<DraftWritten> {
    return this.drafts.withdraw(actor, { id, version });
  }

  @Post(':id/release')
  @HttpCode(200)
  @Allow('rulebook.release')
  @NeedsIfMatch()
  @ApiOperation({ summary: '发布清单（须为另一人） / release it: a second person only' })
  @ApiOkResponse({ type: DraftWritten })
  release(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<DraftWritten> {
    return this.drafts.release(actor, { id, version });
  }
}
