// First-fact rule: a value that was changed on or after the first day of the act is listed next to the condition that
// uses it, with its delay. The list informs; it never changes a result (domain.md section 5).

import { localDay } from '../period';
import type { Edit } from './facts';
import type { LaterEdit } from './finding';
import type { ConditionCode } from './rulebook';
import { recordedBefore, workdays } from './situation';
import type { Situation } from './situation';

/** Which values each condition uses, as `about.field`; a longer field (`period.to`) belongs to the shorter. */
const USES: Readonly<Record<ConditionCode, readonly string[]>> = {
  C01: ['flaw.actFrom'],
  C02: ['flaw.actFrom', 'flaw.actTo', 'pilot.state', 'pilot.states'],
  C03: ['scope.regions', 'flaw.regions'],
  C04: ['scope.period', 'flaw.actFrom', 'flaw.actTo'],
  C05: ['scope.activities', 'flaw.activities'],
  C06: ['flaw.kind'],
  C07: ['scope.departures', 'flaw.breaches', 'flaw.actFrom', 'flaw.actTo', 'flaw.regions'],
  C08: ['safeguard.*', 'flaw.actFrom'],
  C09: ['flaw.actFrom'],
  C10: ['flaw.awareOn', 'flaw.selfReport'],
  C11: [],
  C12: ['flaw.lossFen'],
  C13: [],
  C14: [],
  C15: [],
  C16: [],
  C17: [],
  C18: ['scope.departures', 'flaw.breaches'],
  C19: [],
  C20: [],
};

export const NO_EDITS: readonly LaterEdit[] = Object.freeze([]);

export function editsFor(s: Situation, code: ConditionCode): readonly LaterEdit[] {
  const { edits } = s.facts;
  if (edits.length === 0) return NO_EDITS;
  const used = USES[code];
  return laterEdits(s, edit => used.some(value => concerns(edit, value)));
}

function concerns({ about, field }: Edit, value: string): boolean {
  if (value.endsWith('.*')) return value === `${about}.*`;
  const path = `${about}.${field}`;
  return path === value || path.startsWith(`${value}.`) || path.startsWith(`${value}[`);
}

/** The edits that were not on record before the act, oldest first; without a day of the act the delay is not known. */
export function laterEdits(s: Situation, wanted: (edit: Edit) => boolean): readonly LaterEdit[] {
  if (s.facts.edits.length === 0) return NO_EDITS;
  const later = s.facts.edits.filter(edit => wanted(edit) && !recordedBefore(s, edit.recordedAt));
  return later.length === 0 ? NO_EDITS : later.map(edit => delayed(s, edit)).sort(byTime);
}

export function delayed(s: Situation, edit: Edit): LaterEdit {
  const delayWorkdays = s.actFrom === null ? null : workdays(s, s.actFrom, localDay(edit.recordedAt));
  return { ...edit, delayWorkdays };
}

const keyOf = (e: Edit): string => [e.recordedAt, e.about, e.subject, e.field, e.from ?? '', e.to ?? ''].join('\n');

export function byTime(a: Edit, b: Edit): number {
  const [x, y] = [keyOf(a), keyOf(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
