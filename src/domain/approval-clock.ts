// The clock of an approval as both sides read it on a day: the attributed parts of clock.ts, the term they are measured
// against, the day that term ends with the reasons for the date, and the demands that contradict each other.
// An inquiry has a term of its own where the rulebook sets one: naming the path is one duty, deciding another.

import { attribute, type ApprovalEvent, type AttributedClock, type ClockInput, type ClockPart } from './clock';
import { addDays, type Day } from './period';
import { contradictions, roundsOf, type Contradiction } from './remarks';
import { explainTerm, indexCalendar, type Calendar, type TermExplanation } from './workdays';

export interface ApprovalClockInput extends ClockInput {
  /** The rulebook's term for naming the path, in working days; null: the approval's own term counts. */
  inquiryTerm: number | null;
}

/** When the term ends: `explanation` counts what was left of it when the matter last came to the authority's desk. */
export interface DueDay {
  /** Authority working days of the term that had been used before `explanation.from`. */
  usedBefore: number;
  explanation: TermExplanation;
}

export interface ApprovalClock extends Omit<AttributedClock, 'inquiry'> {
  day: Day;
  /** Which calendar counted, with the county's corrections in its name. */
  calendar: string;
  /** What `termUsed`, `overdueBy` and `due` are measured against: the inquiry until there is an application. */
  measured: 'inquiry' | 'application';
  term: number | null;
  inquiry: { used: number; term: number | null; overdueBy: number } | null;
  /** Null without a term, or while the term stands still on another desk. */
  due: DueDay | null;
  contradictions: Contradiction[];
}

/**
 * @throws Refusal state.act-not-open, approval.events-unordered for a history that cannot have happened
 */
export function approvalClock(input: ApprovalClockInput, day: Day, calendar: Calendar): ApprovalClock {
  const indexed = indexCalendar(calendar);
  const events = input.events.filter(event => event.on <= day);
  const appliedOn = events.find(event => event.kind === 'applied')?.on ?? null;
  const inquiryTerm = input.inquiryTerm ?? input.term;
  const term = measuredTerm(input, day);
  const { inquiry, ...clock } = attribute({ ...input, term }, day, indexed);
  return {
    ...clock,
    day,
    calendar: calendar.id,
    measured: appliedOn === null && inquiry !== null ? 'inquiry' : 'application',
    term,
    inquiry: inquiry && { used: inquiry.used, term: inquiryTerm, overdueBy: excess(inquiry.used, inquiryTerm) },
    due: term === null ? null : dueDay({ clock, events, term, appliedOn, day }, indexed),
    contradictions: contradictions(roundsOf(events)),
  };
}

/** The term that counts on the day: the inquiry's until there is an application; null: nobody has named one. */
export function measuredTerm({ events, term, inquiryTerm }: ApprovalClockInput, day: Day): number | null {
  const asked = events.some(event => event.on <= day);
  const applied = events.some(event => event.kind === 'applied' && event.on <= day);
  return asked && !applied ? (inquiryTerm ?? term) : term;
}

const excess = (used: number, term: number | null): number => (term === null ? 0 : Math.max(0, used - term));

interface Stretch {
  from: Day;
  to: Day;
  workdays: number;
}

interface Measured {
  clock: Pick<AttributedClock, 'parts' | 'onDesk'>;
  events: readonly ApprovalEvent[];
  term: number;
  appliedOn: Day | null;
  day: Day;
}

function dueDay({ clock, events, term, appliedOn, day }: Measured, calendar: Calendar): DueDay | null {
  const stretches = authorityStretches(clock.parts, appliedOn);
  const lastEvent = events.at(-1);
  const last = stretches.at(-1);
  // The matter came to the authority on the very day asked: no day of it has been counted yet.
  if (clock.onDesk === 'authority' && lastEvent && (!last || last.to < day)) {
    stretches.push({ from: addDays(lastEvent.on, 1), to: lastEvent.on, workdays: 0 });
  }
  const runs =
    clock.onDesk === 'authority' || (clock.onDesk === 'decided' && clock.parts.at(-1)?.party === 'authority');
  let usedBefore = 0;
  for (const [at, stretch] of stretches.entries()) {
    const reached = usedBefore + stretch.workdays >= term;
    if (reached || (runs && at === stretches.length - 1)) {
      return { usedBefore, explanation: explainTerm(calendar, addDays(stretch.from, -1), term - usedBefore) };
    }
    usedBefore += stretch.workdays;
  }
  return null;
}

/** The authority's parts since the application (or the inquiry), those that follow on one another joined. */
function authorityStretches(parts: readonly ClockPart[], appliedOn: Day | null): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { party, from, to, workdays } of parts) {
    if (party !== 'authority' || (appliedOn !== null && to <= appliedOn)) continue;
    const last = stretches.at(-1);
    if (last && addDays(last.to, 1) === from) {
      last.to = to;
      last.workdays += workdays;
    } else stretches.push({ from, to, workdays });
  }
  return stretches;
}
