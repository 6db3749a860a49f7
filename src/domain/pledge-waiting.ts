// On whose desk a pledge lies and for how many working days, for both of its sides and every reader alike (domain.md
// section 3): the giver's word on a claim, the receiver's new terms after a dispute, the answer to what the other side
// entered, and what is due and undelivered. A promise that waits for nothing waits for nobody.
import type { PledgeStanding } from './check/facts';
import { localDay, type Day, type Instant } from './period';
import { workdaysBetween, type Calendar } from './workdays';

export type PledgeSide = 'giver' | 'receiver';
export type PledgeDuty = 'counter-sign' | 'restate' | 'confirm' | 'deliver';

export interface AwaitedPledge {
  standings: readonly { standing: PledgeStanding; recordedAt: Instant }[];
  /** Deliveries and revisions; `answeredAt` null: not yet. */
  entries: readonly { by: PledgeSide; enteredAt: Instant; answeredAt: Instant | null }[];
  /** Of the oldest tranche that is due and not delivered, on the day asked. */
  oldestDueOn: Day | null;
}

export interface PledgeWaiting {
  /** Who is awaited. */
  side: PledgeSide;
  duty: PledgeDuty;
  /** Counted from the day after. */
  since: Day;
  workdays: number;
  /** The term for the answer to a claim, in working days; null: none is set, as for every other duty. */
  term: number | null;
  overdueBy: number;
}

export interface WaitingReading {
  calendar: Calendar;
  /** The rulebook's term for the giver's answer to a claim; null: it sets none. */
  term: number | null;
}

type Duty = Pick<PledgeWaiting, 'side' | 'duty' | 'since'>;

/** At the end of `day`, from what was on record by then; null where nobody is awaited. */
export function waitingOn(pledge: AwaitedPledge, day: Day, { calendar, term }: WaitingReading): PledgeWaiting | null {
  const duty = dutyOn(pledge, day);
  if (duty === null) return null;
  const workdays = workdaysBetween(calendar, duty.since, day);
  const counted = duty.duty === 'counter-sign' ? term : null;
  return { ...duty, workdays, term: counted, overdueBy: counted === null ? 0 : Math.max(0, workdays - counted) };
}

function dutyOn({ standings, entries, oldestDueOn }: AwaitedPledge, day: Day): Duty | null {
  const last = standings.findLast(({ recordedAt }) => localDay(recordedAt) <= day);
  if (last === undefined) return null;
  const since = localDay(last.recordedAt);
  if (last.standing === 'claimed') return { side: 'giver', duty: 'counter-sign', since };
  if (last.standing === 'disputed') return { side: 'receiver', duty: 'restate', since };
  const open = entries
    .filter(entry => localDay(entry.enteredAt) <= day)
    .filter(({ answeredAt }) => answeredAt === null || localDay(answeredAt) > day)
    .sort((a, b) => (a.enteredAt < b.enteredAt ? -1 : 1))[0];
  if (open !== undefined) {
    return { side: open.by === 'giver' ? 'receiver' : 'giver', duty: 'confirm', since: localDay(open.enteredAt) };
  }
  return oldestDueOn === null ? null : { side: 'giver', duty: 'deliver', since: oldestDueOn };
}
