// Approvals as causes: on whose desk the matter lay on the day of the act, whether anybody had named the path, and
// whether rounds asked for things that exclude each other. The days come from the attributed clock (domain.md section 3).

import { approvalLifecycle, attribute } from '../clock';
import type { ApprovalState, AttributedClock } from '../clock';
import { contradictions, roundsOf } from '../remarks';
import type { ApprovalFacts } from './facts';
import type { Cause, CauseKind, FindingFigures } from './finding';
import { editsOf, isLate } from './reading-day';
import type { LateEntry, ReadingDay } from './reading-day';
import { calendarOf } from './situation';

type Event = ApprovalFacts['events'][number];

/** Adds what the approval was the cause of: one list for all, as most checks have several approvals. */
export function addApprovalCauses(at: ReadingDay, approval: ApprovalFacts, causes: Cause[]): void {
  const events = eventsBefore(at, approval);
  if (events.length === 0) return;
  const clock = attribute({ term: approval.termWorkdays, events }, at.day, calendarOf(at.s));
  if (clock.state === 'inquiring') {
    causes.push(cause(at, approval, { kind: 'path-not-named', figures: inquiryFigures(at, approval, clock) }));
  } else if (isStuck(clock)) {
    causes.push(cause(at, approval, { kind: 'approval-stuck', figures: clockFigures(at, approval, clock) }));
  }
  // Without a round nobody has demanded anything.
  const found = clock.rounds === 0 ? [] : contradictions(roundsOf(events));
  if (found.length > 0) {
    const topics = [...new Set(found.map(pair => pair.topic))].sort();
    const figures = { ...partyFigures(clock), contradictions: found.length, topics };
    causes.push(cause(at, approval, { kind: 'contradictory-remarks', figures }));
  }
}

function cause(at: ReadingDay, approval: ApprovalFacts, what: { kind: CauseKind; figures: FindingFigures }): Cause {
  const subject = approval.code;
  const late: LateEntry[] = [];
  for (const event of approval.events) {
    if (!isLate(at, event)) continue;
    late.push({ about: 'approval', subject, field: event.kind, on: event.on, recordedAt: event.recordedAt });
  }
  const edits = editsOf(at, { about: 'approval', subject }, late);
  return { kind: what.kind, subject, against: approval.approver, figures: what.figures, edits };
}

/** Undecided, and on the authority's desk or past its term; lawful suspensions and the sponsor's own days are no cause. */
function isStuck(clock: AttributedClock): boolean {
  return clock.onDesk === 'authority' || (clock.onDesk === 'sponsor' && clock.overdueBy > 0);
}

/**
 * What was on record before the day, by the days stated. An event that cannot follow from what was then on record (the
 * one before it was entered late) says nothing yet; it is left out here and listed with its delay.
 */
function eventsBefore({ day, start }: ReadingDay, approval: ApprovalFacts): Event[] {
  const known: Event[] = [];
  // Events nearly always come in the order of their days, which is then left alone.
  let inOrder = true;
  for (const event of approval.events) {
    if (event.recordedAt >= start || event.on > day) continue;
    const last = known[known.length - 1];
    if (last !== undefined && last.on > event.on) inOrder = false;
    known.push(event);
  }
  if (!inOrder) known.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const events: Event[] = [];
  let state: ApprovalState = 'not-started';
  for (const event of known) {
    const act = approvalLifecycle.acts[event.kind];
    if (!act.from.includes(state)) continue;
    state = act.to;
    events.push(event);
  }
  return events;
}

function partyFigures(clock: AttributedClock): FindingFigures {
  return {
    sponsorWorkdays: clock.totals.sponsor,
    authorityWorkdays: clock.totals.authority,
    suspendedWorkdays: clock.totals.suspended,
    totalWorkdays: clock.total,
    rounds: clock.rounds,
  };
}

function clockFigures(at: ReadingDay, approval: ApprovalFacts, clock: AttributedClock): FindingFigures {
  // The figures of partyFigures, written out: spreading them first made this the dearest line of a check.
  return {
    sponsorWorkdays: clock.totals.sponsor,
    authorityWorkdays: clock.totals.authority,
    suspendedWorkdays: clock.totals.suspended,
    totalWorkdays: clock.total,
    rounds: clock.rounds,
    day: at.day,
    onDesk: clock.onDesk,
    termWorkdays: approval.termWorkdays,
    overdueBy: clock.overdueBy,
  };
}

function inquiryFigures(at: ReadingDay, approval: ApprovalFacts, clock: AttributedClock): FindingFigures {
  return {
    day: at.day,
    inquiryWorkdays: clock.inquiry?.used ?? 0,
    termWorkdays: approval.termWorkdays,
    overdueBy: clock.inquiry?.overdueBy ?? 0,
  };
}
