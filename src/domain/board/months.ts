// Months of Asia/Shanghai, in which the board counts what was put on record: by the ledger's time, which nobody states.
import { addDays, localDay, type Day, type Instant } from '../period';

/** '2026-03'. */
export type Month = string;

export const MONTH_FORM = /^\d{4}-(0[1-9]|1[0-2])$/;
export const TREND_MONTHS = 12;

export const monthOf = (instant: Instant): Month => localDay(instant).slice(0, 7);

/** The instants of a month: the first, and the first that no longer belongs to it. */
export function instantsOf(month: Month): { from: Instant; before: Instant } {
  return { from: startOf(`${month}-01`), before: startOf(`${following(month)}-01`) };
}

/** China's midnight, 16:00 UTC of the day before. */
const startOf = (day: Day): Instant => `${addDays(day, -1)}T16:00:00.000Z`;

function following(month: Month): Month {
  // No month is longer than 31 days, and two never fit into 32.
  return addDays(`${month}-01`, 31).slice(0, 7);
}

/** The month of the day and those before it, oldest first. */
export function monthsThrough(day: Day, count = TREND_MONTHS): Month[] {
  const months = [day.slice(0, 7)];
  while (months.length < count) months.unshift(addDays(`${months[0]!}-01`, -1).slice(0, 7));
  return months;
}
