// The check (核对): facts and rulebooks in, finding out. Pure: the same input gives the same bytes on any machine, for
// ever. It decides by the outcome table alone, and a sealed record is evidence that narrows the review; it never exempts
// by itself (domain.md sections 3 and 5).

import { localDay } from '../period';
import { applyBook, decidesAlone } from './book-finding';
import { causesOf } from './causes';
import { atomsOf, counterfactuals } from './counterfactual';
import type { Applied } from './counterfactual';
import type { Facts } from './facts';
import type { BookFinding, ConditionFinding, FactChange, Finding, Lane } from './finding';
import { checkRefusal, inForce } from './in-force';
import type { Rulebook } from './rulebook';
import { situationOf, workdays } from './situation';
import type { Situation } from './situation';
import { choose, isSameBook } from './time-rule';

/** Goes up whenever equal input could give another finding. */
export const ENGINE = '1.0.0';

/**
 * `older` was in force on the first day of the act, `present` is on the day asked. A closed case keeps the rulebook of
 * its time: pass `present: null`.
 */
export interface Books {
  older: Rulebook | null;
  present: Rulebook | null;
}

/** @throws Refusal check.no-rulebook when neither is given, check.rule-twice for a rulebook that repeats a condition. */
export function check(facts: Facts, books: Books): Finding {
  const s = situationOf(facts);
  const weighed = weigh(s, books);
  const { applied } = weighed;
  return {
    v: 1,
    engine: ENGINE,
    askedOn: facts.askedOn,
    lane: s.lane,
    lateRecord: lateRecordOf(s),
    outcome: applied.outcome,
    effect: applied.effect,
    recordPart: applied.recordPart,
    timeRule: weighed.timeRule,
    applied,
    other: weighed.other,
    causes: causesOf(s),
    missing: missingIn(applied, s.lane),
    questions: questionsIn(applied, s.lane),
    counterfactuals: counterfactuals(s, weighed.books),
  };
}

/** Every change of fact that the counterfactuals of this check choose from, sorted by path and value. */
export function atoms(facts: Facts, books: Books): readonly FactChange[] {
  const s = situationOf(facts);
  return atomsOf(s, weigh(s, books).books);
}

interface Weighed extends Pick<Finding, 'timeRule' | 'applied' | 'other'> {
  /** The rulebooks that were evaluated, each once. */
  books: readonly Applied[];
}

function weigh(s: Situation, { older, present }: Books): Weighed {
  const first = older ?? present;
  if (first === null) throw checkRefusal('check.no-rulebook');
  const one = apply(s, first);
  if (older === null || present === null) {
    const timeRule = {
      applied: older === null ? ('present' as const) : ('older' as const),
      reason: 'only-one' as const,
    };
    return { timeRule, applied: one.finding, other: null, books: [one] };
  }
  if (isSameBook(older, present)) {
    return { timeRule: { applied: 'older', reason: 'same' }, applied: one.finding, other: null, books: [one] };
  }
  const two = apply(s, present);
  const timeRule = choose(one.finding, two.finding);
  const [applied, other] = timeRule.applied === 'older' ? [one, two] : [two, one];
  return { timeRule, applied: applied.finding, other: other.finding, books: [one, two] };
}

function apply(s: Situation, book: Rulebook): Applied {
  const ready = inForce(book);
  return { inForce: ready, finding: applyBook(s, ready) };
}

function lateRecordOf(s: Situation): Finding['lateRecord'] {
  const { record } = s.facts;
  if (record === null || s.lane === 'pre-registered' || s.actFrom === null) return null;
  const { code, sealedAt } = record;
  return { code, sealedAt, workdaysLate: workdays(s, s.actFrom, localDay(sealedAt)) };
}

const NONE: readonly string[] = Object.freeze([]);

/** Does the outcome still wait for it? A member of a group that another member already meets does not. */
function isPending(book: BookFinding, lane: Lane, finding: ConditionFinding): boolean {
  return finding.decides && (decidesAlone(finding, lane) || book.groups[(finding.group ?? 0) - 1]?.result !== 'met');
}

function missingIn(book: BookFinding, lane: Lane): readonly string[] {
  const lacking: string[] = [];
  for (const finding of book.conditions) {
    if (finding.result === 'unknown' && isPending(book, lane, finding)) lacking.push(...finding.missing);
  }
  for (const line of book.redLines) if (line.missing.length > 0) lacking.push(...line.missing);
  return lacking.length === 0 ? NONE : [...new Set(lacking)].sort();
}

function questionsIn(book: BookFinding, lane: Lane): readonly string[] {
  const asked: string[] = [];
  for (const finding of book.conditions) {
    if (finding.result === 'for-people' && isPending(book, lane, finding)) asked.push(finding.code);
  }
  for (const line of book.redLines) if (line.result === 'for-people') asked.push(line.code);
  return asked.length === 0 ? NONE : asked.sort();
}
