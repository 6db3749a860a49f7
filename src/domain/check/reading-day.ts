// The day on which causes are read, and what was on record before it. The same-day rule again: an entry of the day
// itself proves nothing.

import type { Day, Instant } from '../period';
import { byTime, delayed, laterEdits } from './edits';
import type { Edit } from './facts';
import type { LaterEdit } from './finding';
import type { Situation } from './situation';

/** The first day of the act; where that is unknown, the day of the check. */
export interface ReadingDay {
  s: Situation;
  day: Day;
  /** 00:00 in China of that day: entries before it were on record. */
  start: Instant;
}

/** Something stated to have happened on or before the reading day, but recorded only from that day on. */
export interface LateEntry {
  about: 'pledge' | 'approval';
  subject: string;
  field: string;
  on: Day;
  recordedAt: Instant;
}

/** Late entries and changed values of one pledge or approval, oldest first. */
export function editsOf(
  at: ReadingDay,
  owner: Pick<Edit, 'about' | 'subject'>,
  late: readonly LateEntry[],
): readonly LaterEdit[] {
  const changed = laterEdits(at.s, edit => edit.about === owner.about && edit.subject === owner.subject);
  if (late.length === 0) return changed;
  const entered = late.map(({ about, subject, field, on, recordedAt }) =>
    delayed(at.s, { about, subject, field, from: null, to: on, recordedAt }),
  );
  return [...changed, ...entered].sort(byTime);
}

/** Stated for a day up to the reading day, yet not on record before it. */
export function isLate({ day, start }: ReadingDay, entry: { on: Day; recordedAt: Instant }): boolean {
  return entry.recordedAt >= start && entry.on <= day;
}
