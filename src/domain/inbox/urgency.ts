// In what order what waits is shown, and how near its end each is: overdue first by the days over, then what is due
// soonest, then what has waited longest. Signals are those of the claim's clock, so that yellow means one thing everywhere.

import { YELLOW, type Signal } from '../claim/clock';
import type { Words } from '../errors';
import type { Day } from '../period';
import { addWorkdays, workdaysBetween, type Calendar } from '../workdays';

/** Who says when: a rulebook, whoever promised, the body that ordered, a statute, or the thing's own period. */
export const BASIS_SOURCES = ['rulebook', 'promised', 'tranche', 'ordered', 'statute', 'period'] as const;
export type BasisSource = (typeof BASIS_SOURCES)[number];

export interface TermBasis extends Words {
  source: BasisSource;
  /** Of the rulebook's term; null for every other source. */
  code: string | null;
  rulebook: string | null;
}

/** What counts against an item; each part null where nothing counts. */
export interface ItemClock {
  due: Day | null;
  /** Working days, as are the others. */
  term: number | null;
  daysUsed: number | null;
  /** Negative once overdue. */
  daysLeft: number | null;
  basis: TermBasis | null;
  signal: Signal;
}

export const NO_CLOCK: ItemClock = {
  due: null,
  term: null,
  daysUsed: null,
  daysLeft: null,
  basis: null,
  signal: 'green',
};

/** Red once over; yellow from a fifth of the term left, within the bounds of YELLOW; without a term at the bound itself. */
export function signalFor(daysLeft: number, term: number | null): Signal {
  if (daysLeft < 0) return 'red';
  const share = term === null ? YELLOW.most : Math.floor(term / YELLOW.share);
  return daysLeft <= Math.min(YELLOW.most, Math.max(YELLOW.least, share)) ? 'yellow' : 'green';
}

interface On {
  day: Day;
  calendar: Calendar;
}

/** A term of working days that runs from `since`; that day is not counted. */
export function termClock(since: Day, term: number, { day, calendar, basis }: On & { basis: TermBasis }): ItemClock {
  const daysUsed = Math.max(0, workdaysBetween(calendar, since, day));
  const due = addWorkdays(calendar, since, term);
  return dueClock(due, { day, calendar, basis, term, daysUsed });
}

/** A fixed last day. It is past once that day is, also where no working day lies between. */
export function dueClock(
  due: Day,
  asked: On & { basis: TermBasis; term?: number | null; daysUsed?: number | null },
): ItemClock {
  const { day, calendar, basis, term = null, daysUsed = null } = asked;
  const between = workdaysBetween(calendar, day, due);
  const daysLeft = day > due ? Math.min(-1, between) : between;
  return { due, term, daysUsed, daysLeft, basis, signal: signalFor(daysLeft, term) };
}

export interface Ranked {
  key: string;
  waitingSince: Day;
  due: Day | null;
  daysLeft: number | null;
}

export const isOverdue = ({ daysLeft }: Pick<Ranked, 'daysLeft'>): boolean => daysLeft !== null && daysLeft < 0;

/** For sorting: the more urgent is the lesser. Equal only for the same key. */
export function byUrgency(a: Ranked, b: Ranked): number {
  return (
    over(b) - over(a) ||
    compare(a.due ?? NEVER, b.due ?? NEVER) ||
    compare(a.waitingSince, b.waitingSince) ||
    compare(a.key, b.key)
  );
}

/** After every day. */
const NEVER = '9999-99-99';

const over = (one: Ranked): number => (isOverdue(one) ? -(one.daysLeft ?? 0) : 0);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
