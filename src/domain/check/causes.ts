// Causes (客观条件): what was not in the actor's hands on the first day of the act. They never excuse by themselves and
// no rulebook changes them; they are shown to the inspector and counted against those who caused them (domain.md
// section 5). Only what was on record before that day makes a figure; what was recorded later is listed with its delay.

import { localDay } from '../period';
import { addApprovalCauses } from './approval-causes';
import type { WhistleFacts } from './facts';
import type { Cause } from './finding';
import { NO_EDITS } from './edits';
import { pledgeCause } from './pledge-causes';
import type { ReadingDay } from './reading-day';
import { startOf, workdays } from './situation';
import type { Situation } from './situation';

const NONE: readonly Cause[] = Object.freeze([]);

export function causesOf(s: Situation): readonly Cause[] {
  const { pledges, approvals, whistles } = s.facts;
  if (pledges.length + approvals.length + whistles.length === 0) return NONE;
  const day = s.actFrom ?? s.facts.askedOn;
  const reading = { s, day, start: s.actStart ?? startOf(day) };
  const causes: Cause[] = [];
  for (const pledge of pledges) {
    const found = pledgeCause(reading, pledge);
    if (found !== null) causes.push(found);
  }
  for (const approval of approvals) addApprovalCauses(reading, approval, causes);
  for (const whistle of whistles) {
    const found = whistleCause(reading, whistle);
    if (found !== null) causes.push(found);
  }
  return causes.length < 2 ? causes : causes.sort(byKey);
}

/** No kind begins with another, so that the whole keys need to be spelt for causes of one kind alone. */
function byKey(a: Cause, b: Cause): number {
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1;
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

const keyOf = ({ kind, subject, against }: Cause): string => `${kind}\n${subject}\n${against}`;

function whistleCause({ s, day, start }: ReadingDay, whistle: WhistleFacts): Cause | null {
  const { code, receiver, blownAt, dueAt, answeredAt } = whistle;
  if (blownAt >= start || dueAt >= start || (answeredAt !== null && answeredAt < start)) return null;
  const dueOn = localDay(dueAt);
  const figures = {
    blownOn: localDay(blownAt),
    dueOn,
    day,
    workdaysOverdue: workdays(s, dueOn, day),
    answeredOn: answeredAt === null ? null : localDay(answeredAt),
  };
  return { kind: 'whistle-unanswered', subject: code, against: receiver, figures, edits: NO_EDITS };
}
