// Pledges as causes. Only a pledge that was made, that is counter-signed by its giver, before the act weighs in full; a
// claimed one that rests on an issued document is shown with the working days its giver kept silent, so that silence is
// no way out; other claims weigh nothing (domain.md section 3). Due, delivered and revised stay apart, in fen or units.

import { measureOf, shortfallOn, silenceOn, standingBefore } from '../shortfall';
import type { Measure } from '../shortfall';
import type { PledgeFacts } from './facts';
import type { Cause, FindingFigures } from './finding';
import { editsOf, isLate } from './reading-day';
import type { LateEntry, ReadingDay } from './reading-day';
import { calendarOf } from './situation';

export function pledgeCauses(at: ReadingDay, pledge: PledgeFacts): Cause[] {
  const standing = standingBefore(pledge, at.start);
  if (standing === 'made') return undelivered(at, pledge);
  return standing === 'claimed' ? unsigned(at, pledge) : [];
}

function undelivered(at: ReadingDay, pledge: PledgeFacts): Cause[] {
  const found = shortfallOn(pledge, at.day, { calendar: calendarOf(at.s), asRecordedBefore: at.start });
  if (found.shortfall === 0) return [];
  const means = pledge.kind === 'authority' || pledge.kind === 'guidance';
  const figures = {
    pledgeKind: pledge.kind,
    day: at.day,
    ...amounts(found.measure, { due: found.due, delivered: found.delivered, missing: found.shortfall }),
    oldestDue: found.oldestDueOn,
    workdaysLate: found.workdaysLate,
  };
  return [cause(at, pledge, { kind: means ? 'means-not-given' : 'pledge-undelivered', figures })];
}

function unsigned(at: ReadingDay, pledge: PledgeFacts): Cause[] {
  const calendar = calendarOf(at.s);
  const standings = pledge.standings.filter(entry => entry.recordedAt < at.start);
  const silence = silenceOn({ ...pledge, standings }, at.day, { calendar, term: null });
  if (silence === null) return [];
  const { due } = shortfallOn(pledge, at.day, { calendar, asRecordedBefore: at.start });
  const figures = {
    pledgeKind: pledge.kind,
    day: at.day,
    claimedOn: silence.since,
    workdaysSilent: silence.workdays,
    ...amounts(measureOf(pledge.kind), { claimed: due }),
  };
  return [cause(at, pledge, { kind: 'pledge-unsigned', figures })];
}

/** `dueFen` or `dueUnits`: the name of a figure says what it counts. */
function amounts(measure: Measure, values: Readonly<Record<string, number>>): FindingFigures {
  const unit = measure === 'fen' ? 'Fen' : 'Units';
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${name}${unit}`, value]));
}

function cause(at: ReadingDay, pledge: PledgeFacts, what: { kind: Cause['kind']; figures: FindingFigures }): Cause {
  const edits = editsOf(at, { about: 'pledge', subject: pledge.code }, lateEntries(at, pledge));
  return { kind: what.kind, subject: pledge.code, against: pledge.giver, figures: what.figures, edits };
}

function lateEntries(at: ReadingDay, pledge: PledgeFacts): LateEntry[] {
  const owner = { about: 'pledge', subject: pledge.code } as const;
  const due = pledge.tranches.map(({ dueOn, recordedAt }) => ({ field: 'tranches', on: dueOn, recordedAt }));
  const given = pledge.deliveries.map(({ on, recordedAt }) => ({ field: 'deliveries', on, recordedAt }));
  const revised = pledge.revisions.map(({ on, recordedAt }) => ({ field: 'revisions', on, recordedAt }));
  return [...due, ...given, ...revised].filter(entry => isLate(at, entry)).map(entry => ({ ...owner, ...entry }));
}
