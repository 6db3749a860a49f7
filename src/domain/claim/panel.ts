// The panel (合议组) and how its votes count: odd, large enough, distinct natural persons, one chair, nobody recused; the
// quorum is every seat, a majority is more than half of the seats for one and the same kind (domain.md section 7, point 4).

import { DECISION_KINDS, type DecisionKind } from './claim';
import { refusals, type FieldFault } from '../errors';

/** A person in a panel, or about to be. Two accounts of one natural person are one person. */
export interface Member {
  personId: string;
  chair: boolean;
  recused: boolean;
}

export interface Vote {
  personId: string;
  kind: DecisionKind;
}

export const panelRefusal = refusals({
  'claim.panel-missing': {
    kind: 'conflict',
    zh: '本阶段尚未组成合议组',
    en: 'no panel was formed for this stage yet',
  },
  'claim.panel-size': {
    kind: 'invalid',
    zh: '合议组应为不少于 {least} 人的单数，现为 {seats} 人',
    en: 'a panel has an odd number of seats, {least} at least; this one has {seats}',
  },
  'claim.panel-broken': {
    kind: 'conflict',
    zh: '合议组现有 {fit} 席可以履职（另有 {recused} 人应当回避），须为不少于 {least} 人的单数并有一名组长，请重新组成',
    en: '{fit} seats of the panel can act ({recused} more are recused); form it anew: odd, {least} at least, one chair',
  },
  'claim.panel-chair': {
    kind: 'invalid',
    zh: '合议组须有且只有一名组长，现有 {chairs} 名',
    en: 'a panel has exactly one chair; this one has {chairs}',
    constraints: ['claim_member_one_chair'],
  },
  'claim.panel-person-twice': {
    kind: 'invalid',
    zh: '同一自然人只能占一席，不论有几个账号',
    en: 'one natural person has one seat, whatever the accounts',
    constraints: ['claim_member_once'],
  },
  'claim.panel-recused': {
    kind: 'forbidden',
    zh: '第 {seat} 名成员应当回避（{grounds}）',
    en: 'member {seat} is recused ({grounds})',
  },
  'claim.panel-stranger': {
    kind: 'invalid',
    zh: '第 {seat} 名成员不是办理机关（{handling}）现任的纪检监察人员',
    en: 'member {seat} is no inspector of the handling county, city or province ({handling}) now',
  },
  'claim.panel-voted': {
    kind: 'conflict',
    zh: '合议组本轮表决已形成多数意见，不得为改变结果另组合议组',
    en: 'the panel has reached a majority in this round; no other panel is formed to change it',
  },
  'claim.panel-keeps': {
    kind: 'conflict',
    zh: '本阶段已表决且无须回避的成员保留席位，不得更换（拟定名单少 {missing} 人）；可以增补成员',
    en: 'whoever has voted in this stage and is not recused keeps the seat; {missing} such members are left out. More may be added',
  },
  'claim.voted-already': {
    kind: 'conflict',
    zh: '本轮已表决，不得更改；改变意见须待下一轮',
    en: 'you have voted in this round; a changed mind waits for the next one',
    constraints: ['claim_opinion_once'],
  },
  'claim.votes-missing': {
    kind: 'conflict',
    zh: '合议组 {seats} 人中只有 {voted} 人表决，全体在任成员须表决',
    en: '{voted} of {seats} members have voted; every sitting member must',
  },
  'claim.no-majority': {
    kind: 'conflict',
    zh: '没有形成多数意见：{seats} 席中得票最多的为 {most} 票，须超过半数；请退回核实或者增补合议组成员后再次表决',
    en: 'no majority: of {seats} seats the most votes for one kind are {most}, more than half is needed; reopen, or add members to the panel, to vote again',
  },
  'claim.no-quorum': {
    kind: 'conflict',
    zh: '没有合议组多数票支持的认定不能生效',
    en: 'no decision stands without the majority of a lawful panel behind it',
    constraints: ['claim_quorum'],
  },
});

/** Never below three, never even, whatever a rulebook says. */
export function leastSeats(panelSize: number): number {
  const least = Math.max(3, Math.ceil(panelSize));
  return least % 2 === 0 ? least + 1 : least;
}

const isSize = (seats: number, panelSize: number): boolean => seats % 2 === 1 && seats >= leastSeats(panelSize);

const fault = (field: string, zh: string, en: string): FieldFault => ({ field, zh, en });

/** A panel about to sit. @throws Refusal claim.panel-size, claim.panel-person-twice, claim.panel-chair, claim.panel-recused */
export function refuseUnfitPanel(members: readonly Member[], panelSize: number): void {
  const seats = members.length;
  if (!isSize(seats, panelSize)) {
    throw panelRefusal('claim.panel-size', {
      figures: { seats, least: leastSeats(panelSize) },
      fields: [fault('members', '人数不符', 'has the wrong number')],
    });
  }
  const twice = members.findIndex((one, at) => members.findIndex(({ personId }) => personId === one.personId) < at);
  if (twice >= 0) {
    const fields = [fault(`members[${twice}].accountId`, '与前面为同一人', 'is a person named before')];
    throw panelRefusal('claim.panel-person-twice', { fields });
  }
  const chairs = members.filter(({ chair }) => chair).length;
  if (chairs !== 1) {
    throw panelRefusal('claim.panel-chair', {
      figures: { chairs },
      fields: [fault('members', '须有一名组长', 'needs one chair')],
    });
  }
  const recused = members.findIndex(one => one.recused);
  if (recused >= 0) throw panelRefusal('claim.panel-recused', { figures: { seat: recused + 1, grounds: null } });
}

/** A panel that sits already, recusals since then included. @throws Refusal claim.panel-missing, claim.panel-broken */
export function refuseBrokenPanel(members: readonly Member[], panelSize: number): void {
  if (members.length === 0) throw panelRefusal('claim.panel-missing');
  const fit = seated(members);
  if (isSize(fit.length, panelSize) && fit.some(({ chair }) => chair)) return;
  const figures = { fit: fit.length, recused: members.length - fit.length, least: leastSeats(panelSize) };
  throw panelRefusal('claim.panel-broken', { figures });
}

/** Whoever is recused has no seat any more, and a vote he gave before counts no more. */
const seated = (members: readonly Member[]): Member[] => members.filter(one => !one.recused);

export interface Tally {
  seats: number;
  voted: number;
  /** Votes by kind, of those who have a seat. */
  counts: Readonly<Record<DecisionKind, number>>;
  /** The kind with more than half of the seats; null while there is none. */
  majority: DecisionKind | null;
  /** Votes for another kind than the majority's; null without a majority. */
  dissent: number | null;
}

/** @param votes of one round */
export function tally(members: readonly Member[], votes: readonly Vote[]): Tally {
  const persons = new Set(seated(members).map(({ personId }) => personId));
  const voters = new Map(votes.filter(({ personId }) => persons.has(personId)).map(one => [one.personId, one.kind]));
  const counts: Record<DecisionKind, number> = { exempt: 0, mitigated: 0, reduced: 0, lenient: 0, refused: 0 };
  for (const kind of voters.values()) counts[kind] += 1;
  const majority = DECISION_KINDS.find(kind => counts[kind] * 2 > persons.size) ?? null;
  const dissent = majority === null ? null : voters.size - counts[majority];
  return { seats: persons.size, voted: voters.size, counts, majority, dissent };
}

/**
 * What the panel has decided in a round: the quorum is every seat, so that nobody is decided over before having spoken.
 * @throws Refusal claim.panel-missing, claim.panel-broken, claim.votes-missing, claim.no-majority
 */
export function majorityOf(members: readonly Member[], votes: readonly Vote[], panelSize: number): DecisionKind {
  refuseBrokenPanel(members, panelSize);
  const { seats, voted, counts, majority } = tally(members, votes);
  if (voted < seats) throw panelRefusal('claim.votes-missing', { figures: { seats, voted } });
  const most = Math.max(...Object.values(counts));
  if (majority === null) throw panelRefusal('claim.no-majority', { figures: { seats, most } });
  return majority;
}

/**
 * Forming a panel anew while it votes opens a new round; once a lawful panel has voted it is not replaced until it says
 * something else. @throws Refusal claim.panel-voted
 */
export function refuseOtherPanel(members: readonly Member[], votes: readonly Vote[], panelSize: number): void {
  const fit = seated(members);
  if (!isSize(fit.length, panelSize) || fit.length < members.length) return;
  const { seats, voted, majority } = tally(members, votes);
  if (voted === seats && majority !== null) throw panelRefusal('claim.panel-voted');
}

/**
 * Nobody is exchanged for how he votes, by whatever way round: not after a reopening, a hung vote or another's recusal.
 * @param voted persons who voted in any round of the stage and still hold their office @throws Refusal claim.panel-keeps
 */
export function refuseExchange(sitting: readonly Member[], next: readonly Member[], voted: readonly string[]): void {
  const stays = new Set(next.map(({ personId }) => personId));
  const left = seated(sitting).filter(({ personId }) => voted.includes(personId) && !stays.has(personId));
  if (left.length === 0) return;
  throw panelRefusal('claim.panel-keeps', {
    figures: { missing: left.length },
    fields: [fault('members', '缺少已表决的成员', 'leaves out members who have voted')],
  });
}
