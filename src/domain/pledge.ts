// A pledge (上级承诺) and its life (domain.md section 3): claimed by the sponsor, then made by its giver's counter-signature
// or disputed by it. What one side enters about it counts only once the other side has confirmed it: one unit, one side.
import { parseCreditCode } from './credit-code';
import type { PledgeKind, PledgeStanding } from './check/facts';
import { refusals } from './errors';
import type { Lifecycle } from './lifecycle';
import { sumFen, type Fen } from './money';
import type { Day } from './period';

export type { PledgeKind, PledgeStanding };

export const PLEDGE_KINDS = [
  'funds', // 资金
  'staff', // 人员
  'authority', // 授权
  'guidance', // 指导
  'equipment', // 设备
  'policy', // 政策
] as const satisfies readonly PledgeKind[];

export const PLEDGE_STANDINGS = ['claimed', 'made', 'disputed'] as const satisfies readonly PledgeStanding[];

/** Deliveries and revisions are entered by one side and answered by the other. */
export const PLEDGE_ENTRY_STATES = ['entered', 'confirmed', 'refused'] as const;
export type PledgeEntryState = (typeof PLEDGE_ENTRY_STATES)[number];

export type PledgeAct = 'counter-sign' | 'dispute' | 'restate' | 'deliver' | 'revise';

/** A dispute ends only in new terms, which the giver may sign or dispute again. Only a made pledge can be delivered. */
export const PLEDGE_LIFECYCLE: Lifecycle<PledgeStanding, PledgeAct> = {
  concept: { zh: '承诺', en: 'pledge' },
  initial: 'claimed',
  states: {
    claimed: { zh: '已主张', en: 'claimed' },
    made: { zh: '已确认', en: 'made' },
    disputed: { zh: '有争议', en: 'disputed' },
  },
  acts: {
    'counter-sign': { from: ['claimed'], to: 'made', words: { zh: '会签确认', en: 'counter-sign' } },
    dispute: { from: ['claimed'], to: 'disputed', words: { zh: '提出异议', en: 'dispute' } },
    restate: { from: ['disputed'], to: 'claimed', words: { zh: '重新主张', en: 'restate' } },
    deliver: { from: ['made'], to: 'made', words: { zh: '记录兑现', en: 'deliver' } },
    revise: { from: ['made'], to: 'made', words: { zh: '调整承诺', en: 'revise' } },
  },
};

export const pledgeRefusal = refusals({
  'pledge.not-found': { kind: 'not-found', zh: '找不到该承诺', en: 'there is no such pledge' },
  'pledge.not-own-unit': {
    kind: 'forbidden',
    zh: '只有主张承诺的申报单位可以办理',
    en: 'only the sponsor unit that claims the pledge may do this',
  },
  'pledge.not-addressed': {
    kind: 'forbidden',
    zh: '只有被主张的承诺单位本身可以确认或提出异议',
    en: 'only the unit said to have given the pledge may counter-sign or dispute it',
  },
  'pledge.not-party': {
    kind: 'forbidden',
    zh: '只有承诺的给予方和接受方可以办理',
    en: 'only the giver and the receiver of the pledge may do this',
  },
  'pledge.own-entry': {
    kind: 'forbidden',
    zh: '本单位填报的事项须由对方确认',
    en: 'what a unit entered is for the other side to answer',
  },
  'pledge.pilot-closed': {
    kind: 'conflict',
    zh: '试点已结束，不能再主张承诺',
    en: 'the pilot is closed; no pledge can be claimed on it',
  },
  'pledge.giver-unclear': {
    kind: 'invalid',
    zh: '承诺单位须填本县单位编号（giverId）或县外单位名称（giverName）之一；信用代码只随名称填写',
    en: 'name the giver either by id (giverId) or, outside the county, by name (giverName, with its creditCode)',
  },
  'pledge.giver-unknown': {
    kind: 'invalid',
    zh: '本县没有该单位，或该单位已撤销',
    en: 'the giver is no organisation of this county, or no longer',
  },
  'pledge.giver-is-receiver': {
    kind: 'invalid',
    zh: '承诺单位不能是申报单位自身',
    en: 'a unit cannot have pledged to itself',
    constraints: ['pledge_two_sides'],
  },
  'pledge.measure-wrong': {
    kind: 'invalid',
    zh: '资金承诺只填金额（amountFen），其他承诺只填数量（quantity，总量另填计量单位 unit），分期与总量一致',
    en: 'funds are stated as amountFen alone, anything else as quantity (its total with a unit); so is each tranche',
  },
  'pledge.amount-zero': { kind: 'invalid', zh: '数额须大于零', en: 'the amount must be more than nothing' },
  'pledge.tranches-do-not-add-up': {
    kind: 'invalid',
    zh: '各期合计 {sum}，应等于承诺总量 {total}',
    en: 'the tranches add up to {sum}; the pledge is {total}',
    constraints: ['pledge_terms_tranches_add_up'],
  },
  'pledge.nothing-restated': {
    kind: 'invalid',
    zh: '重新主张须至少改动一项内容',
    en: 'a restatement must change at least one of the terms',
  },
  'pledge.day-ahead': {
    kind: 'invalid',
    zh: '{day} 尚未到来：兑现和调整只能记录已发生的',
    en: '{day} is still to come: deliveries and revisions are facts',
  },
  'pledge.entry-not-found': {
    kind: 'not-found',
    zh: '该承诺下没有这条记录',
    en: 'there is no such entry on this pledge',
  },
  'pledge.entry-answered': {
    kind: 'conflict',
    zh: '该记录已有答复，不能再次答复',
    en: 'this entry has been answered already',
    constraints: ['pledge_delivery_answered_once', 'pledge_revision_answered_once'],
  },
  'pledge.revision-open': {
    kind: 'conflict',
    zh: '已有一项调整待对方答复：同一时间只能有一项',
    en: 'a revision is waiting for its answer; there may be one at a time',
    constraints: ['pledge_revision_one_open'],
  },
  'pledge.nothing-revised': {
    kind: 'invalid',
    zh: '调整后的总量与现有总量相同（{total}）',
    en: 'the new total equals the present one, {total}',
  },
});

/** Fen for funds, a count of units for everything else; the other one is null. */
export interface Measured {
  amountFen: Fen | null;
  quantity: number | null;
}

export interface StatedMeasure {
  amountFen?: Fen | null;
  quantity?: number | null;
}

export interface PledgeTerms extends Measured {
  what: string;
  /** 名、台、项: what `quantity` counts; null for funds. */
  unit: string | null;
  /** Sorted by due day; they add up to the whole. */
  tranches: readonly (Measured & { dueOn: Day })[];
}

export interface StatedTerms extends StatedMeasure {
  what: string;
  unit?: string | null;
  tranches: readonly (StatedMeasure & { dueOn: Day })[];
}

/** Reads an amount in the measure of its kind; `above` is the path to it. @throws Refusal pledge.measure-wrong */
export function measured(kind: PledgeKind, { amountFen = null, quantity = null }: StatedMeasure, above = ''): Measured {
  const fits = kind === 'funds' ? amountFen !== null && quantity === null : amountFen === null && quantity !== null;
  if (fits) return { amountFen, quantity };
  throw wrongMeasure(`${above}${measureField(kind)}`);
}

/** As `measured`, and more than nothing. @throws Refusal pledge.measure-wrong, pledge.amount-zero */
export function measuredSome(kind: PledgeKind, stated: StatedMeasure, above = ''): Measured {
  const some = measured(kind, stated, above);
  if (amountOf(some) > 0) return some;
  const fault = { field: `${above}${measureField(kind)}`, zh: '须大于零', en: 'must be more than 0' };
  throw pledgeRefusal('pledge.amount-zero', { fields: [fault] });
}

const measureField = (kind: PledgeKind): string => (kind === 'funds' ? 'amountFen' : 'quantity');

/**
 * What the sponsor states, put in order.
 * @throws Refusal pledge.measure-wrong, pledge.amount-zero, pledge.tranches-do-not-add-up
 */
export function stateTerms(kind: PledgeKind, stated: StatedTerms): PledgeTerms {
  const whole = measuredSome(kind, stated);
  const unit = stated.unit ?? null;
  if ((unit === null) !== (kind === 'funds')) throw wrongMeasure('unit');
  const tranches = stated.tranches
    .map((tranche, at) => ({ dueOn: tranche.dueOn, ...measuredSome(kind, tranche, `tranches[${at}].`) }))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn)));
  const [total, sum] = [amountOf(whole), sumFen(tranches.map(amountOf))];
  if (sum === total) return { what: stated.what, ...whole, unit, tranches };
  const fault = { field: 'tranches', zh: `合计应为 ${total}`, en: `must add up to ${total}` };
  throw pledgeRefusal('pledge.tranches-do-not-add-up', { figures: { sum, total }, fields: [fault] });
}

/** The one figure a measured thing carries: fen or units. */
export const amountOf = ({ amountFen, quantity }: Measured): number => amountFen ?? quantity ?? 0;

function wrongMeasure(field: string) {
  const fault = { field, zh: '与承诺种类不符', en: 'does not fit the kind of the pledge' };
  return pledgeRefusal('pledge.measure-wrong', { fields: [fault] });
}

export interface StatedGiver {
  giverId?: string | null;
  giverName?: string | null;
  creditCode?: string | null;
}

/** @throws Refusal pledge.giver-unclear, credit-code.invalid */
export function refuseUnclearGiver({ giverId, giverName, creditCode }: StatedGiver): void {
  const one = Boolean(giverId) !== Boolean(giverName) && (!creditCode || Boolean(giverName));
  if (!one) {
    const fault = { field: 'giverId', zh: '与 giverName 二选一', en: 'either this or giverName' };
    throw pledgeRefusal('pledge.giver-unclear', { fields: [fault] });
  }
  if (creditCode) parseCreditCode(creditCode);
}

/** The two sides of a pledge; `giver_id` is null for a body outside the county, which has no officer here. */
export interface Sides {
  giver_id: string | null;
  receiver_id: string;
}

/** @throws Refusal pledge.not-addressed */
export function refuseUnaddressed(sides: Sides, unit: string): void {
  if (sides.giver_id !== unit) throw pledgeRefusal('pledge.not-addressed');
}

/** @throws Refusal pledge.not-own-unit */
export function refuseForeignUnit(sides: Sides, unit: string): void {
  if (sides.receiver_id !== unit) throw pledgeRefusal('pledge.not-own-unit');
}

/** @throws Refusal pledge.not-party */
export function refuseStranger(sides: Sides, unit: string): void {
  if (sides.giver_id !== unit && sides.receiver_id !== unit) throw pledgeRefusal('pledge.not-party');
}

/** Only the other side answers an entry, and only once. @throws Refusal pledge.own-entry, pledge.entry-answered */
export function refuseAnswer(entry: { state: PledgeEntryState; entered_unit: string }, unit: string): void {
  if (entry.entered_unit === unit) throw pledgeRefusal('pledge.own-entry');
  if (entry.state !== 'entered') throw pledgeRefusal('pledge.entry-answered');
}

/** A fact has happened. @throws Refusal pledge.day-ahead */
export function refuseDayAhead(day: Day, today: Day): void {
  if (day <= today) return;
  const fault = { field: 'on', zh: '不能晚于今天', en: 'must not be after today' };
  throw pledgeRefusal('pledge.day-ahead', { figures: { day }, fields: [fault] });
}
