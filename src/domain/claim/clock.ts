// How long each step of a claim has taken on a day, against its term, with a signal; computed, never stored (domain.md
// section 7). Steps before the decision are counted in working days by the rulebook pinned at filing. Reviews are counted in
// calendar months: asked for within one of serving, a re-review decided in one, an upper review in two (监察法 2018 art. 49).

import type { ClaimStage } from './claim';
import { claimStretches, type ActEntered, type StepCode, type Stretch } from './stretches';
import type { Term } from '../check/rulebook';
import { monthTerm, type MonthTerm } from '../month-term';
import type { Day } from '../period';
import {
  explainTerm,
  indexCalendar,
  isPublished,
  workdaysBetween,
  type Calendar,
  type TermExplanation,
} from '../workdays';

export type ClaimTerms = Readonly<Partial<Record<string, Term>>>;
export type Signal = 'green' | 'yellow' | 'red';

/** What lists and boards go by; `none`: the claim is going on, in a step that has no term or binds the claimant alone. */
export const SHOWN_SIGNALS = ['green', 'yellow', 'red', 'none'] as const satisfies readonly (Signal | 'none')[];
export type ShownSignal = (typeof SHOWN_SIGNALS)[number];

/** Settings of this registry: yellow from a fifth of the term left, at least one and at most two working days. */
export const YELLOW = { share: 5, least: 1, most: 2 } as const;

/** One step of one stage; working days throughout. The day of the event that began it is not counted. */
export interface StepClock {
  step: StepCode;
  stage: ClaimStage;
  since: Day;
  /** The day of the act that ended it; null while it is the present one. */
  endedOn: Day | null;
  /** False while it rests (suspended) and once it ended. */
  running: boolean;
  /** Without the extension; null: neither rulebook nor statute gives one. */
  term: number | null;
  extension: number;
  used: number;
  suspended: number;
  /** Null without a term. */
  left: number | null;
  overdueBy: number;
  /** Last day in time; null without a term, and while the step rests with days left. */
  due: Day | null;
  explanation: TermExplanation | MonthTerm | null;
  /** True when the count touches a day no notice speaks of yet. */
  provisional: boolean;
  /** Null without a term, and for a window that binds the claimant alone. */
  signal: Signal | null;
}

export interface ClaimClock {
  day: Day;
  calendar: string;
  /** Null before anything happened and after the claim ended. */
  present: StepClock | null;
  /** Steps that ended by the day, oldest first, so that reports can count them. */
  history: StepClock[];
}

export interface ClockOf {
  /** In order. */
  acts: readonly ActEntered[];
  terms: ClaimTerms;
}

/** On `day`; acts after it are not looked at. */
export function claimClock({ acts, terms }: ClockOf, day: Day, calendar: Calendar): ClaimClock {
  const indexed = indexCalendar(calendar);
  const stretches = claimStretches(acts, day);
  const clocks = stretches.map(stretch => stepClock(stretch, { day, terms, calendar: indexed }));
  return {
    day,
    calendar: calendar.id,
    present: clocks.find(clock => clock.endedOn === null) ?? null,
    history: clocks.filter(clock => clock.endedOn !== null),
  };
}

/** The signal of the present step alone, equal to that of {@link claimClock}; null once the claim has ended. */
export function signalOn({ acts, terms }: ClockOf, day: Day, calendar: Calendar): ShownSignal | null {
  const present = claimStretches(acts, day).find(stretch => stretch.endedOn === null);
  if (present === undefined) return null;
  return stepClock(present, { day, terms, calendar: indexCalendar(calendar) }).signal ?? 'none';
}

/** The last day on which a review can be asked for: one month after serving. */
export const appealThrough = (servedOn: Day, calendar: Calendar): Day => monthTerm(servedOn, 1, calendar).due;

interface Asked {
  day: Day;
  terms: ClaimTerms;
  calendar: Calendar;
}

interface Limit {
  term: number | null;
  due: Day | null;
  explanation: TermExplanation | MonthTerm | null;
}

function stepClock(stretch: Stretch, asked: Asked): StepClock {
  const { step, stage, since, endedOn, extension } = stretch;
  const until = endedOn ?? asked.day;
  const count = (resting: boolean): number =>
    stretch.segments
      .filter(segment => segment.resting === resting)
      .reduce((sum, { from, to }) => sum + workdaysBetween(asked.calendar, from, to ?? until), 0);
  const used = count(false);
  const { term, due, explanation } = limitOf(stretch, asked);
  const left = term === null ? null : Math.max(0, term + extension - used);
  const overdueBy = term === null ? 0 : Math.max(0, used - term - extension);
  return {
    step,
    stage,
    since,
    endedOn,
    running: endedOn === null && stretch.segments.at(-1)?.resting === false,
    term,
    extension,
    used,
    suspended: count(true),
    left,
    overdueBy,
    due,
    explanation,
    provisional: [since, until, due].some(one => one !== null && !isPublished(asked.calendar, one)),
    signal:
      term === null || step === 'appeal' ? null : signalOf({ left: left ?? 0, overdueBy, whole: term + extension }),
  };
}

function signalOf({ left, overdueBy, whole }: { left: number; overdueBy: number; whole: number }): Signal {
  if (overdueBy > 0) return 'red';
  const near = Math.min(YELLOW.most, Math.max(YELLOW.least, Math.floor(whole / YELLOW.share)));
  return left <= near ? 'yellow' : 'green';
}

const MONTHS: Partial<Record<StepCode, number>> = { appeal: 1, 're-review': 1, 'upper-review': 2 };

function limitOf(stretch: Stretch, { terms, calendar }: Asked): Limit {
  const { step, stage, since } = stretch;
  const months = MONTHS[step];
  // After an upper review nobody can ask for anything more.
  if (months !== undefined && !(step === 'appeal' && stage === 'upper-review')) {
    const explanation = monthTerm(since, months, calendar);
    return { term: workdaysBetween(calendar, since, explanation.due), due: explanation.due, explanation };
  }
  const term = terms[step]?.workdays ?? null;
  if (term === null) return { term, due: null, explanation: null };
  const explanation = dueOf(stretch, term + stretch.extension, calendar);
  return { term, due: explanation?.due ?? null, explanation };
}

/** Counted through the segments that did not rest; null while the step rests with days left. */
function dueOf({ segments }: Stretch, whole: number, calendar: Calendar): TermExplanation | null {
  let left = whole;
  for (const [at, { from, to, resting }] of segments.entries()) {
    if (resting) continue;
    const counted = to === null ? Infinity : workdaysBetween(calendar, from, to);
    if (counted >= left || at === segments.length - 1) return explainTerm(calendar, from, left);
    left -= counted;
  }
  return null;
}
