// The steps of a claim as stretches of days, read off its acts: who had to move, from when to when, and when the matter
// rested. The day of an act belongs to the step it ends, so that every day belongs to exactly one step.

import type { ClaimStage, ClaimState } from './claim';
import { localDay, type Day, type Instant } from '../period';

/** `appeal`: the month in which a review can be asked for. `referral` has no term of its own. */
export const STEP_CODES = [
  'claim-admission',
  'fact-finding',
  'deliberation',
  'referral',
  'reply',
  'appeal',
  're-review',
  'upper-review',
] as const;
export type StepCode = (typeof STEP_CODES)[number];

/** As much of an entered act as clocks look at. `detail.workdays` of an `extend` is what it added. */
export interface ActEntered {
  act: string;
  /** The state and stage it led to. */
  state: ClaimState;
  stage: ClaimStage;
  recordedAt: Instant;
  detail: Readonly<Record<string, unknown>>;
}

/** The days after `from` through `to`; `to: null` goes on. */
export interface Segment {
  from: Day;
  to: Day | null;
  resting: boolean;
}

export interface Stretch {
  step: StepCode;
  stage: ClaimStage;
  since: Day;
  endedOn: Day | null;
  /** Working days granted beyond the term. */
  extension: number;
  segments: Segment[];
}

/** Null once the claim has ended. */
const STEP_OF: Readonly<Record<ClaimState, StepCode | null>> = {
  filed: 'claim-admission',
  admitted: 'fact-finding',
  investigating: 'fact-finding',
  suspended: 'fact-finding',
  deliberating: 'deliberation',
  referred: 'referral',
  decided: 'reply',
  served: 'appeal',
  're-review': 're-review',
  'upper-review': 'upper-review',
  closed: null,
  withdrawn: null,
  'not-admitted': null,
};

/** A referral within a re-review does not stop its month: the statute knows no such stop. */
const stepOf = (state: ClaimState, stage: ClaimStage): StepCode | null =>
  state === 'referred' && stage === 're-review' ? 're-review' : STEP_OF[state];

/**
 * Through `day`, oldest first. A step that is gone back to goes on where it stopped, so that reopening gives nobody a fresh
 * term; only what the higher level sends back is deliberated anew.
 */
export function claimStretches(acts: readonly ActEntered[], day: Day): Stretch[] {
  const stretches: Stretch[] = [];
  let present: Stretch | null = null;
  for (const { act, state, stage, recordedAt, detail } of acts) {
    const on = localDay(recordedAt);
    if (on > day) break;
    const step = stepOf(state, stage);
    const resting = state === 'suspended';
    if (present !== null && (present.step !== step || present.stage !== stage)) {
      leave(present, on);
      present = null;
    }
    if (step === null) continue;
    if (present === null) {
      present = (act === 'send-back' ? null : earlier(stretches, step, stage)) ?? begun(stretches, { step, stage, on });
      enter(present, { on, resting });
    } else if (present.segments.at(-1)?.resting !== resting) enter(present, { on, resting });
    if (act === 'extend' && typeof detail.workdays === 'number') present.extension += detail.workdays;
  }
  return stretches;
}

function earlier(stretches: readonly Stretch[], step: StepCode, stage: ClaimStage): Stretch | null {
  return stretches.findLast(one => one.step === step && one.stage === stage && step !== 'referral') ?? null;
}

function begun(stretches: Stretch[], { step, stage, on }: { step: StepCode; stage: ClaimStage; on: Day }): Stretch {
  const stretch: Stretch = { step, stage, since: on, endedOn: null, extension: 0, segments: [] };
  stretches.push(stretch);
  return stretch;
}

function enter(stretch: Stretch, { on, resting }: { on: Day; resting: boolean }): void {
  const last = stretch.segments.at(-1);
  if (last && last.to === null) last.to = on;
  stretch.endedOn = null;
  stretch.segments.push({ from: on, to: null, resting });
}

function leave(stretch: Stretch, on: Day): void {
  const last = stretch.segments.at(-1);
  if (last) last.to = on;
  stretch.endedOn = on;
}
