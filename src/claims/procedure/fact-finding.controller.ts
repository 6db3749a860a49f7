import { Body, Controller, Param, ParseEnumPipe, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { DECIDING_FACTS, type DecidingFact } from '../../domain/check/facts';
import type { Actor } from '../../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch, TakesIdempotencyKey } from '../../platform/access.decorator';
import { requestRefusal } from '../../platform/problem.filter';
import { StatementBody, StatementWritten } from './claims.dto';
import { FactBody, FactEstablished, QuestionBody, QuestionJudged } from './facts.dto';
import { ClaimFactsService } from './facts.service';
import { StatementsService } from './statements.service';

const fault = { field: 'fact', zh: '没有这一事实', en: 'is no deciding fact' };
const FactPipe = new ParseEnumPipe(Object.fromEntries(DECIDING_FACTS.map(fact => [fact, fact])), {
  exceptionFactory: () => requestRefusal('request.invalid', { fields: [fault] }),
});

@ApiTags('claims')
@ApiBearerAuth()
@Controller('claims/:id')
export class FactFindingController {
  constructor(
    private readonly facts: ClaimFactsService,
    private readonly statements: StatementsService,
  ) {}

  @Post('statements')
  @Allow('claim.state')
  @NeedsIfMatch()
  @TakesIdempotencyKey()
  @ApiOperation({ summary: '陈述，或由办案人员记录 / make a statement, or take one down' })
  @ApiCreatedResponse({ type: StatementWritten })
  state(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: StatementBody,
  ): Promise<StatementWritten> {
    return this.statements.state(actor, { id, version }, body);
  }

  @Post('facts/:fact')
  @Allow('claim.handle')
  @NeedsIfMatch()
  @TakesIdempotencyKey()
  @ApiParam({ name: 'fact', enum: [...DECIDING_FACTS], example: 'collective-decision' })
  @ApiOperation({ summary: '认定决定性事实并重新核对 / establish a deciding fact; the check is made again' })
  @ApiCreatedResponse({ type: FactEstablished })
  establish(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Param('fact', FactPipe) fact: DecidingFact,
    @Body() body: FactBody,
  ): Promise<FactEstablished> {
    return this.facts.establish(actor, { id, version }, { ...body, fact });
  }

  @Post('questions/:question')
  @Allow('claim.handle')
  @NeedsIfMatch()
  @TakesIdempotencyKey()
  @ApiParam({ name: 'question', example: 'C13' })
  @ApiOperation({ summary: '回答留给人的问题并重新核对 / answer a question for people; the check is made again' })
  @ApiCreatedResponse({ type: QuestionJudged })
  judge(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Param('question') question: string,
    @Body() body: QuestionBody,
  ): Promise<QuestionJudged> {
    return this.facts.judge(actor, { id, version }, { ...body, question });
  }
}
