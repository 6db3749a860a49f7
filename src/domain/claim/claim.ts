// The claim (容错申请): its life from filing to a decision that stands, who may act in which state, and the words it is
// refused in (domain.md section 7). Who is recused, how votes count and when terms end stand in the files beside this one.

import { refusals } from '../errors';
import type { Lifecycle } from '../lifecycle';

export const CLAIM_STATES = [
  'filed',
  'admitted',
  'not-admitted',
  'investigating',
  'suspended',
  'deliberating',
  'referred',
  'decided',
  'served',
  're-review',
  'upper-review',
  'closed',
  'withdrawn',
] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** The first decision, the re-review (复审) by others of the same body, the upper review (复核) by the next higher body. */
export const CLAIM_STAGES = ['first', 're-review', 'upper-review'] as const;
export type ClaimStage = (typeof CLAIM_STAGES)[number];

/** Mildest first. 减责 takes part of the responsibility away, 减轻 goes below the range of the measure, 从轻 stays within it. */
export const DECISION_KINDS = ['exempt', 'mitigated', 'reduced', 'lenient', 'refused'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** What a claimant may wish for: every kind but the refusal. */
export const WISHES = ['exempt', 'mitigated', 'reduced', 'lenient'] as const satisfies readonly DecisionKind[];
export type Wish = (typeof WISHES)[number];

export const ELEMENTS = ['motive', 'conditions', 'procedure', 'gravity', 'consequences', 'remedy'] as const;

/** The side of the claim, and the side that holds the flaw against it. */
export const CLAIM_SIDES = ['claimant', 'accuser'] as const;
export type ClaimSide = (typeof CLAIM_SIDES)[number];

/** By whom it was filed: the unit, the person concerned, or proposed by the body handling the flaw. */
export const CLAIMANT_KINDS = ['unit', 'person', 'proposed'] as const;
export type ClaimantKind = (typeof CLAIMANT_KINDS)[number];

export const CLAIM_ACTS = [
  'file',
  'withdraw',
  'admit',
  'refuse-admission',
  'investigate',
  'state',
  'establish',
  'judge',
  'extend',
  'suspend',
  'resume',
  'form-panel',
  'deliberate',
  'reopen',
  'opine',
  'propose',
  'issue',
  'refer',
  'approve-referral',
  'send-back',
  'send-back-review',
  'serve',
  'request-re-review',
  'request-upper-review',
  'close',
  'clear',
] as const;
export type ClaimAct = (typeof CLAIM_ACTS)[number];
/** `file` makes the claim; every other act finds it in a state. */
export type ClaimStep = Exclude<ClaimAct, 'file'>;

const DECIDING: readonly ClaimState[] = ['deliberating', 're-review', 'upper-review'];
const FINDING: readonly ClaimState[] = ['investigating', 're-review', 'upper-review'];

export const CLAIM_LIFECYCLE: Lifecycle<ClaimState, ClaimStep, null> = {
  concept: { zh: '容错申请', en: 'claim' },
  initial: 'filed',
  states: {
    filed: { zh: '已申请', en: 'filed' },
    admitted: { zh: '已受理', en: 'admitted' },
    'not-admitted': { zh: '不予受理', en: 'not admitted' },
    investigating: { zh: '调查核实', en: 'investigating' },
    suspended: { zh: '中止', en: 'suspended' },
    deliberating: { zh: '合议', en: 'deliberating' },
    referred: { zh: '报上级批准', en: 'referred to the higher level' },
    decided: { zh: '已认定', en: 'decided' },
    served: { zh: '已送达', en: 'served' },
    're-review': { zh: '复审', en: 're-review' },
    'upper-review': { zh: '复核', en: 'upper review' },
    closed: { zh: '已办结', en: 'closed' },
    withdrawn: { zh: '已撤回', en: 'withdrawn' },
  },
  acts: {
    withdraw: {
      from: ['filed', 'admitted', 'investigating', 'suspended'],
      to: 'withdrawn',
      words: { zh: '撤回', en: 'withdraw' },
    },
    admit: { from: ['filed'], to: 'admitted', words: { zh: '受理', en: 'admit' } },
    'refuse-admission': { from: ['filed'], to: 'not-admitted', words: { zh: '不予受理', en: 'refuse admission' } },
    investigate: { from: ['admitted'], to: 'investigating', words: { zh: '开始调查核实', en: 'begin fact-finding' } },
    state: { from: ['admitted', ...FINDING], to: null, words: { zh: '陈述', en: 'make a statement' } },
    establish: { from: FINDING, to: null, words: { zh: '认定事实', en: 'establish a fact' } },
    judge: { from: FINDING, to: null, words: { zh: '回答问题', en: 'answer a question' } },
    extend: { from: ['investigating'], to: null, words: { zh: '延长期限', en: 'extend the term' } },
    suspend: { from: ['investigating'], to: 'suspended', words: { zh: '中止', en: 'suspend' } },
    resume: { from: ['suspended'], to: 'investigating', words: { zh: '恢复', en: 'resume' } },
    'form-panel': {
      from: ['investigating', ...DECIDING],
      to: null,
      words: { zh: '组成合议组', en: 'form the panel' },
    },
    deliberate: { from: ['investigating'], to: 'deliberating', words: { zh: '提请合议', en: 'open deliberation' } },
    reopen: { from: ['deliberating'], to: 'investigating', words: { zh: '退回核实', en: 'go back to fact-finding' } },
    opine: { from: DECIDING, to: null, words: { zh: '发表意见并表决', en: 'give an opinion and vote' } },
    propose: { from: DECIDING, to: null, words: { zh: '拟定认定', en: 'propose a decision' } },
    issue: { from: DECIDING, to: 'decided', words: { zh: '签发认定', en: 'issue the decision' } },
    refer: { from: ['deliberating', 're-review'], to: 'referred', words: { zh: '报上级批准', en: 'refer upwards' } },
    'approve-referral': { from: ['referred'], to: 'decided', words: { zh: '批准', en: 'approve' } },
    'send-back': { from: ['referred'], to: 'deliberating', words: { zh: '发回合议', en: 'send back' } },
    'send-back-review': {
      from: ['referred'],
      to: 're-review',
      words: { zh: '发回复审', en: 'send back to re-review' },
    },
    serve: { from: ['decided'], to: 'served', words: { zh: '送达', en: 'serve' } },
    'request-re-review': { from: ['served'], to: 're-review', words: { zh: '申请复审', en: 'ask for re-review' } },
    'request-upper-review': {
      from: ['served'],
      to: 'upper-review',
      words: { zh: '申请复核', en: 'ask for upper review' },
    },
    close: { from: ['served'], to: 'closed', words: { zh: '办结', en: 'close' } },
    clear: { from: ['decided', 'served', 'closed'], to: null, words: { zh: '澄清正名', en: 'clear' } },
  },
};

/**
 * In whose hands an act is. `claimant`: the unit or person of the claim; `side`: either side, through its own people;
 * `handling`: an inspector of the body that handles it; `panel`: a sitting member; `higher`: an inspector of the body above.
 */
export type Hands = 'claimant' | 'side' | 'handling' | 'panel' | 'higher';
export const CLAIM_HANDS: Readonly<Record<ClaimStep, Hands>> = {
  withdraw: 'claimant',
  admit: 'handling',
  'refuse-admission': 'handling',
  investigate: 'handling',
  state: 'side',
  establish: 'handling',
  judge: 'handling',
  extend: 'handling',
  suspend: 'handling',
  resume: 'handling',
  'form-panel': 'handling',
  deliberate: 'handling',
  reopen: 'panel',
  opine: 'panel',
  propose: 'panel',
  issue: 'handling',
  refer: 'handling',
  'approve-referral': 'higher',
  'send-back': 'higher',
  'send-back-review': 'higher',
  serve: 'handling',
  'request-re-review': 'claimant',
  'request-upper-review': 'claimant',
  close: 'handling',
  clear: 'handling',
};

/** Why fact-finding may rest: a closed list, so that a clock is never stopped by a word. */
export const SUSPENSION_GROUNDS = [
  'expert-appraisal',
  'other-proceedings',
  'claimant-unavailable',
  'force-majeure',
] as const;
export type SuspensionGround = (typeof SUSPENSION_GROUNDS)[number];

export const claimRefusal = refusals({
  'claim.not-found': { kind: 'not-found', zh: '找不到该容错申请', en: 'there is no such claim' },
  'accountability.not-found': {
    kind: 'not-found',
    zh: '找不到该问责事项',
    en: 'there is no such accountability matter',
  },
  'accountability.open-already': {
    kind: 'conflict',
    zh: '对该单位（人员）的同一瑕疵已有未办结的问责',
    en: 'accountability over this flaw is open against this unit or officer already',
    constraints: ['accountability_open_once'],
  },
  'accountability.ended': {
    kind: 'conflict',
    zh: '问责已于 {endedOn} 作出决定，容错申请须在此前提出',
    en: 'accountability was decided on {endedOn}; a claim is filed before that',
  },
  'accountability.claim-open': {
    kind: 'conflict',
    zh: '容错申请 {claim} 尚未首次认定并送达，不能作出问责决定（state）；可以撤销问责',
    en: 'claim {claim} has no first decision served yet; accountability is not decided (state) before that, but may be dropped',
    constraints: ['accountability_claim_open'],
  },
  'accountability.unit-unconcerned': {
    kind: 'invalid',
    zh: '该单位不是该瑕疵涉及的单位（unitId）',
    en: 'this unit (unitId) is not concerned by the flaw',
  },
  'accountability.officer-elsewhere': {
    kind: 'invalid',
    zh: '该人员（accountId）不属于该单位',
    en: 'this officer (accountId) is not of the unit',
  },
  'claim.not-concerned': {
    kind: 'forbidden',
    zh: '只有被问责的单位、本人或者办理该瑕疵的机关可以提出',
    en: 'only the unit or officer held to account, or the body handling the flaw, may file this claim',
  },
  'claim.open-already': {
    kind: 'conflict',
    zh: '该问责事项已有容错申请',
    en: 'there is a claim on this matter already',
    constraints: ['claim_once'],
  },
  'claim.flaw-open': {
    kind: 'conflict',
    zh: '该瑕疵尚有未办结的容错申请，事实仍须核实，不能办结',
    en: 'a claim on this flaw is not closed yet and may still need its facts: the flaw stays open',
    constraints: ['flaw_claim_open'],
  },
  'claim.not-handling': {
    kind: 'forbidden',
    zh: '该申请由 {handling} 的纪检监察机关办理（{why}）',
    en: 'this claim is handled by the discipline body of {handling} ({why_en})',
  },
  'claim.not-higher': {
    kind: 'forbidden',
    zh: '须由上一级（{higher}）纪检监察机关办理',
    en: 'this is for the discipline body one level up ({higher})',
  },
  'claim.not-claimant': {
    kind: 'forbidden',
    zh: '只有申请人可以进行此操作',
    en: 'only the claimant may do this',
  },
  'claim.not-member': {
    kind: 'forbidden',
    zh: '只有本阶段在任的合议组成员可以进行此操作',
    en: 'only a sitting member of this stage may do this',
    constraints: ['claim_opinion_member'],
  },
  'claim.recused': {
    kind: 'forbidden',
    zh: '应当回避：{why}',
    en: 'recusal applies: {why_en}',
    constraints: ['claim_recused'],
  },
  'claim.frozen': {
    kind: 'conflict',
    zh: '申请的这些内容不可更改',
    en: 'this part of a claim never changes',
    constraints: ['claim_frozen', 'claim_moves'],
  },
});
