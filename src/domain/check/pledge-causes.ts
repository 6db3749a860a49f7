// Pledges as causes. Only a pledge that was made, that is counter-signed by its giver, before the act weighs in full; a
// claimed one that rests on an issued document is shown with the working days its giver kept silent, so that silence is
// no way out; other claims weigh nothing (domain.md section 3). Due, delivered and revised stay apart, in fen or units.

import { localDay } from '../period';
import type { Day } from '../period';
import type { PledgeFacts, PledgeStanding } from './facts';
import type { Cause, FindingFigures } from './finding';
import { editsOf, isLate } from './reading-day';
import type { LateEntry, ReadingDay } from './reading-day';
import { workdays } from './situation';

interface Entry {
  amountFen: number | null;
  quantity: number | null;
}

/** What is counted: fen, or units; an entry without either is one unit (an authority given, a guidance issued). */
const MEASURES = {
  fen: (entry: Entry): number => entry.amountFen ?? 0,
  units: (entry: Entry): number => entry.quantity ?? (entry.amountFen === null ? 1 : 0),
};

interface Shortfall {
  due: number;
  delivered: number;
  missing: number;
  /** Due day of the oldest tranche that deliveries did not fill, oldest first. */
  oldestDue: Day | null;
}

export function pledgeCauses(at: ReadingDay, pledge: PledgeFacts): Cause[] {
  const standing = standingBefore(at, pledge);
  if (standing === 'made') return undelivered(at, pledge);
  if (standing === 'claimed' && pledge.documented) return [unsigned(at, pledge)];
  return [];
}

function standingBefore({ start }: ReadingDay, pledge: PledgeFacts): PledgeStanding | null {
  let last: PledgeFacts['standings'][number] | null = null;
  for (const entry of pledge.standings) {
    if (entry.recordedAt < start && (last === null || last.recordedAt <= entry.recordedAt)) last = entry;
  }
  return last?.standing ?? null;
}

function undelivered(at: ReadingDay, pledge: PledgeFacts): Cause[] {
  const money = shortfall(at, pledge, 'fen');
  const units = shortfall(at, pledge, 'units');
  const oldest = [money, units]
    .flatMap(({ missing, oldestDue }) => (missing > 0 && oldestDue ? [oldestDue] : []))
    .sort();
  const [oldestDue] = oldest;
  if (oldestDue === undefined) return [];
  const means = pledge.kind === 'authority' || pledge.kind === 'guidance';
  const figures = {
    pledgeKind: pledge.kind,
    day: at.day,
    ...(means ? {} : { dueFen: money.due, deliveredFen: money.delivered, missingFen: money.missing }),
    dueUnits: units.due,
    deliveredUnits: units.delivered,
    missingUnits: units.missing,
    oldestDue,
    workdaysLate: workdays(at.s, oldestDue, at.day),
  };
  return [cause(at, pledge, { kind: means ? 'means-not-given' : 'pledge-undelivered', figures })];
}

function unsigned(at: ReadingDay, pledge: PledgeFacts): Cause {
  const first = pledge.standings.reduce((a, b) => (b.recordedAt < a.recordedAt ? b : a));
  const claimedOn = localDay(first.recordedAt);
  const figures = {
    pledgeKind: pledge.kind,
    day: at.day,
    claimedOn,
    workdaysSilent: workdays(at.s, claimedOn, at.day),
    claimedFen: shortfall(at, pledge, 'fen').due,
    claimedUnits: shortfall(at, pledge, 'units').due,
  };
  return cause(at, pledge, { kind: 'pledge-unsigned', figures });
}

function cause(at: ReadingDay, pledge: PledgeFacts, what: { kind: Cause['kind']; figures: FindingFigures }): Cause {
  const edits = editsOf(at, { about: 'pledge', subject: pledge.code }, lateEntries(at, pledge));
  return { kind: what.kind, subject: pledge.code, against: pledge.giver, figures: what.figures, edits };
}

function shortfall(at: ReadingDay, pledge: PledgeFacts, unit: keyof typeof MEASURES): Shortfall {
  const { day, start } = at;
  const measure = MEASURES[unit];
  const known = pledge.tranches.filter(tranche => tranche.recordedAt < start && tranche.dueOn <= day);
  const tranches = known.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
  const delivered = pledge.deliveries
    .filter(delivery => delivery.recordedAt < start && delivery.on <= day)
    .reduce((sum, delivery) => sum + measure(delivery), 0);
  const total = revisedTotal(at, pledge, measure);
  let due = 0;
  let oldestDue: Day | null = null;
  for (const tranche of tranches) {
    due = Math.min(due + measure(tranche), total);
    if (due > delivered) oldestDue ??= tranche.dueOn;
  }
  return { due, delivered, missing: Math.max(0, due - delivered), oldestDue };
}

/** The confirmed new total bounds what can be due; nothing was revised: no bound. */
function revisedTotal({ day, start }: ReadingDay, pledge: PledgeFacts, measure: (entry: Entry) => number): number {
  let last: PledgeFacts['revisions'][number] | null = null;
  for (const revision of pledge.revisions) {
    if (revision.recordedAt >= start || revision.on > day) continue;
    if (last === null || last.recordedAt <= revision.recordedAt) last = revision;
  }
  return last === null ? Infinity : measure(last);
}

function lateEntries(at: ReadingDay, pledge: PledgeFacts): LateEntry[] {
  const owner = { about: 'pledge', subject: pledge.code } as const;
  const due = pledge.tranches.map(({ dueOn, recordedAt }) => ({ field: 'tranches', on: dueOn, recordedAt }));
  const given = pledge.deliveries.map(({ on, recordedAt }) => ({ field: 'deliveries', on, recordedAt }));
  const revised = pledge.revisions.map(({ on, recordedAt }) => ({ field: 'revisions', on, recordedAt }));
  return [...due, ...given, ...revised].filter(entry => isLate(at, entry)).map(entry => ({ ...owner, ...entry }));
}
