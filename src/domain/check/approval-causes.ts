// Approvals as causes: on whose desk the matter lay on the day of the act, whether anybody had named the path, and
// whether rounds asked for things that exclude each other. The days come from the attributed clock (domain.md section 3).

import { approvalLifecycle, attribute } from '../clock';
import type { ApprovalState, AttributedClock } from '../clock';
import { contradictions, roundsOf } from '../remarks';
import type { ApprovalFacts } from './facts';
import type { Cause, FindingFigures } from './finding';
import { editsOf, isLate } from './reading-day';
import type { ReadingDay } from './reading-day';
import { calendarOf } from './situation';

type Event = ApprovalFacts['events'][number];

export function approvalCauses(at: ReadingDay, approval: ApprovalFacts): Cause[] {
  const events = eventsBefore(at, approval);
  if (events.length === 0) return [];
  const clock = attribute({ term: approval.termWorkdays, events }, at.day, calendarOf(at.s));
  const causes: Cause[] = [];
  const add = (kind: Cause['kind'], figures: FindingFigures): void => {
    const late = approval.events
      .filter(event => isLate(at, event))
      .map(({ kind: field, on, recordedAt }) => ({
        about: 'approval' as const,
        subject: approval.code,
        field,
        on,
        recordedAt,
      }));
    const edits = editsOf(at, { about: 'approval', subject: approval.code }, late);
    causes.push({ kind, subject: approval.code, against: approval.approver, figures, edits });
  };
  if (clock.state === 'inquiring') add('path-not-named', inquiryFigures(at, approval, clock));
  else if (isStuck(clock)) add('approval-stuck', clockFigures(at, approval, clock));
  const found = contradictions(roundsOf(events));
  if (found.length > 0) {
    const topics = [...new Set(found.map(pair => pair.topic))].sort();
    add('contradictory-remarks', { ...partyFigures(clock), contradictions: found.length, topics });
  }
  return causes;
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
  const known = approval.events.filter(event => event.recordedAt < start && event.on <= day);
  known.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
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
  return {
    ...partyFigures(clock),
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
