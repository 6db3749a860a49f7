import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, TakesIdempotencyKey } from '../platform/access.decorator';
import { CalendarService } from './calendar.service';
import {
  CorrectionBody,
  CorrectionView,
  CorrectionWritten,
  InForceQuery,
  RulebookSummary,
  RulebookView,
  TermQuery,
  TermView,
} from './rulebooks.dto';
import { RulebooksService } from './rulebooks.service';

@ApiTags('rulebooks')
@ApiBearerAuth()
@Controller('rulebooks')
export class RulebooksController {
  constructor(private readonly rulebooks: RulebooksService) {}

  @Get()
  @Allow('rulebook.read')
  @ApiOperation({ summary: '容错清单目录 / rulebooks on record' })
  @ApiOkResponse({ type: [RulebookSummary] })
  list(@CurrentActor() actor: Actor): Promise<RulebookSummary[]> {
    return this.rulebooks.list(actor);
  }

  @Get('in-force')
  @Allow('rulebook.read')
  @ApiOperation({ summary: '某县某领域某日适用的清单 / the rulebook that holds in a county for a field on a day' })
  @ApiOkResponse({ type: RulebookView })
  held(@CurrentActor() actor: Actor, @Query() query: InForceQuery): Promise<RulebookView> {
    return this.rulebooks.held(actor, query);
  }

  @Get(':id')
  @Allow('rulebook.read')
  @ApiOperation({ summary: '一份清单（编号@版本） / one rulebook (code@version)' })
  @ApiOkResponse({ type: RulebookView })
  detail(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RulebookView> {
    return this.rulebooks.detail(actor, id);
  }
}

@ApiTags('calendar')
@ApiBearerAuth()
@Controller('calendar')
export class CalendarController {
  constructor(private readonly calendar: CalendarService) {}

  @Get('term')
  @Allow('calendar.read')
  @ApiOperation({ summary: '某期限何日届满及理由 / where a term ends, and why' })
  @ApiOkResponse({ type: TermView })
  term(@CurrentActor() actor: Actor, @Query() query: TermQuery): Promise<TermView> {
    return this.calendar.term(actor, query);
  }

  @Get('corrections')
  @Allow('calendar.read')
  @ApiOperation({ summary: '本县对工作日的更正 / corrections of this county' })
  @ApiOkResponse({ type: [CorrectionView] })
  corrections(@CurrentActor() actor: Actor): Promise<CorrectionView[]> {
    return this.calendar.corrections(actor);
  }

  @Post('corrections')
  @Allow('calendar.correct')
  @TakesIdempotencyKey()
  @ApiOperation({ summary: '更正一日的工作日属性 / correct a day' })
  @ApiCreatedResponse({ type: CorrectionWritten })
  correct(@CurrentActor() actor: Actor, @Body() body: CorrectionBody): Promise<CorrectionWritten> {
    return this.calendar.correct(actor, body);
  }
}
