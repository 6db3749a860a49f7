// The outcome of a check, as one exhaustive table (domain.md section 5). A result weighs a rank; the lowest rank of all
// that counts decides; the lane names it. Nothing here can be skipped: an item that is not ranked does not compile.
//
//   rank | because                                     | pre-registered | after-the-fact
//   0    | a red line is met                           | barred         | barred
//   1    | else a condition or group that counts fails | outside-record | not-eligible
//   2    | else something is unknown or for people     | undetermined   | undetermined
//   3    | else                                        | covered        | eligible

import type { BookFinding, Lane, Outcome, Result } from './finding';

export type Rank = 0 | 1 | 2 | 3;

/** What a condition or a group lets the outcome be at best. Unknown never counts as met. */
export const CONDITION_RANK: Readonly<Record<Result, Rank>> = {
  unmet: 1,
  unknown: 2,
  'for-people': 2,
  met: 3,
  'not-applicable': 3,
};

/** What a red line lets the outcome be at best; here met is bad. */
export const LINE_RANK: Readonly<Record<Result, Rank>> = {
  met: 0,
  unknown: 2,
  'for-people': 2,
  unmet: 3,
  'not-applicable': 3,
};

const OUTCOMES: Readonly<Record<Lane, readonly [Outcome, Outcome, Outcome, Outcome]>> = {
  'pre-registered': ['barred', 'outside-record', 'undetermined', 'covered'],
  'after-the-fact': ['barred', 'not-eligible', 'undetermined', 'eligible'],
};

const RANKS: Readonly<Record<Outcome, Rank>> = {
  barred: 0,
  'outside-record': 1,
  'not-eligible': 1,
  undetermined: 2,
  covered: 3,
  eligible: 3,
};

export function outcomeOf(lane: Lane, rank: Rank): Outcome {
  return OUTCOMES[lane][rank];
}

export function rankOf(outcome: Outcome): Rank {
  return RANKS[outcome];
}

/** How the record part stands by itself: C01 to C08 and the red lines. */
export const RECORD_PART: readonly NonNullable<BookFinding['recordPart']>[] = ['fails', 'fails', 'unknown', 'matches'];
