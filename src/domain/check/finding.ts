// What a check says (核对结论): codes and figures only, no sentence; wording.ts turns them into Chinese and English.
// Everything is sorted, so that the same facts and rulebook give the same bytes for ever.

import type { Day, Instant } from '../period';
import type { Edit } from './facts';
import type { ConditionCode, Effect } from './rulebook';

export const LANES = ['pre-registered', 'after-the-fact'] as const;
export type Lane = (typeof LANES)[number];
export const RESULTS = ['met', 'unmet', 'not-applicable', 'unknown', 'for-people'] as const;
export type Result = (typeof RESULTS)[number];
export const OUTCOMES = ['barred', 'outside-record', 'not-eligible', 'undetermined', 'covered', 'eligible'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const CAUSE_KINDS = [
  'pledge-undelivered',
  'pledge-unsigned',
  'approval-stuck',
  'contradictory-remarks',
  'means-not-given',
  'path-not-named',
  'whistle-unanswered',
] as const;
export type CauseKind = (typeof CAUSE_KINDS)[number];

/** The three distinctions (三个区分开来) and the six elements a claim is read by. */
export type Distinction = 'first-trial' | 'no-clear-limit' | 'unintended-fault';
export type Element = 'motive' | 'conditions' | 'procedure' | 'gravity' | 'consequences' | 'remedy';

export type FigureValue = string | number | boolean | null | readonly string[];
export type FindingFigures = Readonly<Record<string, FigureValue>>;

export interface LaterEdit extends Edit {
  /** Working days from the first day of the act to the edit. */
  delayWorkdays: number | null;
}

export interface ConditionFinding {
  code: ConditionCode;
  result: Result;
  /** Does it count towards the outcome in this lane under this rulebook (alone or in a group)? */
  decides: boolean;
  /** Why, as a code that wording.ts knows: `sealed-same-day`, `region-outside`, `not-asked`. */
  reason: string;
  figures: FindingFigures;
  evidence: readonly string[];
  /** Which facts or values are missing, when unknown. */
  missing: readonly string[];
  edits: readonly LaterEdit[];
  provision: { document: string; article: string; setting: boolean };
  distinction: Distinction;
  element: Element;
  /** Number of the any-of group it stands in, from 1; null: stands alone. */
  group: number | null;
}

export interface RedLineFinding {
  code: string;
  result: Result;
  reason: string;
  figures: FindingFigures;
  evidence: readonly string[];
  missing: readonly string[];
  provision: { document: string; article: string; setting: boolean };
}

/** What was not in the actor's hands on the day of the act (客观条件). Never excuses by itself. */
export interface Cause {
  kind: CauseKind;
  subject: string;
  /** The unit it counts against. */
  against: string;
  figures: FindingFigures;
  edits: readonly LaterEdit[];
}

/** One fact set to another value. `fact` is a dotted path, as in docs/case-format.md. */
export interface FactChange {
  fact: string;
  to: string;
}

export interface Counterfactual {
  outcome: Outcome;
  changes: readonly FactChange[];
}

export interface BookFinding {
  rulebook: { code: string; version: number };
  effect: Effect;
  outcome: Outcome;
  conditions: readonly ConditionFinding[];
  groups: readonly { group: number; result: Result; members: readonly ConditionCode[] }[];
  redLines: readonly RedLineFinding[];
  recordPart: 'matches' | 'fails' | 'unknown' | null;
}

export interface Finding {
  v: 1;
  engine: string;
  askedOn: Day;
  lane: Lane;
  /** Shown when a record exists that was sealed too late to open the first lane. */
  lateRecord: { code: string; sealedAt: Instant; workdaysLate: number } | null;
  outcome: Outcome;
  effect: Effect;
  recordPart: BookFinding['recordPart'];
  /** 从旧兼从轻: which rulebook was applied, and why. */
  timeRule: { applied: 'older' | 'present'; reason: 'only-one' | 'same' | 'older-rule' | 'present-more-lenient' };
  applied: BookFinding;
  other: BookFinding | null;
  causes: readonly Cause[];
  /** What is missing, and the questions for people, of the applied rulebook: sorted codes. */
  missing: readonly string[];
  questions: readonly string[];
  counterfactuals: { softer: readonly Counterfactual[]; harsher: readonly Counterfactual[] };
}
