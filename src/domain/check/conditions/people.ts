// C13 to C15: reform direction, diligence, motive. Motive, intent and culpability are never computed; the question goes
// to a named inspector, and without an answer it stays open (domain.md section 5).

import { judgedOr } from '../situation';
import { NO_DETAIL } from './condition';
import type { Condition } from './condition';

/** A condition that only a named inspector answers. */
function question(code: 'C13' | 'C14' | 'C15'): Condition {
  const paths = [`judgements.${code}`];
  return {
    atoms: () => paths,
    verdict: s => judgedOr(s, code, 'question'),
    detail: () => NO_DETAIL,
    pure: true,
  };
}

export const reformDirection = question('C13');
export const diligence = question('C14');
export const motive = question('C15');
