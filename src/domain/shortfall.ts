// What a pledge comes to on a day: promised, due, delivered and still planned are separate figures, never one percentage
// that mixes them (domain.md section 3). Nothing here is stored; every figure is computed for a day, and on request only
// from what was on record before an instant (first-fact rule, section 5).
import type { PledgeFacts, PledgeKind, PledgeStanding } from './check/facts';
import { localDay, type Day, type Instant } from './period';
import { workdaysBetween, type Calendar } from './workdays';

/** As much of a pledge as its figures need; a PledgeFacts is one. */
export interface PledgeHistory extends Pick<
  PledgeFacts,
  'kind' | 'standings' | 'documented' | 'deliveries' | 'revisions'
> {
  /** `replacedAt`: when restated terms took its place; absent or null: it stands. */
  tranches: readonly (PledgeFacts['tranches'][number] & { replacedAt?: Instant | null })[];
}

export type Measure = 'fen' | 'units';

export const measureOf = (kind: PledgeKind): Measure => (kind === 'funds' ? 'fen' : 'units');

export interface ShortfallReading {
  calendar: Calendar;
  /** By default that of the kind: fen for funds, units for everything else. */
  measure?: Measure;
  /** Entries recorded at this instant or later are left out. */
  asRecordedBefore?: Instant;
}

/** All in one measure, fen or units. INVARIANT: committed = due + planned. */
export interface Shortfall {
  measure: Measure;
  committed: number;
  /** Of tranches due on or before the day. */
  due: number;
  /** Confirmed by the other side and happened on or before the day; may exceed what is due. */
  delivered: number;
  /** Of tranches due after the day. */
  planned: number;
  /** due minus delivered, never below 0. */
  shortfall: number;
  /** Due day of the oldest tranche that the deliveries, oldest tranche first, do not fill. */
  oldestDueOn: Day | null;
  /** Working days from that due day to the day asked; 0 on the due day itself. */
  workdaysLate: number;
}

interface Entry {
  amountFen: number | null;
  quantity: number | null;
}

// What carries neither amount nor number is one thing, given or not: an authority, a piece of guidance.
const read: Record<Measure, (entry: Entry) => number> = {
  fen: ({ amountFen }) => amountFen ?? 0,
  units: ({ amountFen, quantity }) => quantity ?? (amountFen === null ? 1 : 0),
};

/**
 * The figures of a pledge at the end of `day`. A confirmed revision sets a new total and leaves the due days: what it
 * takes away is taken from the last tranches, what it adds comes with the last one.
 */
export function shortfallOn(pledge: PledgeHistory, day: Day, reading: ShortfallReading): Shortfall {
  const measure = reading.measure ?? measureOf(pledge.kind);
  const value = read[measure];
  const tranches = revised(pledge, day, { value, before: reading.asRecordedBefore });
  let delivered = 0;
  for (const entry of pledge.deliveries) {
    if (entry.on <= day && isOnRecord(entry, reading.asRecordedBefore)) delivered += value(entry);
  }
  let due = 0;
  let planned = 0;
  let oldestDueOn: Day | null = null;
  for (const { dueOn, amount } of tranches) {
    if (dueOn > day) planned += amount;
    else due += amount;
    if (dueOn <= day && due > delivered) oldestDueOn ??= dueOn;
  }
  return {
    measure,
    committed: due + planned,
    due,
    delivered,
    planned,
    shortfall: Math.max(0, due - delivered),
    oldestDueOn,
    workdaysLate: oldestDueOn === null ? 0 : workdaysBetween(reading.calendar, oldestDueOn, day),
  };
}

interface Valuing {
  value: (entry: Entry) => number;
  before: Instant | undefined;
}

/** The tranches by due day, as the last confirmed revision that happened by `day` leaves them. */
function revised(pledge: PledgeHistory, day: Day, { value, before }: Valuing): { dueOn: Day; amount: number }[] {
  const standing: { dueOn: Day; amount: number }[] = [];
  for (const tranche of pledge.tranches) {
    if (!isOnRecord(tranche, before) || isReplaced(tranche, before)) continue;
    standing.push({ dueOn: tranche.dueOn, amount: value(tranche) });
  }
  if (standing.length > 1) standing.sort((a, b) => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn)));
  if (pledge.revisions.length === 0) return standing;
  const revision = latest(pledge.revisions.filter(entry => entry.on <= day && isOnRecord(entry, before)));
  if (revision === null) return standing;
  let left = value(revision);
  return standing.map(({ dueOn, amount }, at) => {
    const kept = at === standing.length - 1 ? left : Math.min(amount, left);
    left -= kept;
    return { dueOn, amount: kept };
  });
}

const isOnRecord = ({ recordedAt }: { recordedAt: Instant }, before: Instant | undefined): boolean =>
  before === undefined || recordedAt < before;

function isReplaced({ replacedAt }: { replacedAt?: Instant | null }, before: Instant | undefined): boolean {
  return replacedAt !== undefined && replacedAt !== null && (before === undefined || replacedAt < before);
}

/** The entry recorded last; of two recorded at once the later in the list. */
function latest<T extends { recordedAt: Instant }>(entries: readonly T[]): T | null {
  let last: T | null = null;
  for (const entry of entries) if (last === null || last.recordedAt <= entry.recordedAt) last = entry;
  return last;
}

/** The standing on record before an instant, or now; null: the pledge did not exist then. */
export function standingBefore(
  pledge: Pick<PledgeHistory, 'standings'>,
  asRecordedBefore?: Instant,
): PledgeStanding | null {
  let last: PledgeHistory['standings'][number] | null = null;
  for (const entry of pledge.standings) {
    if (isOnRecord(entry, asRecordedBefore) && (last === null || last.recordedAt <= entry.recordedAt)) last = entry;
  }
  return last === null ? null : last.standing;
}

/** Silence is no way out: shown for a documented claim that its giver neither signed nor disputed. */
export interface Silence {
  /** The day the claim, or its restatement, was recorded. */
  since: Day;
  workdays: number;
  /** The rulebook's term for the answer, in working days; null: it fixes none. */
  term: number | null;
  /** Working days past the term. */
  overdueBy: number;
}

/** The giver's silence at the end of `day`; null where there is none, or nothing documented to be silent about. */
export function silenceOn(
  pledge: Pick<PledgeHistory, 'standings' | 'documented'>,
  day: Day,
  { calendar, term }: { calendar: Calendar; term: number | null },
): Silence | null {
  if (!pledge.documented) return null;
  const claim = latest(pledge.standings.filter(entry => localDay(entry.recordedAt) <= day));
  if (claim?.standing !== 'claimed') return null;
  const since = localDay(claim.recordedAt);
  const workdays = workdaysBetween(calendar, since, day);
  return { since, workdays, term, overdueBy: term === null ? 0 : Math.max(0, workdays - term) };
}
