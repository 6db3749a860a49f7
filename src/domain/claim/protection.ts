// Protected consequences (受保护的事项): may a matter count against a unit or officer in appraisal, honours, rank, titles or
// rewards? Answered from decisions that were served, for a day, and never with the file (domain.md section 7, point 6).
// Only an exemption takes the matter away. A mitigated, reduced or lenient decision leaves it standing at the weight the
// decision gave it: it may count, as decided. Neither a running claim nor a silent registry protects anybody.

import type { DecisionKind } from './claim';
import { refusals, type Words } from '../errors';
import type { Title } from '../check/rulebook';
import type { Day } from '../period';

export const PROTECTION_ANSWERS = ['must-not-count', 'may-count', 'no-decision'] as const;
export type ProtectionAnswer = (typeof PROTECTION_ANSWERS)[number];

export const PROTECTION_REASONS = [
  'exempted',
  'cleared',
  'as-decided',
  'refused',
  'overturned',
  'expired',
  'not-served',
  'no-claim',
] as const;
export type ProtectionReason = (typeof PROTECTION_REASONS)[number];

export const PROTECTION_WORDS: Readonly<Record<ProtectionReason, Words>> = {
  exempted: { zh: '已认定免责，不得作为不利依据', en: 'exempted: it must not count against the one asked about' },
  cleared: { zh: '已澄清正名，不得作为不利依据', en: 'cleared: the accusation was false and must not count' },
  'as-decided': {
    zh: '可以作为依据，但以认定书所定的减责、减轻或者从轻为限',
    en: 'it may count, at no more weight than the decision left it (mitigated, reduced or lenient)',
  },
  refused: { zh: '已认定不予容错，可以作为依据', en: 'tolerance was refused: it may count' },
  overturned: { zh: '原免责认定已被复审或者复核改变', en: 'an earlier exemption was replaced in review: it may count' },
  expired: { zh: '免责认定的有效期已经届满', en: 'the validity of the exemption has ended: it may count' },
  'not-served': { zh: '尚无送达的认定', en: 'no decision was served by that day' },
  'no-claim': { zh: '没有容错申请', en: 'there is no claim on this matter' },
};

/** What rulebooks that name no consequences protect: the five that every claim is about (domain.md section 7). */
export const COMMON_CONSEQUENCES: readonly Title[] = [
  { zh: '绩效考核', en: 'performance appraisal' },
  { zh: '评先评优', en: 'honours' },
  { zh: '职务职级晋升', en: 'promotion in post and rank' },
  { zh: '职称评聘', en: 'professional titles' },
  { zh: '表彰奖励', en: 'commendation and reward' },
];

export const protectionRefusal = refusals({
  'protection.forbidden': {
    kind: 'forbidden',
    zh: '只有组织部门、纪检监察机关、审计员以及当事单位和本人可以查询',
    en: 'only the organisation department, the discipline body, the auditor, and the unit or officer concerned may ask',
  },
  'protection.nobody-named': {
    kind: 'invalid',
    zh: '须写明查询的单位（unit）或者人员（officer）',
    en: 'name the unit (unit) or the officer (officer) you ask about',
  },
  'protection.matter-unknown': {
    kind: 'not-found',
    zh: '没有与该单位（人员）有关的这一事项',
    en: 'there is no such matter concerning this unit or officer',
  },
});

export interface ServedDecision {
  code: string;
  kind: DecisionKind;
  servedOn: Day;
  /** null: without an end. */
  validThrough: Day | null;
}

export interface ProtectedMatter {
  /** In the order they were served. A later one replaces the earlier ones. */
  served: readonly ServedDecision[];
  /** Local day on which a clearance was confirmed. */
  clearedOn: Day | null;
  /** Was there ever a claim that was not withdrawn or turned away? */
  claimed: boolean;
}

export interface Protection {
  answer: ProtectionAnswer;
  reason: ProtectionReason;
  /** The one in force on the day, also where it protects nothing. */
  decision: ServedDecision | null;
}

/** May the matter count on this day? */
export function protectionOn({ served, clearedOn, claimed }: ProtectedMatter, day: Day): Protection {
  const known = served.filter(({ servedOn }) => servedOn <= day);
  const decision = known.at(-1) ?? null;
  if (clearedOn !== null && clearedOn <= day) return { answer: 'must-not-count', reason: 'cleared', decision };
  if (decision === null) return { answer: 'no-decision', reason: claimed ? 'not-served' : 'no-claim', decision };
  if (decision.kind === 'exempt') {
    const expired = decision.validThrough !== null && decision.validThrough < day;
    return expired
      ? { answer: 'may-count', reason: 'expired', decision }
      : { answer: 'must-not-count', reason: 'exempted', decision };
  }
  const overturned = known.some(({ kind }) => kind === 'exempt');
  if (overturned) return { answer: 'may-count', reason: 'overturned', decision };
  return { answer: 'may-count', reason: decision.kind === 'refused' ? 'refused' : 'as-decided', decision };
}

/** Who asks: the kind of the own unit, and whether the one asked about is himself or the own unit. */
export interface Asker {
  unitKind: string;
  auditor: boolean;
  concerned: boolean;
}

const BODIES = ['organisation-department', 'discipline'];

/** @throws Refusal protection.forbidden */
export function refuseStranger({ unitKind, auditor, concerned }: Asker): void {
  if (!concerned && !auditor && !BODIES.includes(unitKind)) throw protectionRefusal('protection.forbidden');
}
