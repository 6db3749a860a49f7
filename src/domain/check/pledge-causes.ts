// Pledges as causes. Only a pledge that was made, that is counter-signed by its giver, before the act weighs in full; a
// claimed one that rests on an issued document is shown with the working days its giver kept silent, so that silence is
// no way out; other claims weigh nothing (domain.md section 3). Due, delivered and revised stay apart, in fen or units.

import { measureOf, shortfallOn, silenceOn, standingBefore } from '../shortfall';
import type { PledgeFacts } from './facts';
import type { Cause, CauseKind, FindingFigures } from './finding';
import { editsOf, isLate } from './reading-day';
import type { LateEntry, ReadingDay } from './reading-day';
import { calendarOf } from './situation';

export function pledgeCause(at: ReadingDay, pledge: PledgeFacts): Cause | null {
  const standing = standingBefore(pledge, at.start);
  if (standing === 'made') return undelivered(at, pledge);
  return standing === 'claimed' ? unsigned(at, pledge) : null;
}

// The name of a figure says what it counts, `dueFen` or `dueUnits`. Both are written out: an object put together from
// computed names is several times as dear, and there is one for each pledge of each check.
function undelivered(at: ReadingDay, pledge: PledgeFacts): Cause | null {
  const found = shortfallOn(pledge, at.day, { calendar: calendarOf(at.s), asRecordedBefore: at.start });
  if (found.shortfall === 0) return null;
  const means = pledge.kind === 'authority' || pledge.kind === 'guidance';
  const { due, delivered, shortfall, oldestDueOn: oldestDue, workdaysLate } = found;
  const { kind: pledgeKind } = pledge;
  const { day } = at;
  const figures: FindingFigures =
    found.measure === 'fen'
      ? { pledgeKind, day, dueFen: due, deliveredFen: delivered, missingFen: shortfall, oldestDue, workdaysLate }
      : { pledgeKind, day, dueUnits: due, deliveredUnits: delivered, missingUnits: shortfall, oldestDue, workdaysLate };
  return cause(at, pledge, { kind: means ? 'means-not-given' : 'pledge-undelivered', figures });
}

function unsigned(at: ReadingDay, pledge: PledgeFacts): Cause | null {
  if (!pledge.documented) return null;
  const calendar = calendarOf(at.s);
  const standings = pledge.standings.filter(entry => entry.recordedAt < at.start);
  const silence = silenceOn({ documented: true, standings }, at.day, { calendar, term: null });
  if (silence === null) return null;
  const { due } = shortfallOn(pledge, at.day, { calendar, asRecordedBefore: at.start });
  const { since: claimedOn, workdays: workdaysSilent } = silence;
  const { kind: pledgeKind } = pledge;
  const { day } = at;
  const figures: FindingFigures =
    measureOf(pledgeKind) === 'fen'
      ? { pledgeKind, day, claimedOn, workdaysSilent, claimedFen: due }
      : { pledgeKind, day, claimedOn, workdaysSilent, claimedUnits: due };
  return cause(at, pledge, { kind: 'pledge-unsigned', figures });
}

function cause(at: ReadingDay, pledge: PledgeFacts, what: { kind: CauseKind; figures: FindingFigures }): Cause {
  const edits = editsOf(at, { about: 'pledge', subject: pledge.code }, lateEntries(at, pledge));
  return { kind: what.kind, subject: pledge.code, against: pledge.giver, figures: what.figures, edits };
}

function lateEntries(at: ReadingDay, pledge: PledgeFacts): LateEntry[] {
  const late: LateEntry[] = [];
  const owner = { about: 'pledge', subject: pledge.code } as const;
  for (const { dueOn: on, recordedAt } of pledge.tranches) {
    if (isLate(at, { on, recordedAt })) late.push({ ...owner, field: 'tranches', on, recordedAt });
  }
  for (const { on, recordedAt } of pledge.deliveries) {
    if (isLate(at, { on, recordedAt })) late.push({ ...owner, field: 'deliveries', on, recordedAt });
  }
  for (const { on, recordedAt } of pledge.revisions) {
    if (isLate(at, { on, recordedAt })) late.push({ ...owner, field: 'revisions', on, recordedAt });
  }
  return late;
}
