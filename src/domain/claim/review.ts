// Reviews of a decision (复审、复核): each once, in its order, within a month of serving; the first by other people of the same
// body, the second by the body above (domain.md section 7, point 7).

import { CLAIM_STAGES, type ClaimStage } from './claim';
import { higherBody } from './routing';
import { refusals, type Words } from '../errors';
import type { Day } from '../period';

export type Review = Exclude<ClaimStage, 'first'>;

export const reviewRefusal = refusals({
  'claim.review-unavailable': {
    kind: 'conflict',
    zh: '{stage}之后不能申请{asked}',
    en: '{asked_en} is not open after the stage "{stage_en}"',
  },
  'claim.review-late': {
    kind: 'conflict',
    zh: '认定于 {servedOn} 送达，应在 {lastDay} 之前（含当日）申请',
    en: 'the decision was served on {servedOn}; a review is asked for by {lastDay} at the latest',
  },
  'claim.no-higher-body': {
    kind: 'conflict',
    zh: '办理机关（{handling}）之上没有可以复核的机关',
    en: 'there is no body above {handling} to review this',
  },
});

const STAGE_WORDS: Readonly<Record<ClaimStage, Words>> = {
  first: { zh: '首次认定', en: 'first decision' },
  're-review': { zh: '复审', en: 're-review' },
  'upper-review': { zh: '复核', en: 'upper review' },
};

export const isNextReview = (stage: ClaimStage, review: Review): boolean =>
  CLAIM_STAGES.indexOf(review) === CLAIM_STAGES.indexOf(stage) + 1;

/** @throws Refusal claim.review-unavailable unless the review is the next stage */
export function refuseUnavailableReview(stage: ClaimStage, review: Review): void {
  if (isNextReview(stage, review)) return;
  const [from, asked] = [STAGE_WORDS[stage], STAGE_WORDS[review]];
  throw reviewRefusal('claim.review-unavailable', {
    figures: { stage: from.zh, stage_en: from.en, asked: asked.zh, asked_en: asked.en },
  });
}

/** @throws Refusal claim.review-late */
export function refuseLateReview({ servedOn, lastDay }: { servedOn: Day; lastDay: Day }, today: Day): void {
  if (today > lastDay) throw reviewRefusal('claim.review-late', { figures: { servedOn, lastDay } });
}

/** @throws Refusal claim.no-higher-body */
export function reviewingBody(handling: string, review: Review): string {
  if (review === 're-review') return handling;
  const higher = higherBody(handling);
  if (higher === null) throw reviewRefusal('claim.no-higher-body', { figures: { handling } });
  return higher;
}
