// What the procedure before the panel refuses, from the record that somebody is held to account to the closing of the file
// (domain.md section 7, points 1 to 3 and 6), and the facts it turns on: who speaks for a side, which days can be.

import { claimRefusal, type ClaimSide, type ClaimStage } from './claim';
import { refusals } from '../errors';
import type { Day } from '../period';

export const procedureRefusal = refusals({
  'accountability.not-discipline': {
    kind: 'forbidden',
    zh: '问责事项由纪检监察机关登记和办结',
    en: 'accountability is recorded and ended by a discipline body',
  },
  'accountability.day-wrong': {
    kind: 'invalid',
    zh: '{field} 须在 {from} 至 {to} 之间',
    en: '{field} must lie between {from} and {to}',
    constraints: ['accountability_ended_whole'],
  },
  'accountability.ended-already': {
    kind: 'conflict',
    zh: '该问责事项已经办结',
    en: 'this accountability matter has ended already',
    constraints: ['accountability_frozen'],
  },
  'claim.extended-already': {
    kind: 'conflict',
    zh: '每一阶段只能延长一次',
    en: 'a term is extended once a stage, and it has been',
    constraints: ['claim_act_one_extension'],
  },
  'claim.extension-unprovided': {
    kind: 'conflict',
    zh: '清单 {rulebook} 没有规定可以延长调查核实期限',
    en: 'rulebook {rulebook} provides no extension of fact-finding',
  },
  'claim.extension-late': {
    kind: 'conflict',
    zh: '调查核实期限已于 {due} 届满，不得再延长；逾期如实计算',
    en: 'the term of fact-finding ended on {due}; it is not extended afterwards, and the delay stays visible',
  },
  'claim.appeal-open': {
    kind: 'conflict',
    zh: '申请复审、复核的期限至 {through} 止，其后方可办结',
    en: 'a review may be asked for through {through}; the claim is closed after that day',
  },
  'claim.side-foreign': {
    kind: 'forbidden',
    zh: '只能代表自己一方陈述（side）',
    en: 'nobody speaks for the other side (side)',
  },
  'claim.speaker-missing': {
    kind: 'invalid',
    zh: '由办案人员记录的陈述须写明陈述人的职务（spokenBy，不写姓名）',
    en: 'words taken down by an inspector need the post of the speaker (spokenBy, no name)',
  },
  'claim.heard-ahead': {
    kind: 'invalid',
    zh: '听取陈述之日 {day} 晚于今天 {today}',
    en: 'the day of hearing, {day}, lies after today, {today}',
  },
});

/** @throws Refusal accountability.day-wrong, naming `field` */
export function refuseDayOutside(field: string, day: Day, { from, to }: { from: Day; to: Day }): void {
  if (from <= day && day <= to) return;
  const fault = { field, zh: `须在 ${from} 至 ${to} 之间`, en: `must lie between ${from} and ${to}` };
  throw procedureRefusal('accountability.day-wrong', { figures: { field, from, to }, fields: [fault] });
}

/** A claim answers a matter that has begun and is not ended. @throws Refusal accountability.ended */
export function refuseEnded({ state, endedOn }: { state: string; endedOn: Day | null }): void {
  if (state !== 'begun') throw claimRefusal('accountability.ended', { figures: { endedOn } });
}

export interface Heard {
  side: ClaimSide;
  stage: ClaimStage;
}

/**
 * Whether each side had its say in the present stage. Filing a claim, and asking for a review, are words of the claimant;
 * a claim that the body itself proposed says nothing for him.
 */
export function sidesHeard(
  claim: { stage: ClaimStage; proposed: boolean },
  statements: readonly Heard[],
): Record<ClaimSide, boolean> {
  const spoke = (side: ClaimSide) => statements.some(one => one.side === side && one.stage === claim.stage);
  return {
    claimant: claim.stage !== 'first' || !claim.proposed || spoke('claimant'),
    accuser: spoke('accuser'),
  };
}
