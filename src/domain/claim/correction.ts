// Corrections (纠错): what must be put right after a decision, by which unit and by which day, followed to the end whatever
// the decision was (domain.md section 7, point 6). Overdue is computed for a day and never stored.

import { refusals } from '../errors';
import type { ClaimState } from './claim';
import type { Lifecycle } from '../lifecycle';
import { daysBetween, type Day } from '../period';
import { addWorkdays, isPublished, workdaysBetween, type Calendar } from '../workdays';

export const CORRECTION_STATES = ['open', 'answered', 'sent-back', 'signed-off'] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];
export const CORRECTION_ACTS = ['order', 'answer', 'sign-off', 'send-back'] as const;
export type CorrectionAct = (typeof CORRECTION_ACTS)[number];
/** `order` makes the correction; every other act finds it in a state. */
export type CorrectionStep = Exclude<CorrectionAct, 'order'>;

export const CORRECTION_LIFECYCLE: Lifecycle<CorrectionState, CorrectionStep> = {
  concept: { zh: '纠错事项', en: 'correction' },
  initial: 'open',
  states: {
    open: { zh: '待纠正', en: 'open' },
    answered: { zh: '已反馈', en: 'answered' },
    'sent-back': { zh: '退回', en: 'sent back' },
    'signed-off': { zh: '已销号', en: 'signed off' },
  },
  acts: {
    answer: { from: ['open', 'sent-back'], to: 'answered', words: { zh: '反馈', en: 'answer' } },
    'sign-off': { from: ['answered'], to: 'signed-off', words: { zh: '核验销号', en: 'sign off' } },
    'send-back': { from: ['answered'], to: 'sent-back', words: { zh: '退回', en: 'send back' } },
  },
};

/** A claim whose corrections may be ordered: there is a decision, and it is not yet closed or under review. */
export const CORRECTABLE: readonly ClaimState[] = ['decided', 'served'];

export const correctionRefusal = refusals({
  'correction.not-found': { kind: 'not-found', zh: '找不到该纠错事项', en: 'there is no such correction' },
  'correction.undecided': {
    kind: 'conflict',
    zh: '认定作出或者送达后方可责令纠错（claim 处于 {state}）',
    en: 'a correction is ordered once the claim is decided or served (it is {state})',
  },
  'correction.due-unsaid': {
    kind: 'invalid',
    zh: '完成期限须以日期（dueOn）或者工作日（workdays）二者之一写明',
    en: 'say the term either as a day (dueOn) or in working days (workdays), one of the two',
  },
  'correction.due-past': {
    kind: 'invalid',
    zh: '完成期限 {dueOn} 须晚于今天 {today}',
    en: 'the last day (dueOn) {dueOn} must come after today, {today}',
  },
  'correction.not-addressed': {
    kind: 'forbidden',
    zh: '只有责任单位可以反馈纠错情况',
    en: 'only the responsible unit answers a correction',
  },
  'correction.frozen': {
    kind: 'conflict',
    zh: '纠错事项的这些内容不可更改',
    en: 'this part of a correction never changes',
    constraints: ['claim_correction_frozen'],
  },
  'claim.corrections-open': {
    kind: 'conflict',
    zh: '尚有 {count} 项纠错未销号，不能办结',
    en: '{count} corrections are not signed off yet; the claim cannot be closed',
  },
});

export interface AskedTerm {
  dueOn?: Day;
  /** Working days from today, which is not counted. */
  workdays?: number;
}

/** The last day of the term. @throws Refusal correction.due-unsaid, correction.due-past */
export function dueDay({ dueOn, workdays }: AskedTerm, on: { today: Day; calendar: Calendar }): Day {
  if ((dueOn === undefined) === (workdays === undefined)) throw correctionRefusal('correction.due-unsaid');
  const due = dueOn ?? addWorkdays(on.calendar, on.today, workdays!);
  if (due <= on.today) throw correctionRefusal('correction.due-past', { figures: { dueOn: due, today: on.today } });
  return due;
}

export interface CorrectionStanding {
  /** The last day passed without the answer that stands; one sent back stands no longer. */
  overdue: boolean;
  workdaysLate: number;
  /** Days left, negative once it is late; null when it is signed off. */
  daysLeft: number | null;
  /** The calendar of that year is not published yet: the term may still move. */
  provisional: boolean;
}

/** How a correction stands on a day. `answeredOn`: the day of its last answer. A late answer stays late. */
export function standingOn(
  { state, dueOn, answeredOn }: { state: CorrectionState; dueOn: Day; answeredOn: Day | null },
  { day, calendar }: { day: Day; calendar: Calendar },
): CorrectionStanding {
  const inHand = state === 'answered' || state === 'signed-off';
  const until = inHand && answeredOn !== null && answeredOn < day ? answeredOn : day;
  return {
    overdue: until > dueOn,
    workdaysLate: until > dueOn ? workdaysBetween(calendar, dueOn, until) : 0,
    daysLeft: state === 'signed-off' ? null : daysBetween(day, dueOn),
    provisional: !isPublished(calendar, dueOn),
  };
}
