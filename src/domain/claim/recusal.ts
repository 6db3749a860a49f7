// Recusal (回避) from a claim: who takes no part in it, on what ground, and who decides where people must (domain.md
// section 2 and section 7, point 4). It goes by natural person: what one account has done or been, all of them have.

import type { ClaimAct } from './claim';
import { refusals, type Words } from '../errors';
import type { Instant } from '../period';

/** Grounds people state, for themselves or against others; the registry cannot see them. */
export const STATED_GROUNDS = ['relative', 'witness', 'interest', 'other'] as const;
export type StatedGround = (typeof STATED_GROUNDS)[number];

export const RECUSAL_GROUNDS = [
  'filed',
  'counter-signed',
  'approved',
  'benefited',
  'own-unit',
  'earlier-stage',
  ...STATED_GROUNDS,
] as const;
export type RecusalGround = (typeof RECUSAL_GROUNDS)[number];

export const RECUSAL_ORIGINS = ['automatic', 'declared', 'demanded'] as const;
export type RecusalOrigin = (typeof RECUSAL_ORIGINS)[number];
export const RECUSAL_STATES = ['pending', 'upheld', 'refused'] as const;
export type RecusalState = (typeof RECUSAL_STATES)[number];

const WORDS: Readonly<Record<RecusalGround, Words>> = {
  filed: { zh: '经办过该试点的登记、备案或者申请', en: 'has registered, led or filed in this matter' },
  'counter-signed': { zh: '经办过该试点的上级承诺', en: 'has stood for a pledge of this pilot' },
  approved: { zh: '经办过该试点的审批', en: 'has handled an approval of this pilot' },
  benefited: {
    zh: '属于因该试点受益或者所涉的单位、人员',
    en: 'is of a unit, or the person, that the matter benefits or concerns',
  },
  'own-unit': {
    zh: '现在或者曾经属于被申请单位、申报单位或其上级单位',
    en: 'belongs or belonged to the unit under claim, to the sponsor, or to a superior of theirs',
  },
  'earlier-stage': { zh: '参与过本申请前一阶段的办理', en: 'has taken part in an earlier stage of this claim' },
  relative: { zh: '与有关人员有近亲属关系', en: 'is a near relative of somebody concerned' },
  witness: { zh: '是本案证人', en: 'is a witness in the matter' },
  interest: { zh: '与本案有利害关系', en: 'has an interest in the matter' },
  other: { zh: '有其他可能影响公正处理的情形', en: 'is otherwise not free to be impartial' },
};
export const groundWords = (ground: RecusalGround): Words => WORDS[ground];

/** Where somebody works, or worked until a move was recorded. */
export interface Posting {
  unit: string;
  until: Instant | null;
}

/** What stands above a unit, or stood there until a change was recorded. */
export interface Superior {
  unit: string;
  above: string;
  until: Instant | null;
}

/** What somebody has done in the matter; `interest`: brought it, as accuser or by proposing the claim. */
export interface Hand {
  person: string;
  part: Exclude<RecusalGround, 'own-unit' | 'relative' | 'witness' | 'other'>;
}

/** What the registry knows of a claim's surroundings. */
export interface Matter {
  /** Since when there is anything to be partial about: the instant the pilot came on record. */
  since: Instant;
  /** The unit under claim and the pilot's sponsor. */
  units: readonly string[];
  superiors: readonly Superior[];
  /** Units that partake in the scope or are concerned by the flaw. */
  benefited: readonly string[];
  hands: readonly Hand[];
}

export interface Person {
  personId: string;
  /** Of all accounts of this natural person, disabled ones too. */
  postings: readonly Posting[];
}

/** `deciding` is more than `handling`: who brought the matter may admit it and hear the sides, but judges nothing. */
export type Capacity = 'handling' | 'deciding';

const DECIDING_ACTS: readonly ClaimAct[] = [
  'opine',
  'propose',
  'issue',
  'refer',
  'approve-referral',
  'send-back',
  'send-back-review',
];
export const capacityOf = (act: ClaimAct): Capacity => (DECIDING_ACTS.includes(act) ? 'deciding' : 'handling');

/** Each ground once, in the order of RECUSAL_GROUNDS; empty: the registry sees nothing against this person. */
export function automaticGrounds(matter: Matter, person: Person, capacity: Capacity): RecusalGround[] {
  const heldSince = ({ until }: { until: Instant | null }) => until === null || until > matter.since;
  const own = new Set(person.postings.filter(heldSince).map(({ unit }) => unit));
  const line = lineOf(matter.units, matter.superiors.filter(heldSince));
  const found = new Set<RecusalGround>(
    matter.hands.filter(hand => hand.person === person.personId).map(({ part }) => part),
  );
  if ([...line].some(unit => own.has(unit))) found.add('own-unit');
  if (matter.benefited.some(unit => own.has(unit))) found.add('benefited');
  if (capacity === 'handling') found.delete('interest');
  return RECUSAL_GROUNDS.filter(ground => found.has(ground));
}

/** The units and all above them up to the top, whatever stood above at any time; a circle ends it. */
function lineOf(units: readonly string[], superiors: readonly Superior[]): Set<string> {
  const line = new Set(units);
  // A set visits what is added to it meanwhile.
  for (const unit of line) {
    for (const superior of superiors) if (superior.unit === unit) line.add(superior.above);
  }
  return line;
}

/** Declared and automatic recusals hold at once; a demanded one only when it is upheld. */
export function holds({ state, origin }: { state: RecusalState; origin: RecusalOrigin }): boolean {
  return state === 'upheld' || (state === 'pending' && origin !== 'demanded');
}

export type Decider = 'chair' | 'handling' | 'higher';

export interface Deciding {
  /** The person to be recused sits or handles in the body above, as for a referral. */
  ofHigher: boolean;
  person: string;
  raisedBy: string;
  /** The sitting chair who is free to decide, if there is one. */
  chair: string | null;
}

/** Nobody decides about himself or about his own demand; then another inspector of the body does it. */
export function deciderOf({ ofHigher, person, raisedBy, chair }: Deciding): Decider {
  if (ofHigher) return 'higher';
  return chair === null || chair === person || chair === raisedBy ? 'handling' : 'chair';
}

const DECIDERS: Readonly<Record<Decider, Words>> = {
  chair: { zh: '本阶段合议组组长', en: 'the chair of the sitting panel' },
  handling: {
    zh: '办理机关中本人、提出人以外无须回避的纪检监察人员',
    en: 'another inspector of the handling body, neither recused nor the one who raised it',
  },
  higher: {
    zh: '上一级机关中本人、提出人以外无须回避的纪检监察人员',
    en: 'another inspector of the body one level up, neither recused nor the one who raised it',
  },
};
export const deciderWords = (decider: Decider): Words => DECIDERS[decider];

export const claimRecusalRefusal = refusals({
  'recusal.not-found': { kind: 'not-found', zh: '找不到该回避事项', en: 'there is no such recusal' },
  'recusal.decided-already': {
    kind: 'conflict',
    zh: '该回避事项已有决定',
    en: 'this recusal was decided already',
    constraints: ['claim_recusal_frozen'],
  },
  'recusal.open-already': {
    kind: 'conflict',
    zh: '对该人员的回避正在等待决定，或者其已回避',
    en: 'a recusal of this person is open already, or holds already',
    constraints: ['claim_recusal_open_once'],
  },
  'recusal.wrong-decider': {
    kind: 'forbidden',
    zh: '该回避由{who}决定',
    en: 'this recusal is decided by {who_en}',
    constraints: ['claim_recusal_own'],
  },
  'recusal.not-involved': {
    kind: 'invalid',
    zh: '该人员（accountId）不办理本申请，也不在合议组',
    en: 'this person (accountId) neither handles the claim nor may sit on it',
  },
  'recusal.not-a-side': {
    kind: 'forbidden',
    zh: '只有申请人一方或者提出问责、认定瑕疵的一方可以要求他人回避',
    en: 'only the side of the claimant or the side that holds the flaw against it may demand a recusal',
  },
  'recusal.claim-over': {
    kind: 'conflict',
    zh: '该容错申请已经结束，不再提出或者决定回避',
    en: 'this claim is over; no recusal is raised or decided any more',
  },
  'claim.recusal-open': {
    kind: 'conflict',
    zh: '合议组成员、拟定人或者签发人的回避尚未决定，不能拟定或者签发认定',
    en: 'a recusal of a sitting member, the proposer or the issuer is not decided yet; nothing is proposed or issued',
  },
});
