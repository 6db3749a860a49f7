// What of a flaw's surroundings a check is held against: which sealed record, which of several answers, which entries
// about a safeguard (domain.md sections 3 and 5). Chosen by rule and not by the person who asks, the same for ever.

import type { DecidingFact, Edit, SafeguardDone, Tri } from './check/facts';
import { FAVOURABLE_FACTS } from './check/reading';
import { localDay, type Day, type Instant, type Period } from './period';

export interface RankedAnswer {
  /** Answered by an inspector without a stake: outranks what the sponsor's side says. */
  established: boolean;
  /** Order of recording within the flaw, from 1. */
  ordinal: number;
}

/** Of all answers to one fact the latest established one counts, and without one the latest. */
export function answerThatCounts<A extends RankedAnswer>(answers: readonly A[]): A | null {
  let best: A | null = null;
  for (const answer of answers) {
    const outranks =
      best === null || (answer.established === best.established ? answer.ordinal > best.ordinal : answer.established);
    if (outranks) best = answer;
  }
  return best;
}

/**
 * What an answer is worth in a check: nobody clears himself, so what the sponsor's side says in its own favour stays
 * unknown until an inspector has established it; what it says against itself counts at once.
 */
export function valueInCheck(fact: DecidingFact, answer: { value: Tri; established: boolean }): Tri {
  const favourable = FAVOURABLE_FACTS.includes(fact) ? 'yes' : 'no';
  return answer.established || answer.value !== favourable ? answer.value : 'unknown';
}

export interface SafeguardEntry extends SafeguardDone, RankedAnswer {
  recordedAt: Instant;
}

/**
 * The entries of one safeguard that speak: while the deciding one says yes, every yes does, since the first of them may
 * prove that it was done before the act; a deciding no or unknown takes them all back.
 */
export function safeguardEntriesThatCount<E extends SafeguardEntry>(entries: readonly E[]): E[] {
  const decisive = answerThatCounts(entries);
  if (decisive === null) return [];
  if (decisive.done !== 'yes') return [decisive];
  return entries.filter(entry => entry.done === 'yes').sort((a, b) => a.ordinal - b.ordinal);
}

/** Each entry that says something else than the one before it, as an edit of that safeguard. */
export function safeguardEdits(entries: readonly SafeguardEntry[]): Edit[] {
  const inOrder = [...entries].sort((a, b) => a.ordinal - b.ordinal);
  const edits: Edit[] = [];
  for (const [at, entry] of inOrder.entries()) {
    const before = inOrder.slice(0, at).findLast(one => one.code === entry.code);
    if (before === undefined) continue;
    const about = { about: 'safeguard' as const, subject: entry.code, recordedAt: entry.recordedAt };
    if (before.done !== entry.done) edits.push({ ...about, field: 'done', from: before.done, to: entry.done });
    if (before.on !== entry.on) edits.push({ ...about, field: 'on', from: before.on, to: entry.on });
  }
  return edits;
}

export interface SealedRecord {
  code: string;
  period: Period;
  sealedAt: Instant;
  endedAt: Instant | null;
}

/**
 * The sealed record of a pilot that a flaw is held against. First choice: sealed on a day before the act, its period
 * covering the first day, and not ended by then; else its period covering that day; of several the one sealed first.
 * Where none covers the day, or it is not known, the one sealed last. Ties go to the lower code.
 */
export function recordHeldAgainst<R extends SealedRecord>(records: readonly R[], actFrom: Day | null): R | null {
  const oldestFirst = [...records].sort((a, b) => compare(a.sealedAt, b.sealedAt) || compare(a.code, b.code));
  if (actFrom === null) return latestSealed(oldestFirst);
  const covering = oldestFirst.filter(
    ({ period }) => period.from <= actFrom && (period.to === null || actFrom <= period.to),
  );
  const standing = covering.find(
    one => localDay(one.sealedAt) < actFrom && (one.endedAt === null || localDay(one.endedAt) > actFrom),
  );
  return standing ?? covering[0] ?? latestSealed(oldestFirst);
}

function latestSealed<R extends SealedRecord>(oldestFirst: readonly R[]): R | null {
  const last = oldestFirst.at(-1);
  return oldestFirst.find(one => one.sealedAt === last?.sealedAt) ?? null;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
