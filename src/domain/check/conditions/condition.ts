// What every condition offers: a verdict that looks only at the situation, the figures behind it, and the changes of
// fact (atoms) that could turn it. The counterfactuals run the very same verdict under suppositions.

import type { DecidingFact } from '../facts';
import type { FindingFigures } from '../finding';
import type { RuleInForce } from '../in-force';
import type { Reason, Verdict } from '../reasons';
import type { Situation } from '../situation';

export interface Detail {
  figures: FindingFigures;
  evidence: readonly string[];
  missing: readonly string[];
}

export const NO_PATHS: readonly string[] = Object.freeze([]);
export const NO_FIGURES: FindingFigures = Object.freeze({});
export const NO_DETAIL: Detail = Object.freeze({ figures: NO_FIGURES, evidence: NO_PATHS, missing: NO_PATHS });

/** One of several obligations that must all hold (a promised safeguard, a breached provision). */
export interface Part {
  atoms: readonly string[];
  /** Holds for any situation whose facts name the same parts in the same order. */
  verdict(s: Situation, rule: RuleInForce): Verdict;
}

export interface Condition {
  /** Paths of the changes its verdict can depend on, apart from those of its parts. */
  atoms(rule: RuleInForce): readonly string[];
  verdict(s: Situation, rule: RuleInForce): Verdict;
  detail(s: Situation, rule: RuleInForce, verdict: Verdict): Detail;
  /** Present where the condition is an all-of over parts that only the facts can name; empty: it has none here. */
  parts?(s: Situation): readonly Part[];
  /** True where the verdict looks at its atoms alone, so that what they are supposed to be decides it. */
  pure?: true;
}

const MISSING_PATHS: Partial<Record<Reason, readonly string[]>> = {
  'act-day-unknown': ['flaw.actFrom'],
  'act-end-unknown': ['flaw.actTo'],
  'record-end-unknown': ['record.endedAt'],
  'pilot-unknown': ['pilot'],
  'regions-unknown': ['flaw.regions'],
  'activities-unknown': ['flaw.activities'],
  'kind-unknown': ['flaw.kind'],
  'breaches-unknown': ['flaw.breaches'],
  'loss-unknown': ['flaw.lossFen'],
  'awareness-unknown': ['flaw.awareOn'],
  'self-report-unknown': ['flaw.selfReport'],
};

/** What an unknown verdict lacks, where the reason alone says so. */
export function missingFor(verdict: Verdict): readonly string[] {
  return MISSING_PATHS[verdict.reason] ?? NO_PATHS;
}

export function detailOf(verdict: Verdict, figures: FindingFigures): Detail {
  return { figures, evidence: NO_PATHS, missing: missingFor(verdict) };
}

/** The evidence of several answers, sorted, each piece once. */
export function evidenceOf(s: Situation, facts: readonly DecidingFact[]): readonly string[] {
  let evidence = NO_PATHS;
  for (const fact of facts) {
    const own = s.facts.answers[fact]?.evidence ?? NO_PATHS;
    if (own.length > 0) evidence = evidence.length === 0 ? own : [...evidence, ...own];
  }
  return sortedOnce(evidence);
}

/** Sorted, each once; the list itself when there is nothing to sort. */
export function sortedOnce(list: readonly string[]): readonly string[] {
  if (isAscending(list, true)) return list;
  const sorted = [...list].sort();
  return sorted.filter((one, i) => one !== sorted[i - 1]);
}

/** Sorted, repetitions kept; the list itself when it is in order. */
export function inOrder(list: readonly string[]): readonly string[] {
  return isAscending(list, false) ? list : [...list].sort();
}

function isAscending(list: readonly string[], once: boolean): boolean {
  let before = list[0] ?? '';
  for (let i = 1; i < list.length; i++) {
    const one = list[i] ?? '';
    if (before > one || (once && before === one)) return false;
    before = one;
  }
  return true;
}
