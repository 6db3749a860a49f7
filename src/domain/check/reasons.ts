// Every reason a condition or a red line can come back with, and the one result each stands for. The list is closed:
// wording.ts must know a sentence for every entry in both languages, and a result cannot drift from its reason.

import type { Result } from './finding';

const RESULTS = {
  // Of two parts that hold alike the earlier entry is shown: that a person answered is never hidden behind a figure.
  'judged-met': 'met',
  // the record (C01 to C06)
  'sealed-before': 'met',
  'sealed-same-day': 'unmet',
  'sealed-after-act': 'unmet',
  'recorded-not-anchored': 'for-people',
  'in-force': 'met',
  'period-not-begun': 'unmet',
  'record-expired': 'unmet',
  'record-ended': 'unmet',
  'record-end-unknown': 'unknown',
  'pilot-not-running': 'unmet',
  'pilot-unknown': 'unknown',
  'no-scope-in-force': 'unmet',
  'regions-inside': 'met',
  'region-outside': 'unmet',
  'regions-unknown': 'unknown',
  'days-inside': 'met',
  'days-outside': 'unmet',
  'act-day-unknown': 'unknown',
  'act-end-unknown': 'unknown',
  'activities-inside': 'met',
  'activity-outside': 'unmet',
  'activities-unknown': 'unknown',
  'kind-foreseen': 'met',
  'kind-not-foreseen': 'unmet',
  'kind-unknown': 'unknown',
  'no-record': 'not-applicable',
  'other-lane': 'not-applicable',
  'not-asked': 'not-applicable',
  // departures and provisions (C07, C18)
  'departures-authorised': 'met',
  'no-departure': 'not-applicable',
  'departure-unknown': 'unknown',
  'departure-not-listed': 'unmet',
  'no-authorisation': 'unmet',
  'authorisation-too-low': 'unmet',
  'authorisation-not-in-force': 'unmet',
  'authorisation-elsewhere': 'unmet',
  'breaches-unknown': 'unknown',
  'no-breach': 'met',
  'provision-breached': 'unmet',
  'mark-unknown': 'unknown',
  // procedure (C08 to C10)
  'safeguards-done': 'met',
  'none-promised': 'not-applicable',
  'safeguard-late': 'unmet',
  'safeguard-not-done': 'unmet',
  'safeguard-unknown': 'unknown',
  'recorded-after-act': 'for-people',
  'collective-decision': 'met',
  'reported-in-emergency': 'met',
  'no-collective-decision': 'unmet',
  'decided-after-act': 'unmet',
  'not-reported-afterwards': 'unmet',
  'report-late': 'unmet',
  'decision-unknown': 'unknown',
  'no-term': 'for-people',
  'reported-in-time': 'met',
  'reported-late': 'unmet',
  'not-self-reported': 'unmet',
  'self-report-unknown': 'unknown',
  'awareness-unknown': 'unknown',
  // remedy, loss and what rulebooks ask besides (C11, C12, C16, C17, C19, C20)
  'put-right': 'met',
  'not-put-right': 'unmet',
  'remedy-unknown': 'unknown',
  'loss-within-cap': 'met',
  'loss-over-cap': 'unmet',
  'no-cap': 'not-applicable',
  'loss-unknown': 'unknown',
  'within-powers': 'met',
  'outside-powers': 'unmet',
  'no-public-harm': 'met',
  'public-harm': 'unmet',
  'objection-on-record': 'met',
  'no-objection': 'unmet',
  unforeseeable: 'met',
  foreseeable: 'unmet',
  'fact-unknown': 'unknown',
  // what people answer
  question: 'for-people',
  confirm: 'for-people',
  'judged-unmet': 'unmet',
  'judged-unknown': 'unknown',
  // red lines, where met is bad
  'line-crossed': 'met',
  'line-clear': 'unmet',
  'line-unknown': 'unknown',
  'line-loss-over': 'met',
  'line-loss-under': 'unmet',
  'line-loss-unknown': 'unknown',
  'line-question': 'for-people',
  'line-judged-met': 'met',
  'line-judged-unmet': 'unmet',
  'line-judged-unknown': 'unknown',
} as const satisfies Record<string, Result>;

export type Reason = keyof typeof RESULTS;

export const REASONS = Object.keys(RESULTS) as Reason[];

/** All-of: what fails outweighs what is unknown, which outweighs what waits for people; not-applicable asks nothing. */
const WEIGHT: Record<Result, number> = { unmet: 0, unknown: 1, 'for-people': 2, met: 3, 'not-applicable': 4 };

/** Any-of: one way that holds is enough; an open way keeps the question open. */
const PROMISE: Record<Result, number> = { met: 0, unknown: 1, 'for-people': 2, unmet: 3, 'not-applicable': 4 };

/** A result with its reason; one shared value for each reason, never built anew, so that `===` compares. */
export interface Verdict {
  readonly result: Result;
  readonly reason: Reason;
  /** Total orders over all reasons, so that a combination does not depend on the order of its parts. */
  readonly weight: number;
  readonly promise: number;
}

/** The verdict of every reason. Built over a copy of the literal, whose members keep their fixed places: it is read often. */
export const VERDICT: Readonly<Record<Reason, Verdict>> = (() => {
  const verdicts: Record<Reason, Result | Verdict> = { ...RESULTS };
  REASONS.forEach((reason, i) => {
    const result = RESULTS[reason];
    const orders = { weight: WEIGHT[result] * REASONS.length + i, promise: PROMISE[result] * REASONS.length + i };
    verdicts[reason] = Object.freeze({ result, reason, ...orders });
  });
  return verdicts as Record<Reason, Verdict>;
})();

/** The weightier of two parts that must both hold. */
export function allOf(a: Verdict, b: Verdict): Verdict {
  return b.weight < a.weight ? b : a;
}

/** The more promising of two ways of which one is enough; not-applicable only when neither way applies. */
export function anyOf(a: Verdict, b: Verdict): Verdict {
  return b.promise < a.promise ? b : a;
}

/** Any-of over results, for the groups of a rulebook. */
export function anyResult<T>(ways: readonly T[], resultOf: (way: T) => Result): Result {
  let best: Result = 'not-applicable';
  for (const way of ways) {
    const result = resultOf(way);
    if (PROMISE[result] < PROMISE[best]) best = result;
  }
  return best;
}
