import { Injectable } from '@nestjs/common';
import { CONDITION_CODES } from '../domain/check/rulebook';
import type { DecidingFact, Tri } from '../domain/check/facts';
import { flawRefusal, followFlaw, rulebookPlace } from '../domain/flaw';
import { answerThatCounts } from '../domain/flaw-facts';
import type { Day } from '../domain/period';
import type { Actor } from '../domain/permission';
import { FilesService } from '../files/files.service';
import type { Reader, Writer } from '../ledger/door';
import { Journal } from '../ledger/journal';
import type { Pilot } from '../pilots/pilot.entity';
import { sha256Hex } from '../platform/digests';
import { newId } from '../platform/ids';
import { RulebooksService } from '../rulebooks/rulebooks.service';
import {
  answerView,
  judgementView,
  type AnswerBody,
  type AnswerView,
  type AnswerWritten,
  type EvidenceBody,
  type JudgementBody,
  type JudgementView,
  type JudgementWritten,
} from './establishing.dto';
import { Flaw, FlawAnswer, FlawJudgement } from './flaw.entity';
import { FlawsService } from './flaws.service';

/** Answers to the facts that decide and to the questions that are never computed: added, never replaced. */
@Injectable()
export class EstablishingService {
  constructor(
    private readonly journal: Journal,
    private readonly flaws: FlawsService,
    private readonly files: FilesService,
    private readonly rulebooks: RulebooksService,
  ) {}

  /** @throws Refusal flaw.evidence-missing, flaw.not-own-unit, recusal.applies, file.unknown, state.act-not-open */
  async answer(
    actor: Actor,
    flawId: string,
    { fact, ...body }: AnswerBody & { fact: DecidingFact },
  ): Promise<AnswerWritten> {
    const { value, receipts } = await this.journal.write(actor, async tx => {
      await this.files.expectAll(tx, body.evidence ?? []);
      return this.answerIn(tx, actor, { flawId, fact, ...body });
    });
    return { ...value, receipt: receipts[0]! };
  }

  /**
   * The same within a transaction of a room that has its own act to enter; whether the evidence is kept was asked before.
   * @throws Refusal flaw.not-found, flaw.evidence-missing, flaw.not-own-unit, recusal.applies, state.act-not-open
   */
  async answerIn(
    tx: Writer,
    actor: Actor,
    { flawId, fact, ...body }: AnswerBody & { flawId: string; fact: DecidingFact },
  ): Promise<Omit<AnswerWritten, 'receipt'>> {
    refuseUngrounded(body.value, body);
    const { flaw, pilot } = await this.flaws.locked(tx, flawId);
    const state = followFlaw(flaw.state, 'answer');
    const established = await this.flaws.speaksAsInspector(tx, actor, pilot);
    const earlier = await tx.find(FlawAnswer, { flaw_id: flaw.id });
    const row: FlawAnswer = {
      county: tx.county,
      id: newId(),
      flaw_id: flaw.id,
      ordinal: earlier.length + 1,
      fact,
      value: body.value,
      ...groundColumns(body, tx.today),
      established,
      actor_id: actor.accountId,
      unit_id: actor.organisationId,
      recorded_at: tx.now,
    };
    await tx.insert(FlawAnswer, row);
    const { version } = await tx.change(Flaw, flaw, { state });
    tx.record('flaw.answered', flaw.code, { flaw: flaw.id, ...answerOnRecord(row) });
    const counts = answerThatCounts([...earlier.filter(one => one.fact === fact), row]) === row;
    return { answer: answerView(row, counts), version };
  }

  /** A named inspector without a stake answers, with a reason. @throws Refusal flaw.question-unknown, recusal.applies */
  async judge(
    actor: Actor,
    flawId: string,
    { question, ...body }: JudgementBody & { question: string },
  ): Promise<JudgementWritten> {
    const judging = { flawId, question, ...body };
    const { value, receipts } = await this.journal.write(actor, tx => this.judgeIn(tx, actor, judging));
    return { ...value, receipt: receipts[0]! };
  }

  /** The same within a transaction of a room that has its own act to enter. */
  async judgeIn(
    tx: Writer,
    actor: Actor,
    { flawId, question, ...body }: JudgementBody & { flawId: string; question: string },
  ): Promise<Omit<JudgementWritten, 'receipt'>> {
    const { flaw, pilot } = await this.flaws.locked(tx, flawId);
    const state = followFlaw(flaw.state, 'judge');
    await this.flaws.refuseStake(tx, actor, pilot);
    await this.refuseUnknownQuestion(tx, { flaw, pilot }, question);
    const row: FlawJudgement = {
      county: tx.county,
      id: newId(),
      flaw_id: flaw.id,
      ordinal: (await tx.find(FlawJudgement, { flaw_id: flaw.id })).length + 1,
      question,
      value: body.value,
      reason: body.reason,
      actor_id: actor.accountId,
      recorded_at: tx.now,
    };
    await tx.insert(FlawJudgement, row);
    const { version } = await tx.change(Flaw, flaw, { state });
    const { ordinal, reason, value: judged } = row;
    const onRecord = { question, ordinal, value: judged, reasonSha256: sha256Hex(reason) };
    tx.record('flaw.judged', flaw.code, { flaw: flaw.id, ...onRecord });
    return { judgement: judgementView(row, true), version };
  }

  async answersOf(q: Reader, flawId: string): Promise<AnswerView[]> {
    const rows = await q.find(FlawAnswer, { flaw_id: flawId }, { order: { ordinal: 'ASC' } });
    const counting = new Set(rows.map(row => answerThatCounts(rows.filter(one => one.fact === row.fact))));
    return rows.map(row => answerView(row, counting.has(row)));
  }

  async judgementsOf(q: Reader, flawId: string): Promise<JudgementView[]> {
    const rows = await q.find(FlawJudgement, { flaw_id: flawId }, { order: { ordinal: 'ASC' } });
    const last = new Map(rows.map(row => [row.question, row]));
    return rows.map(row => judgementView(row, last.get(row.question) === row));
  }

  /** Conditions by their code; red lines by the code they have in a rulebook in force then or now. */
  private async refuseUnknownQuestion(
    tx: Writer,
    { flaw, pilot }: { flaw: Flaw; pilot: Pilot },
    code: string,
  ): Promise<void> {
    if ((CONDITION_CODES as readonly string[]).includes(code)) return;
    const place = { region: rulebookPlace(flaw.regions, pilot.county), field: pilot.field };
    const pair = await this.rulebooks.pair(tx, place, { actFrom: flaw.act_from, askedOn: tx.today });
    const lines = [pair.older, pair.present].flatMap(kept => kept?.rulebook.redLines ?? []);
    if (lines.some(line => line.code === code && line.test.kind === 'question')) return;
    throw flawRefusal('flaw.question-unknown', { figures: { code } });
  }
}

/** @throws Refusal flaw.evidence-missing */
export function refuseUngrounded(value: Tri, { evidence, reason }: EvidenceBody): void {
  if (value === 'unknown' || reason !== undefined || (evidence ?? []).length > 0) return;
  const fault = { field: 'evidence', zh: '附证据或写明理由', en: 'give a file, or a reason' };
  throw flawRefusal('flaw.evidence-missing', { fields: [fault] });
}

/** The day, reason and evidence of an answer as columns. @throws Refusal flaw.day-ahead */
export function groundColumns(
  { on, reason, evidence }: EvidenceBody,
  today: Day,
): Pick<FlawAnswer, 'happened_on' | 'reason' | 'evidence'> {
  if (on && on > today) {
    const fault = { field: 'on', zh: '晚于今天', en: 'lies after today' };
    throw flawRefusal('flaw.day-ahead', { figures: { day: on, today }, fields: [fault] });
  }
  return { happened_on: on ?? null, reason: reason ?? null, evidence: [...new Set(evidence ?? [])].sort() };
}

function answerOnRecord(row: FlawAnswer): Record<string, unknown> {
  const { ordinal, fact, value, established, happened_on: on, evidence } = row;
  return {
    ordinal,
    fact,
    value,
    established,
    on,
    evidence,
    reasonSha256: row.reason === null ? null : sha256Hex(row.reason),
  };
}
