import { Body, Controller, Param, ParseEnumPipe, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { DECIDING_FACTS, type DecidingFact } from '../domain/check/facts';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, TakesIdempotencyKey } from '../platform/access.decorator';
import { requestRefusal } from '../platform/problem.filter';
import { AnswerBody, AnswerWritten, JudgementBody, JudgementWritten } from './establishing.dto';
import { EstablishingService } from './establishing.service';

const fault = { field: 'fact', zh: '没有这一事实', en: 'is no deciding fact' };
const DecidingFactPipe = new ParseEnumPipe(Object.fromEntries(DECIDING_FACTS.map(fact => [fact, fact])), {
  exceptionFactory: () => requestRefusal('request.invalid', { fields: [fault] }),
});

@ApiTags('flaws')
@ApiBearerAuth()
@Controller('flaws/:id')
export class EstablishingController {
  constructor(private readonly establishing: EstablishingService) {}

  @Post('facts/:fact')
  @Allow('flaw.answer')
  @TakesIdempotencyKey()
  @ApiParam({ name: 'fact', enum: [...DECIDING_FACTS], example: 'collective-decision' })
  @ApiOperation({ summary: '回答决定性事实；纪检监察人员的认定优先 / answer a deciding fact; an inspector outranks' })
  @ApiCreatedResponse({ type: AnswerWritten })
  answer(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('fact', DecidingFactPipe) fact: DecidingFact,
    @Body() body: AnswerBody,
  ): Promise<AnswerWritten> {
    return this.establishing.answer(actor, id, { ...body, fact });
  }

  @Post('questions/:code')
  @Allow('flaw.establish')
  @TakesIdempotencyKey()
  @ApiParam({ name: 'code', example: 'C13' })
  @ApiOperation({ summary: '回答留给人的问题，须说明理由 / answer a question for people, with a reason' })
  @ApiCreatedResponse({ type: JudgementWritten })
  judge(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('code') question: string,
    @Body() body: JudgementBody,
  ): Promise<JudgementWritten> {
    return this.establishing.judge(actor, id, { ...body, question });
  }
}
