// What the higher level must approve first (报上级批准): forged papers and a loss over the cap where the rulebook names them,
// and leniency in spite of a red line, always (domain.md section 7, point 5).

import type { BookFinding, Finding } from '../check/finding';
import type { Rulebook } from '../check/rulebook';
import type { ClaimStage, DecisionKind } from './claim';
import { REFERRAL_GROUNDS, type ReferralGround } from './decision';
import { refusals, type Words } from '../errors';

export const REFERRAL_WORDS: Readonly<Record<ReferralGround, Words>> = {
  'forged-papers': { zh: '涉及伪造材料', en: 'forged papers' },
  'loss-over-cap': { zh: '损失超过限额', en: 'a loss over the cap' },
  barred: { zh: '触碰红线而拟不作“不予容错”', en: 'leniency in spite of a red line' },
};

export const referralRefusal = refusals({
  'claim.referral-due': {
    kind: 'conflict',
    zh: '须先报上级批准：{grounds}',
    en: 'the higher level approves first: {grounds_en}',
    constraints: ['claim_decision_approved'],
  },
  'claim.no-referral-due': {
    kind: 'conflict',
    zh: '没有须报上级批准的情形，应直接签发',
    en: 'nothing here is for the higher level: issue the decision',
  },
});

/** What a referral is judged by: the finding, and the values of its facts that it may not show. */
export interface ReferralFacts {
  finding: Pick<Finding, 'outcome' | 'applied'>;
  /** The fact answered yes. */
  forgedPapers: boolean;
  lossFen: number | null;
}

/**
 * What sends a decision of this kind to the higher level: each ground of fact only where the rulebook names it. Sorted.
 * @param rulebook of the finding applied or of the claim: its list and its cap
 */
export function referralGrounds(
  kind: DecisionKind,
  { finding, forgedPapers, lossFen }: ReferralFacts,
  { higherLevel, caps }: Pick<Rulebook, 'higherLevel' | 'caps'>,
): ReferralGround[] {
  const { outcome, applied } = finding;
  const cap = capInForce(applied) ?? caps.lossFen;
  const found: Record<ReferralGround, boolean> = {
    'forged-papers': higherLevel.includes('forged-papers') && (forgedPapers || forgedLineCrossed(applied)),
    'loss-over-cap': higherLevel.includes('loss-over-cap') && cap !== null && lossFen !== null && lossFen > cap,
    barred: outcome === 'barred' && kind !== 'refused',
  };
  return REFERRAL_GROUNDS.filter(ground => found[ground]);
}

/** The smaller of the record's cap and the rulebook's, as C12 used it. */
function capInForce({ conditions }: Pick<BookFinding, 'conditions'>): number | null {
  const cap = conditions.find(({ code }) => code === 'C12')?.figures.capFen;
  return typeof cap === 'number' ? cap : null;
}

function forgedLineCrossed({ redLines }: Pick<BookFinding, 'redLines'>): boolean {
  return redLines.some(({ result, figures: { facts } }) => {
    return result === 'met' && Array.isArray(facts) && (facts as readonly string[]).includes('forged-papers');
  });
}

export function referralWords(grounds: readonly ReferralGround[]): Words {
  return {
    zh: grounds.map(ground => REFERRAL_WORDS[ground].zh).join('、'),
    en: grounds.map(ground => REFERRAL_WORDS[ground].en).join(', '),
  };
}

/** The highest level has nobody above to ask, and the upper review is the higher level itself. */
export function referralDue(
  grounds: readonly ReferralGround[],
  { stage, higher }: { stage: ClaimStage; higher: string | null },
): boolean {
  return grounds.length > 0 && stage !== 'upper-review' && higher !== null;
}

/** @throws Refusal claim.referral-due */
export function refuseUnreferred(grounds: readonly ReferralGround[]): void {
  if (grounds.length === 0) return;
  const { zh, en } = referralWords(grounds);
  throw referralRefusal('claim.referral-due', { figures: { grounds: zh, grounds_en: en } });
}
