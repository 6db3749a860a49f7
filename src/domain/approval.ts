// An approval a pilot needs (所需审批, domain.md section 3): who may do what to it, what must come first, which day may be
// stated. The life itself and the attribution of its days stand in clock.ts and approval-clock.ts.
// Authority: Administrative Licensing Law arts. 32 (all that is missing is said at once), 38, 42, 45; Civil Code art. 201.

import {
  approvalLifecycle,
  neverDeemedFields,
  nextApprovalState,
  type ApprovalEventKind,
  type ApprovalState,
} from './clock';
import { refusals } from './errors';
import type { Day } from './period';

/** What the matter touches; silence grants only in the last of them. */
export const FIELD_CLASSES = [...neverDeemedFields, 'other'] as const;
export type FieldClass = (typeof FIELD_CLASSES)[number];

export const APPROVAL_STATES = Object.keys(approvalLifecycle.states) as ApprovalState[];
/** No act leads out of them. */
export const SETTLED_STATES = ['granted', 'refused', 'withdrawn', 'lapsed'] as const satisfies ApprovalState[];

/** The states in which the next move is a side's own; a lawful suspension waits for its hearing or notice, not for a desk. */
export const WAITING_STATES: Readonly<Record<Side, readonly ApprovalState[]>> = {
  sponsor: ['not-started', 'path-named', 'returned'],
  approver: ['inquiring', 'applied', 'accepted'],
};

/** Which procedure applies: what an inquiry asks for, and what binds the approver from the application on. */
export interface ApprovalPath {
  matter: string;
  legalBasis: string | null;
  /** Promised or statutory; null: nobody has named one. */
  termWorkdays: number | null;
  materials: readonly string[];
}

/** The present version of an approval as the registry keeps it. */
export interface ApprovalRecord {
  id: string;
  code: string;
  pilot_id: string;
  state: ApprovalState;
  approver_id: string;
  field_class: FieldClass;
  matter: string;
  legal_basis: string | null;
  term_workdays: number | null;
  materials: string[];
}

export const approvalRefusal = refusals({
  'approval.not-found': { kind: 'not-found', zh: '找不到该审批', en: 'there is no such approval' },
  'approval.not-sponsor': {
    kind: 'forbidden',
    zh: '只有试点的申报单位可以{act}',
    en: 'only the sponsor unit of the pilot may {act_en}',
  },
  'approval.not-approver': {
    kind: 'forbidden',
    zh: '只有该事项的审批单位可以{act}',
    en: 'only the unit that approves the matter may {act_en}',
  },
  'approval.approver-unknown': {
    kind: 'invalid',
    zh: '审批单位（approverId）不是本县现有的单位',
    en: 'the approver (approverId) is no existing organisation of this county',
    constraints: ['approval_approver'],
  },
  'approval.pilot-closed': {
    kind: 'conflict',
    zh: '试点已结束，不能再{act}',
    en: 'the pilot is closed: "{act_en}" is no longer open',
  },
  'approval.path-missing': {
    kind: 'invalid',
    zh: '尚无人告知办理依据与承诺时限，须填写 {fields}；不知道的请先询问办理途径',
    en: 'nobody has named the legal basis and the term yet: give {fields}, or inquire first if you do not know them',
  },
  'approval.path-already-named': {
    kind: 'conflict',
    zh: '办理依据与承诺时限已经确定（{term} 个工作日），申请时不能另行填写',
    en: 'basis and term are settled ({term} working days) and cannot be replaced by an application',
  },
  'approval.day-in-future': {
    kind: 'invalid',
    zh: '发生之日 {on} 晚于今天 {today}',
    en: 'the stated day {on} is later than today, {today}',
    constraints: ['approval_event_future'],
  },
  'approval.day-before-last': {
    kind: 'invalid',
    zh: '发生之日 {on} 早于上一事件之日 {last}',
    en: 'the stated day {on} is earlier than that of the last event, {last}',
    constraints: ['approval_event_order'],
  },
  'approval.predecessor-unknown': {
    kind: 'invalid',
    zh: '前置审批 {predecessor} 不是本试点的审批',
    en: 'predecessor {predecessor} is no approval of this pilot',
    constraints: ['approval_predecessor_of_pilot', 'approval_predecessor_other'],
  },
  'approval.predecessor-cycle': {
    kind: 'conflict',
    zh: '前置审批互为前提，谁也无法先办：{chain}',
    en: 'these approvals wait for one another, and none could come first: {chain}',
  },
  'approval.predecessor-not-granted': {
    kind: 'conflict',
    zh: '前置审批尚未批准，不能申请：{waiting}',
    en: 'cannot apply before its predecessors are granted: {waiting_en}',
  },
});

export type ApprovalAct =
  | 'inquire'
  | 'name-path'
  | 'apply'
  | 'accept'
  | 'return'
  | 'resubmit'
  | 'suspend'
  | 'resume'
  | 'grant'
  | 'refuse'
  | 'withdraw'
  | 'lapse';

export type Side = 'sponsor' | 'approver';

/** Who acts, and the event the act leaves. */
export const APPROVAL_ACTS: Readonly<Record<ApprovalAct, { by: Side; event: ApprovalEventKind }>> = {
  inquire: { by: 'sponsor', event: 'inquired' },
  'name-path': { by: 'approver', event: 'path-named' },
  apply: { by: 'sponsor', event: 'applied' },
  accept: { by: 'approver', event: 'accepted' },
  return: { by: 'approver', event: 'returned' },
  resubmit: { by: 'sponsor', event: 'resubmitted' },
  suspend: { by: 'approver', event: 'suspended' },
  resume: { by: 'approver', event: 'resumed' },
  grant: { by: 'approver', event: 'granted' },
  refuse: { by: 'approver', event: 'refused' },
  withdraw: { by: 'sponsor', event: 'withdrawn' },
  lapse: { by: 'approver', event: 'lapsed' },
};

/** Acts open in a state, whoever performs them. */
export function openApprovalActs(state: ApprovalState): ApprovalAct[] {
  const acts = Object.keys(APPROVAL_ACTS) as ApprovalAct[];
  return acts.filter(act => approvalLifecycle.acts[APPROVAL_ACTS[act].event].from.includes(state));
}

/**
 * The state an act leads to when a unit on these `sides` performs it; a unit may be on both, or on neither.
 * @throws Refusal approval.not-sponsor, approval.not-approver, then state.act-not-open
 */
export function performed(
  act: ApprovalAct,
  state: ApprovalState,
  sides: Readonly<Record<Side, boolean>>,
): ApprovalState {
  const { by, event } = APPROVAL_ACTS[act];
  if (!sides[by]) {
    throw approvalRefusal(by === 'sponsor' ? 'approval.not-sponsor' : 'approval.not-approver', {
      figures: actWords(act),
    });
  }
  return nextApprovalState(state, event);
}

/** A closed pilot starts nothing new; what lies with the approver may still be decided, or be withdrawn. */
export function refuseWhenClosed(act: ApprovalAct | 'open', pilotState: string): void {
  const starts = act === 'open' || act === 'inquire' || act === 'apply' || act === 'resubmit';
  if (pilotState !== 'closed' || !starts) return;
  const figures = act === 'open' ? { act: '登记审批', act_en: 'open an approval' } : actWords(act);
  throw approvalRefusal('approval.pilot-closed', { figures });
}

function actWords(act: ApprovalAct): { act: string; act_en: string } {
  const { words } = approvalLifecycle.acts[APPROVAL_ACTS[act].event];
  return { act: words.zh, act_en: words.en };
}

/** The day an event may state: none that has not come, none before the last one stated. @throws Refusal approval.day-… */
export function statedDay(on: Day, { today, last }: { today: Day; last: Day | null }): Day {
  const fields = [{ field: 'on', zh: '日期不成立', en: 'cannot have been that day' }];
  if (on > today) throw approvalRefusal('approval.day-in-future', { figures: { on, today }, fields });
  if (last !== null && on < last) throw approvalRefusal('approval.day-before-last', { figures: { on, last }, fields });
  return on;
}

/** An application stands on a named basis and term. @throws Refusal approval.path-missing naming the fields */
export function refusePathMissing({ legalBasis, termWorkdays }: ApprovalPath): void {
  const missing = [...(legalBasis === null ? ['legalBasis'] : []), ...(termWorkdays === null ? ['termWorkdays'] : [])];
  if (missing.length === 0) return;
  throw approvalRefusal('approval.path-missing', {
    figures: { fields: missing.join(', ') },
    fields: missing.map(field => ({ field, zh: '必填', en: 'is required' })),
  });
}

export interface Predecessor {
  code: string;
  state: ApprovalState;
  /** Granted, or deemed granted on the day of the application. */
  granted: boolean;
}

/** @throws Refusal approval.predecessor-not-granted naming each that is missing and its state */
export function refuseUngranted(predecessors: readonly Predecessor[]): void {
  const waiting = predecessors.filter(predecessor => !predecessor.granted);
  if (waiting.length === 0) return;
  throw approvalRefusal('approval.predecessor-not-granted', {
    figures: {
      waiting: waiting.map(({ code, state }) => `${code}（${approvalLifecycle.states[state].zh}）`).join('、'),
      waiting_en: waiting.map(({ code, state }) => `${code} (${state})`).join(', '),
    },
  });
}

/** `needs` maps the code of an approval to those of its predecessors. @throws Refusal approval.predecessor-cycle */
export function refuseCycle(needs: ReadonlyMap<string, readonly string[]>, start: string): void {
  const cleared = new Set<string>();
  const walk = (code: string, chain: readonly string[]): void => {
    const entered = chain.indexOf(code);
    if (entered >= 0) {
      const cycle = [...chain.slice(entered), code].join(' → ');
      throw approvalRefusal('approval.predecessor-cycle', { figures: { chain: cycle } });
    }
    if (cleared.has(code)) return;
    for (const next of needs.get(code) ?? []) walk(next, [...chain, code]);
    cleared.add(code);
  };
  walk(start, []);
}
