// What a decision document needs to know, as plain values: the claims room fills it from the claim, its finding and the
// decision. What has no field here cannot be printed: members of the panel, their votes, witnesses, the other side.

import type { BreachMark } from '../../check/facts';
import type { Effect } from '../../check/rulebook';
import type { Element, Finding, Lane, Outcome, Result } from '../../check/finding';
import type { DecisionKind } from '../claim';
import type { Fen } from '../../money';
import type { Day, Instant, Period } from '../../period';
import type { ClaimSubject, PaperFrame } from './frame';

/** One condition or red line of the check, in words. */
export interface ReviewedItem {
  title: string;
  result: Result;
  /** Document and article. */
  provision: string;
}

/** One reading of the check: the rule and what it would give. */
export interface RuleReading {
  title: string;
  document: string;
  article: string;
  inForce: Period;
  effect: Effect;
  outcome: Outcome;
}

export interface DecisionPaperFacts {
  frame: PaperFrame;
  subject: ClaimSubject;
  filedOn: Day;
  /** Who asked: the claimant, or the body handling the flaw. */
  proposed: boolean;
  admittedOn: Day;
  found: {
    /** First and last day; null: not established. */
    act: Period | null;
    /** Day and way it came to light, 2026年4月1日，自行报告. */
    foundOn: Day;
    foundBy: string;
    amountFen: Fen | null;
    lossFen: Fen | null;
    breaches: readonly { document: string; article: string; mark: BreachMark }[];
    /** The account of the inspectors, one paragraph each. */
    account: readonly string[];
    /** Deciding facts in words, with what they rest on. */
    established: readonly { fact: string; answer: 'yes' | 'no' | 'unknown'; basis: string }[];
    /** The exemption record the flaw was held against; null: none was sealed. */
    record: { code: string; sealedAt: Instant } | null;
  };
  check: {
    finding: string;
    digest: string;
    lane: Lane;
    outcome: Outcome;
    /** 客观条件, one sentence each; they never excuse by themselves. */
    causes: readonly string[];
    redLines: readonly ReviewedItem[];
  };
  /** Any order; `opinion` is the panel's as a whole. */
  elements: readonly { element: Element; items: readonly ReviewedItem[]; opinion: string }[];
  /** `applied` is the rule that `timeRule` chose; `other` the one it was compared with, null where there is none. */
  rule: { timeRule: Finding['timeRule']; applied: RuleReading; other: RuleReading | null };
  decision: {
    kind: DecisionKind;
    /** What follows for the claimant, in a sentence: 免予问责. null where the kind says all. */
    consequence: string | null;
    reasons: readonly string[];
    /** Why it departs from the check; null: it does not. */
    departure: string | null;
    /** Digest of the state of the claim that was decided on. */
    stateDigest: string;
    /** The higher level that approved it, where the rule demands one. */
    approvedBy: { organ: string; number: string } | null;
    /** Number of the 纠错通知书, if one goes with it. */
    correction: string | null;
  };
  /** 绩效考核, 评先评优, …; no areas for a refusal. */
  protection: { areas: readonly string[]; validity: Period } | null;
  reviewedBy: { reReview: string; upperReview: string };
}
