// The life of an approval and its attributed clock: on whose desk every working day went, from the inquiry or the
// application to the decision. Only the authority's own days use up its term: the sponsor's days and the suspensions the
// law allows do not count (Administrative Licensing Law arts. 42 to 45, 82). "Overdue" is computed for a day, never stored.

import { refusals } from './errors';
import { follow, Lifecycle } from './lifecycle';
import { addDays, Day } from './period';
import { Remark } from './remarks';
import { addWorkdays, Calendar, indexCalendar, workdaysBetween } from './workdays';

export type ApprovalState =
  | 'not-started'
  | 'inquiring'
  | 'path-named'
  | 'applied'
  | 'accepted'
  | 'returned'
  | 'suspended'
  | 'granted'
  | 'refused'
  | 'withdrawn'
  | 'lapsed';

export const APPROVAL_EVENTS = [
  'inquired',
  'path-named',
  'applied',
  'accepted',
  'returned',
  'resubmitted',
  'suspended',
  'resumed',
  'granted',
  'refused',
  'withdrawn',
  'lapsed',
] as const;
export type ApprovalEventKind = (typeof APPROVAL_EVENTS)[number];

/** What may lawfully stop the clock, art. 45: a closed list. */
export const suspensionReasons = ['hearing', 'expert-review', 'inspection', 'public-notice'] as const;
export type SuspensionReason = (typeof suspensionReasons)[number];

export interface ApprovalEvent {
  kind: ApprovalEventKind;
  /** The day it happened. */
  on: Day;
  /** Of a suspension; one that is not in the closed list does not stop the clock. */
  reason?: string | null;
  /** Of a return, from 1. */
  round?: number | null;
  remarks?: readonly Remark[] | null;
}

/**
 * One event, one next state. An inquiry may be overtaken by an application. A resubmission is received anew, hence
 * `applied`; a decision may be taken on the spot, without a separate acceptance. A matter lapses only on the sponsor's
 * desk: the authority's silence must never end it.
 */
export const approvalLifecycle: Lifecycle<ApprovalState, ApprovalEventKind> = {
  concept: { zh: '审批', en: 'approval' },
  initial: 'not-started',
  states: {
    'not-started': { zh: '未开始', en: 'not started' },
    inquiring: { zh: '询问办理途径', en: 'inquiring' },
    'path-named': { zh: '已告知途径', en: 'path named' },
    applied: { zh: '已申请', en: 'applied' },
    accepted: { zh: '已受理', en: 'accepted' },
    returned: { zh: '已退回', en: 'returned' },
    suspended: { zh: '依法中止计时', en: 'suspended' },
    granted: { zh: '已批准', en: 'granted' },
    refused: { zh: '不予批准', en: 'refused' },
    withdrawn: { zh: '已撤回', en: 'withdrawn' },
    lapsed: { zh: '已失效', en: 'lapsed' },
  },
  acts: {
    inquired: { from: ['not-started'], to: 'inquiring', words: { zh: '询问', en: 'inquire' } },
    'path-named': { from: ['inquiring'], to: 'path-named', words: { zh: '告知途径', en: 'name the path' } },
    applied: { from: ['not-started', 'inquiring', 'path-named'], to: 'applied', words: { zh: '申请', en: 'apply' } },
    accepted: { from: ['applied'], to: 'accepted', words: { zh: '受理', en: 'accept' } },
    returned: { from: ['applied', 'accepted'], to: 'returned', words: { zh: '退回', en: 'return' } },
    resubmitted: { from: ['returned'], to: 'applied', words: { zh: '重新提交', en: 'resubmit' } },
    suspended: { from: ['applied', 'accepted'], to: 'suspended', words: { zh: '中止计时', en: 'suspend' } },
    resumed: { from: ['suspended'], to: 'accepted', words: { zh: '恢复计时', en: 'resume' } },
    granted: { from: ['applied', 'accepted'], to: 'granted', words: { zh: '批准', en: 'grant' } },
    refused: { from: ['applied', 'accepted'], to: 'refused', words: { zh: '不予批准', en: 'refuse' } },
    withdrawn: {
      from: ['inquiring', 'path-named', 'applied', 'accepted', 'returned', 'suspended'],
      to: 'withdrawn',
      words: { zh: '撤回', en: 'withdraw' },
    },
    lapsed: { from: ['path-named', 'returned'], to: 'lapsed', words: { zh: '失效', en: 'lapse' } },
  },
};

/** @throws Refusal 'state.act-not-open' when the event may not follow in this state. */
export function nextApprovalState(state: ApprovalState, event: ApprovalEventKind): ApprovalState {
  return follow(approvalLifecycle, state, event);
}

export function isLawfulSuspension(reason: string | null | undefined): reason is SuspensionReason {
  return (suspensionReasons as readonly string[]).includes(reason ?? '');
}

export type ClockParty = 'sponsor' | 'authority' | 'suspended';

export interface ClockInput {
  /** Promised or statutory term in working days; null when nobody has named one, and nothing can be overdue. */
  term: number | null;
  /** True where the rulebook lets silence grant this matter: see {@link mayBeDeemed}. */
  deemable?: boolean;
  /** In order of `on`; events of one day in the order in which they happened. */
  events: readonly ApprovalEvent[];
}

/** The calendar days `from` to `to`, both inclusive, were on one desk; the event `cause` had put it there. */
export interface ClockPart {
  party: ClockParty;
  from: Day;
  to: Day;
  workdays: number;
  cause: ApprovalEvent['kind'];
}

export interface AttributedClock {
  parts: ClockPart[];
  /** Working days by party. */
  totals: Record<ClockParty, number>;
  /** Working days from the first event to the decision or the day asked: always the sum of the totals. */
  total: number;
  onDesk: ClockParty | 'decided' | 'not-started';
  state: ApprovalState;
  /** Times returned. */
  rounds: number;
  /**
   * The authority's working days against its term: since the application or, before any application, since the
   * inquiry. Naming the path and deciding the application are two duties, each measured against the same term.
   */
  termUsed: number;
  /** Working days by which `termUsed` exceeds the term; 0 when within it or when there is none. */
  overdueBy: number;
  /** What the inquiry took of the authority's days and by how much that passed the term; null without an inquiry. */
  inquiry: { used: number; overdueBy: number } | null;
  /** First working day past the term on a matter that silence grants; null otherwise. */
  deemedOn: Day | null;
}

export const clockRefusal = refusals({
  'approval.events-unordered': {
    kind: 'invalid',
    zh: '审批事件未按日期排列：{earlier} 列在 {later} 之后',
    en: 'approval events are not in order of their days: {earlier} stands after {later}',
  },
});

/** Fields in which silence never grants, whatever a rulebook says. */
export const neverDeemedFields = ['safety', 'fire', 'environment', 'land', 'secrecy'] as const;

/** Whether silence may grant: the rulebook names the matter, and it touches none of the fields that exclude it. */
export function mayBeDeemed(namedByRulebook: boolean, fields: readonly string[]): boolean {
  return namedByRulebook && !fields.some(field => (neverDeemedFields as readonly string[]).includes(field));
}

type Desk = AttributedClock['onDesk'];

const deskOf: Record<ApprovalState, Desk> = {
  'not-started': 'not-started',
  inquiring: 'authority',
  'path-named': 'sponsor',
  applied: 'authority',
  accepted: 'authority',
  returned: 'sponsor',
  suspended: 'suspended',
  granted: 'decided',
  refused: 'decided',
  withdrawn: 'decided',
  lapsed: 'decided',
};

/** A suspension for no reason the law knows stays on the authority's desk: it cannot stop its own clock by a word. */
function deskAfter(state: ApprovalState, event: ApprovalEvent): Desk {
  return state === 'suspended' && !isLawfulSuspension(event.reason) ? 'authority' : deskOf[state];
}

const isRunning = (desk: Desk): desk is ClockParty => desk !== 'decided' && desk !== 'not-started';

interface Walk {
  parts: ClockPart[];
  state: ApprovalState;
  desk: Desk;
  rounds: number;
  inquiredOn: Day | null;
  appliedOn: Day | null;
}

/**
 * Attributes the clock as of the end of `day`; later events are not looked at.
 *
 * The day of an event belongs to the party who held the matter until then, and the next party begins on the day
 * after. So the day of the first event belongs to nobody (the day of the event is not counted, Civil Code art. 201),
 * the day of the decision to whoever decided, and of several events on one day the last alone moves the desk.
 *
 * INVARIANT: every working day after the first event, through the decision or `day`, lies in exactly one part.
 * @throws Refusal 'state.act-not-open' or 'approval.events-unordered' for a history that cannot have happened.
 */
export function attribute(input: ClockInput, day: Day, calendar: Calendar): AttributedClock {
  const indexed = indexCalendar(calendar);
  const walk = walkEvents(input.events, day, indexed);
  const totals = { sponsor: 0, authority: 0, suspended: 0 };
  for (const part of walk.parts) totals[part.party] += part.workdays;
  const { parts, state, desk, rounds } = walk;
  const total = totals.sponsor + totals.authority + totals.suspended;
  const { termUsed, overdueBy, inquiry, deemedOn } = measureTerm(input, walk, indexed);
  return { parts, totals, total, onDesk: desk, state, rounds, termUsed, overdueBy, inquiry, deemedOn };
}

function walkEvents(events: readonly ApprovalEvent[], day: Day, calendar: Calendar): Walk {
  const walk: Walk = {
    parts: [],
    state: 'not-started',
    desk: 'not-started',
    rounds: 0,
    inquiredOn: null,
    appliedOn: null,
  };
  let previous: ApprovalEvent | null = null;
  for (const event of events) {
    if (previous && event.on < previous.on) {
      throw clockRefusal('approval.events-unordered', { figures: { earlier: event.on, later: previous.on } });
    }
    if (event.on > day) break;
    closePart(walk, { previous, to: event.on, calendar });
    walk.state = nextApprovalState(walk.state, event.kind);
    walk.desk = deskAfter(walk.state, event);
    if (event.kind === 'returned') walk.rounds++;
    if (event.kind === 'inquired') walk.inquiredOn = event.on;
    if (event.kind === 'applied') walk.appliedOn = event.on;
    previous = event;
  }
  closePart(walk, { previous, to: day, calendar });
  return walk;
}

/** Adds what lay on the present desk from the day after the previous event through `to`. */
function closePart(walk: Walk, span: { previous: ApprovalEvent | null; to: Day; calendar: Calendar }): void {
  const { previous, to, calendar } = span;
  if (!previous || !isRunning(walk.desk) || previous.on >= to) return;
  const workdays = workdaysBetween(calendar, previous.on, to);
  walk.parts.push({ party: walk.desk, from: addDays(previous.on, 1), to, workdays, cause: previous.kind });
}

type TermMeasure = Pick<AttributedClock, 'termUsed' | 'overdueBy' | 'inquiry' | 'deemedOn'>;

function measureTerm(input: ClockInput, walk: Walk, calendar: Calendar): TermMeasure {
  const { term } = input;
  let asked = 0;
  let applied = 0;
  for (const part of walk.parts) {
    if (part.party !== 'authority') continue;
    if (isOfApplication(walk, part)) applied += part.workdays;
    else asked += part.workdays;
  }
  const inquiry = walk.inquiredOn === null ? null : { used: asked, overdueBy: excess(asked, term) };
  const termUsed = walk.appliedOn === null ? asked : applied;
  let deemedOn: Day | null = null;
  if (input.deemable) {
    const applying = walk.parts.filter(part => part.party === 'authority' && isOfApplication(walk, part));
    deemedOn = firstDayPastTerm(applying, term, calendar);
  }
  return { termUsed, overdueBy: excess(termUsed, term), inquiry, deemedOn };
}

const isOfApplication = ({ appliedOn }: Walk, part: ClockPart): boolean => appliedOn !== null && part.to > appliedOn;

const excess = (used: number, term: number | null): number => (term === null ? 0 : Math.max(0, used - term));

function firstDayPastTerm(parts: readonly ClockPart[], term: number | null, calendar: Calendar): Day | null {
  if (term === null) return null;
  let used = 0;
  for (const part of parts) {
    if (used + part.workdays > term) return addWorkdays(calendar, addDays(part.from, -1), term - used + 1);
    used += part.workdays;
  }
  return null;
}
