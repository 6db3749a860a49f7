// Names of a claim's steps and sides that have no table of their own in the domain.
import { DECISION_KIND_WORDS } from '@domain/claim/decision';
import type { Schemas } from '@/api/client';
import type { Words } from '@/words/say';

export type ClaimStepName = Schemas['StepClockView']['step'];

export const STEP_WORDS: Readonly<Record<ClaimStepName, Words>> = {
  'claim-admission': { zh: '审查受理', en: 'admission' },
  'fact-finding': { zh: '调查核实', en: 'fact-finding' },
  deliberation: { zh: '合议认定', en: 'deliberation' },
  referral: { zh: '上级批准', en: 'approval by the higher level' },
  reply: { zh: '答复送达', en: 'reply' },
  appeal: { zh: '可申请复审、复核', en: 'reviews may be asked for' },
  're-review': { zh: '复审', en: 're-review' },
  'upper-review': { zh: '复核', en: 'upper review' },
};

export const SIDE_WORDS: Readonly<Record<'claimant' | 'accuser', Words>> = {
  claimant: { zh: '申请方', en: 'claimant' },
  accuser: { zh: '问责方', en: 'accuser' },
};

export const CLAIMANT_WORDS: Readonly<Record<Schemas['ClaimDetail']['claimantKind'], Words>> = {
  unit: { zh: '单位申请', en: 'filed by the unit' },
  person: { zh: '本人申请', en: 'filed by the officer' },
  proposed: { zh: '办理机关主动提出', en: 'proposed by the handling body' },
};

/** What a claimant may ask for. */
export const WISH_WORDS = DECISION_KIND_WORDS;
