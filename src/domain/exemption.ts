// The exemption record (容错备案), the heart of the registry: its life, its opening question, who may judge it, and when
// it stops counting (domain.md section 3). A sealed record narrows a review; it never exempts by itself, and it is none
// of the three things it is confused with: a filing with the department, word to a superior, a departure authorised.
import type { Tri } from './check/facts';
import type { Rulebook } from './check/rulebook';
import { refusals, type FieldFault } from './errors';
import type { Lifecycle } from './lifecycle';
import { addDays, covers, localDay, type Day, type Instant, type Period } from './period';
import type { PilotState } from './pilot';

/** As stored. That a sealed record has expired follows from its period and the day, and is never stored. */
export const STORED_STATES = [
  'draft',
  'filed',
  'returned',
  'sealed',
  'refused',
  'withdrawn',
  'superseded',
  'revoked',
] as const;
export type StoredState = (typeof STORED_STATES)[number];

/** As shown for a day. */
export const EXEMPTION_STATES = [...STORED_STATES, 'expired'] as const;
export type ExemptionState = (typeof EXEMPTION_STATES)[number];

export const EXEMPTION_ACTS = [
  'draft',
  'edit',
  'file',
  'withdraw',
  'opine',
  'return',
  'seal',
  'refuse',
  'revoke',
  'supersede',
] as const;
export type ExemptionAct = (typeof EXEMPTION_ACTS)[number];
/** The acts that move a record, or are open in one state only; editing leaves the state as it is. */
export type ExemptionStep = Exclude<ExemptionAct, 'draft' | 'edit'>;

export const EXEMPTION_LIFECYCLE: Lifecycle<StoredState, ExemptionStep> = {
  concept: { zh: '容错备案', en: 'exemption record' },
  initial: 'draft',
  states: {
    draft: { zh: '草稿', en: 'draft' },
    filed: { zh: '已提交备案', en: 'filed' },
    returned: { zh: '退回补正', en: 'returned' },
    sealed: { zh: '已封存', en: 'sealed' },
    refused: { zh: '不予备案', en: 'refused' },
    withdrawn: { zh: '已撤回', en: 'withdrawn' },
    superseded: { zh: '已被续备取代', en: 'superseded' },
    revoked: { zh: '已撤销', en: 'revoked' },
  },
  acts: {
    file: { from: ['draft', 'returned'], to: 'filed', words: { zh: '提交备案', en: 'file' } },
    withdraw: { from: ['draft', 'returned'], to: 'withdrawn', words: { zh: '撤回', en: 'withdraw' } },
    opine: { from: ['filed'], to: 'filed', words: { zh: '出具书面意见', en: 'give an opinion' } },
    return: { from: ['filed'], to: 'returned', words: { zh: '退回', en: 'return' } },
    seal: { from: ['filed'], to: 'sealed', words: { zh: '封存', en: 'seal' } },
    refuse: { from: ['filed'], to: 'refused', words: { zh: '不予备案', en: 'refuse' } },
    revoke: { from: ['sealed'], to: 'revoked', words: { zh: '撤销', en: 'revoke' } },
    supersede: { from: ['sealed'], to: 'superseded', words: { zh: '以续备取代', en: 'supersede' } },
  },
};

export const RISK_GRADES = ['low', 'medium', 'high'] as const;
export interface Risk {
  text: string;
  grade: (typeof RISK_GRADES)[number];
}

export const REVOKE_GROUNDS = ['false-filing', 'blame-shifting', 'other'] as const;
export type RevokeGround = (typeof REVOKE_GROUNDS)[number];
export type EndGround = RevokeGround | 'renewed';

export interface Opening {
  alreadyHappened: Tri;
  inspectionOpen: Tri;
}

export const exemptionRefusal = refusals({
  'exemption.not-found': { kind: 'not-found', zh: '找不到该容错备案', en: 'there is no such exemption record' },
  'exemption.not-own-unit': {
    kind: 'forbidden',
    zh: '只能办理本单位试点的容错备案',
    en: 'only the unit that made the record may do this',
  },
  'exemption.pilot-not-open': {
    kind: 'conflict',
    zh: '试点处于“{state}”状态：只有已登记或进行中的试点可以备案',
    en: 'the pilot is in state "{state}"; a record is made on a registered or running pilot',
  },
  'exemption.scope-not-recorded': {
    kind: 'invalid',
    zh: '申报范围第 {number} 版（scopeNumber）尚未登记或不存在',
    en: 'scope version {number} (scopeNumber) does not exist or is not recorded',
  },
  'exemption.content-invalid': {
    kind: 'invalid',
    zh: '备案内容与容错清单 {rulebook} 或试点不符，见各字段说明',
    en: 'the content does not fit rulebook {rulebook} or the pilot; see the fields',
  },
  'exemption.not-foreseen': {
    kind: 'conflict',
    zh: '事情已经发生或检查已经开始，不能作事前备案：请走事后容错申请，备案不能倒填',
    en: 'the event has happened or an inspection is open: nothing can be filed beforehand any more; use the after-the-fact claim instead',
  },
  'exemption.opening-unknown': {
    kind: 'invalid',
    zh: '须先查明“是否已经发生、是否已有检查”再提交：不清楚不能当作没有',
    en: 'find out first whether the event has happened and whether an inspection is open: unknown is never taken for no',
  },
  'exemption.not-filing-office': {
    kind: 'forbidden',
    zh: '您的单位不是清单 {rulebook} 指定的备案机关（{offices}）',
    en: 'your unit is no filing office of rulebook {rulebook} ({offices})',
  },
  'exemption.recused': {
    kind: 'forbidden',
    zh: '应当回避：{why}',
    en: 'you are recused: {why_en}',
  },
  'exemption.opinion-twice': {
    kind: 'conflict',
    zh: '贵机关或您本人本轮已出具书面意见；意见有变，请退回后在下一轮出具',
    en: 'your office, or you yourself, gave an opinion on this filing already; a changed mind waits for the next filing',
    constraints: ['exemption_opinion_once', 'exemption_opinion_own_person'],
  },
  'exemption.no-opinion-asked': {
    kind: 'conflict',
    zh: '清单 {rulebook} 不要求书面意见，由备案机关直接封存、退回或者不予备案',
    en: 'rulebook {rulebook} asks for no written opinions; seal, return or refuse the record',
  },
  'exemption.opinions-missing': {
    kind: 'conflict',
    zh: '须有 {needed} 家备案机关出具书面意见，尚缺：{missing}',
    en: 'written opinions of {needed} filing offices are due; missing: {missing}',
  },
  'exemption.opinion-against': {
    kind: 'conflict',
    zh: '备案机关有反对意见（{offices}），不能封存：请退回或者不予备案',
    en: 'a filing office is against it ({offices}): return or refuse the record, it cannot be sealed',
  },
  'exemption.warnings-unseen': {
    kind: 'conflict',
    zh: '该备案有警示（{warnings}）：须确认已阅（warningsSeen）并写明仍予封存的理由（reason）',
    en: 'this record carries warnings ({warnings}): confirm that they were seen (warningsSeen) and say why it is sealed all the same (reason)',
  },
  'exemption.renewal-open': {
    kind: 'conflict',
    zh: '该备案已有一份续备在办',
    en: 'a renewal of this record is open already',
    constraints: ['exemption_one_renewal'],
  },
  'exemption.not-renewable': {
    kind: 'conflict',
    zh: '备案处于“{state}”状态：只有已封存（含已到期）的备案可以续备',
    en: 'the record is in state "{state}"; only a sealed one, expired or not, can be renewed',
  },
  'exemption.not-sealed': {
    kind: 'conflict',
    zh: '该备案尚未封存，没有回执',
    en: 'the record is not sealed; there is no receipt',
  },
  'exemption.frozen': {
    kind: 'conflict',
    zh: '备案已封存或已在备案机关手中，内容不可更改；需要变动请另行续备',
    en: 'the record is sealed or before the office; its content never changes, make a renewal instead',
    constraints: ['exemption_frozen', 'exemption_identity', 'exemption_append_only'],
  },
});

export const isEditable = (state: StoredState): boolean => state === 'draft' || state === 'returned';

/** @throws Refusal exemption.frozen */
export function refuseUneditable(state: StoredState): void {
  if (!isEditable(state)) throw exemptionRefusal('exemption.frozen');
}

/** @throws Refusal exemption.not-renewable */
export function refuseUnrenewable(state: StoredState): void {
  if (state !== 'sealed') throw exemptionRefusal('exemption.not-renewable', { figures: { state } });
}

/** A draft may carry any answer; a filing needs no and no. @throws Refusal exemption.not-foreseen, exemption.opening-unknown */
export function refuseUnforeseen({ alreadyHappened, inspectionOpen }: Opening): void {
  const answers: [string, Tri][] = [
    ['opening.alreadyHappened', alreadyHappened],
    ['opening.inspectionOpen', inspectionOpen],
  ];
  const faults = (value: Tri, zh: string, en: string): FieldFault[] =>
    answers.filter(([, answer]) => answer === value).map(([field]) => ({ field, zh, en }));
  const after = faults('yes', '回答为“是”，应走事后容错申请', 'answered yes: the after-the-fact lane is the one open');
  if (after.length > 0) throw exemptionRefusal('exemption.not-foreseen', { fields: after });
  const open = faults('unknown', '尚未查明', 'not found out yet');
  if (open.length > 0) throw exemptionRefusal('exemption.opening-unknown', { fields: open });
}

/** @throws Refusal exemption.pilot-not-open */
export function refusePilotNotOpen(state: PilotState): void {
  if (state === 'registered' || state === 'running') return;
  throw exemptionRefusal('exemption.pilot-not-open', { figures: { state } });
}

export interface Leaning {
  flawKinds: readonly string[];
  safeguards: readonly string[];
  approvals: readonly string[];
  pledges: readonly string[];
}

/**
 * Codes must stand in the rulebook, approvals and pledges on the same pilot (`known`); nothing is named twice.
 * @throws Refusal exemption.content-invalid naming every offending item
 */
export function refuseUnfit(content: Leaning, book: Rulebook, known: Pick<Leaning, 'approvals' | 'pledges'>): void {
  const fields = [
    ...strangers('flawKinds', content.flawKinds, { known: book.flawKinds.map(kind => kind.code), where: BOOK }),
    ...strangers('safeguards', content.safeguards, { known: book.safeguards.map(one => one.code), where: BOOK }),
    ...strangers('approvals', content.approvals, { known: known.approvals, where: PILOT }),
    ...strangers('pledges', content.pledges, { known: known.pledges, where: PILOT }),
  ];
  if (fields.length === 0) return;
  throw exemptionRefusal('exemption.content-invalid', {
    figures: { rulebook: `${book.code}@${book.version}` },
    fields,
  });
}

const BOOK = { zh: '清单中没有', en: 'is not in the rulebook' };
const PILOT = { zh: '不属于该试点', en: 'is not of this pilot' };

function strangers(
  name: string,
  values: readonly string[],
  { known, where }: { known: readonly string[]; where: typeof BOOK },
): FieldFault[] {
  return values.flatMap((value, at) => {
    const field = `${name}[${at}]`;
    if (values.indexOf(value) < at) return [{ field, zh: `重复：${value}`, en: `named twice: ${value}` }];
    return known.includes(value) ? [] : [{ field, zh: `${where.zh}：${value}`, en: `${where.en}: ${value}` }];
  });
}

interface Sealed {
  state: StoredState;
  period: Period;
  sealedAt: Instant | null;
  endedAt: Instant | null;
}

export interface RecordEnd {
  endedBy: 'expired' | 'revoked' | 'superseded' | null;
  endedAt: Instant | null;
}

/**
 * How and when a sealed record stopped counting, as far as is known now. The earlier end counts: what had expired was
 * not in force any more when it was revoked. A period that ends on a day ends with that day's last moment in China.
 */
export function endOf(record: Pick<Sealed, 'state' | 'period' | 'endedAt'>, asOf: Day): RecordEnd {
  const { state, period, endedAt } = record;
  const expiresAt = period.to === null || asOf <= period.to ? null : `${period.to}T16:00:00.000Z`;
  const ended = state === 'revoked' || state === 'superseded' ? state : null;
  if (expiresAt !== null && (endedAt === null || expiresAt <= endedAt)) {
    return { endedBy: 'expired', endedAt: expiresAt };
  }
  return { endedBy: ended, endedAt: ended === null ? null : endedAt };
}

/** The state for a day: a sealed record whose last day has passed is expired. */
export function shownState(record: { state: StoredState; period: Period }, today: Day): ExemptionState {
  const { state, period } = record;
  return state === 'sealed' && period.to !== null && period.to < today ? 'expired' : state;
}

/** In force on a day: sealed before that day began (the same day proves nothing), within its period and not ended by then. */
export function isInForce(record: Sealed, day: Day): boolean {
  const { sealedAt, period, endedAt } = record;
  if (sealedAt === null || localDay(sealedAt) >= day || !covers(period, day)) return false;
  return endedAt === null || localDay(endedAt) > day;
}

/** From the day after sealing: before that it proves nothing (domain.md section 5, C01). */
export const countsFrom = (sealedAt: Instant | null): Day | null =>
  sealedAt === null ? null : addDays(localDay(sealedAt), 1);
