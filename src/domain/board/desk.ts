// On whose desk the working days of an open approval went, and by how many its term is passed: the clock of
// approval-clock.ts without the dates that explain it, because a board counts thousands of matters at once.
import { measuredTerm, type ApprovalClockInput } from '../approval-clock';
import { attribute, type ClockParty } from '../clock';
import type { Day } from '../period';
import type { Calendar } from '../workdays';

export interface Desk {
  /** Working days by party, from the first event through the day asked. */
  workdays: Record<ClockParty, number>;
  overdueBy: number;
}

/** INVARIANT: equal to the totals and the overdueBy of {@link approvalClock} for the same input and day. */
export function deskOn(input: ApprovalClockInput, day: Day, calendar: Calendar): Desk {
  const { totals, overdueBy } = attribute({ ...input, term: measuredTerm(input, day) }, day, calendar);
  return { workdays: totals, overdueBy };
}

/** The middle value, or the mean of the two in the middle; null for none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
