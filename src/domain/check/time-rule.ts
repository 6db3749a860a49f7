// 从旧兼从轻: the rulebook in force on the first day of the act applies, unless the present one is more lenient to the
// person; both are evaluated and both are shown (domain.md section 5).

import type { BookFinding, Finding } from './finding';
import { rankOf } from './outcome';
import type { Effect, Rulebook } from './rulebook';

/**
 * How lenient an effect is, of two outcomes of one rank. A duty to exempt binds, a power to exempt may still exempt
 * wholly, `lighter-or-exempt` leaves either, `lighter` never exempts, and sparing the appraisal leaves the rest as it is.
 */
const LENIENCE: Readonly<Record<Effect, number>> = {
  'shall-exempt': 4,
  'may-exempt': 3,
  'lighter-or-exempt': 2,
  lighter: 1,
  'no-negative-appraisal': 0,
};

export function isSameBook(older: Rulebook, present: Rulebook): boolean {
  return older.code === present.code && older.version === present.version;
}

/** Which of two findings applies: the present one only where it is strictly the more lenient. */
export function choose(older: BookFinding, present: BookFinding): Finding['timeRule'] {
  const gain = rankOf(present.outcome) - rankOf(older.outcome);
  const lenient = gain > 0 || (gain === 0 && LENIENCE[present.effect] > LENIENCE[older.effect]);
  return lenient ? { applied: 'present', reason: 'present-more-lenient' } : { applied: 'older', reason: 'older-rule' };
}
