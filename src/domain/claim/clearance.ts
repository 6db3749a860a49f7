// Clearances (澄清正名): where an accusation was false, the one accused is cleared as widely as he suffered. One inspector
// proposes it, another natural person confirms it (domain.md section 7, point 6).

import type { DecisionKind } from './claim';
import { refusals } from '../errors';
import type { Lifecycle } from '../lifecycle';

export const CLEARANCE_STATES = ['proposed', 'confirmed', 'dropped'] as const;
export type ClearanceState = (typeof CLEARANCE_STATES)[number];

export const CLEARANCE_LIFECYCLE: Lifecycle<ClearanceState, 'confirm' | 'drop'> = {
  concept: { zh: '澄清', en: 'clearance' },
  initial: 'proposed',
  states: {
    proposed: { zh: '拟澄清', en: 'proposed' },
    confirmed: { zh: '已澄清', en: 'confirmed' },
    dropped: { zh: '不予澄清', en: 'dropped' },
  },
  acts: {
    confirm: { from: ['proposed'], to: 'confirmed', words: { zh: '确认', en: 'confirm' } },
    drop: { from: ['proposed'], to: 'dropped', words: { zh: '放弃', en: 'drop' } },
  },
};

export const clearanceRefusal = refusals({
  'clearance.not-found': { kind: 'not-found', zh: '找不到该澄清事项', en: 'there is no such clearance' },
  'clearance.not-open': {
    kind: 'conflict',
    zh: '只有免责认定生效，或者问责已经撤销，方可澄清正名（现为：{decision}）',
    en: 'only an exemption in force, or accountability that was dropped, opens a clearance (now: {decision})',
  },
  'clearance.open-already': {
    kind: 'conflict',
    zh: '该申请已有拟定或者确认的澄清',
    en: 'a clearance of this claim is proposed or confirmed already',
    constraints: ['claim_clearance_once'],
  },
  'clearance.one-person': {
    kind: 'forbidden',
    zh: '澄清须由提出人以外的另一人确认（同一自然人的多个账号视为一人）',
    en: 'another natural person confirms a clearance; several accounts of one person count once',
    constraints: ['claim_clearance_two_persons'],
  },
  'clearance.frozen': {
    kind: 'conflict',
    zh: '澄清的这些内容不可更改',
    en: 'this part of a clearance never changes',
    constraints: ['claim_clearance_frozen'],
  },
});

/** @throws Refusal clearance.not-open */
export function refuseUnclearable(matter: { inForce: DecisionKind | null; dropped: boolean }): void {
  if (matter.dropped || matter.inForce === 'exempt') return;
  throw clearanceRefusal('clearance.not-open', { figures: { decision: matter.inForce ?? '—' } });
}

/** @throws Refusal clearance.one-person */
export function refuseSamePerson(proposer: string, confirmer: string): void {
  if (proposer === confirmer) throw clearanceRefusal('clearance.one-person');
}
