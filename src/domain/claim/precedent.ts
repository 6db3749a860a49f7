// Precedents (先例): how alike two checked cases are, and whether a draft decision departs from all that are alike. A figure
// to look things up by, never a ground: what is shared is always listed beside it.

import type { DecisionKind } from './claim';
import type { Finding, Lane, Outcome } from '../check/finding';
import type { Words } from '../errors';

/** What two cases are compared by. */
export interface CaseFeatures {
  flawKind: string | null;
  lane: Lane;
  outcome: Outcome;
  /** `C09:met`, `C12:unmet`, `R03:met`: what was decided one way or the other; sorted. */
  results: readonly string[];
  /** Kinds of causes, each once; sorted. */
  causes: readonly string[];
}

export interface Likeness {
  /** 0 to 100; 100 for equal features. */
  score: number;
  flawKind: boolean;
  lane: boolean;
  outcome: boolean;
  results: readonly string[];
  causes: readonly string[];
}

/** Parts of a hundred. The kind of flaw and what the conditions came to say most about a case. */
export const WEIGHTS = { flawKind: 30, results: 35, causes: 20, outcome: 10, lane: 5 } as const;
/** From this score on a decided case is shown as a precedent. */
export const ALIKE = 50;
/** One case is no practice: a draft departs from all precedents only where there are at least these many. */
export const ENOUGH = 2;

/** Unknown, inapplicable and open questions make no two cases alike. A red line that was not crossed says nothing either. */
export function featuresOf(flawKind: string | null, { lane, outcome, applied, causes }: Finding): CaseFeatures {
  const decided = applied.conditions.filter(({ result }) => result === 'met' || result === 'unmet');
  const crossed = applied.redLines.filter(({ result }) => result === 'met');
  return {
    flawKind,
    lane,
    outcome,
    results: [...decided, ...crossed].map(({ code, result }) => `${code}:${result}`).sort(),
    causes: [...new Set(causes.map(({ kind }) => kind))].sort(),
  };
}

export function likeness(a: CaseFeatures, b: CaseFeatures): Likeness {
  const results = common(a.results, b.results);
  const causes = common(a.causes, b.causes);
  const flawKind = a.flawKind !== null && a.flawKind === b.flawKind;
  const [lane, outcome] = [a.lane === b.lane, a.outcome === b.outcome];
  const score =
    Number(flawKind) * WEIGHTS.flawKind +
    Number(lane) * WEIGHTS.lane +
    Number(outcome) * WEIGHTS.outcome +
    WEIGHTS.results * part(results, a.results, b.results) +
    WEIGHTS.causes * part(causes, a.causes, b.causes);
  return { score: Math.round(score), flawKind, lane, outcome, results, causes };
}

const common = (a: readonly string[], b: readonly string[]): string[] => a.filter(one => b.includes(one));

/** What is shared, of everything either has; two cases that have nothing share that. */
function part(shared: readonly string[], a: readonly string[], b: readonly string[]): number {
  const all = a.length + b.length - shared.length;
  return all === 0 ? 1 : shared.length / all;
}

export interface Departure {
  departsFromAll: boolean;
  words: Words | null;
}

/** Whether a decision of this kind is unlike every precedent. Null: nothing is drafted or asked about. */
export function departure(kind: DecisionKind | null, precedents: readonly DecisionKind[]): Departure {
  const alone = kind !== null && precedents.length >= ENOUGH && !precedents.includes(kind);
  if (!alone) return { departsFromAll: false, words: null };
  const count = precedents.length;
  const others = [...new Set(precedents)].sort().join(', ');
  return {
    departsFromAll: true,
    words: {
      zh: `拟作的认定与全部 ${count} 件相似先例（${[...new Set(precedents)]
        .sort()
        .map(one => KIND_NAMES[one])
        .join('、')}）均不一致，请说明理由`,
      en: `the draft departs from all ${count} similar precedents (${others}); say why`,
    },
  };
}

const KIND_NAMES: Readonly<Record<DecisionKind, string>> = {
  exempt: '免责',
  mitigated: '减责',
  reduced: '减轻',
  lenient: '从轻',
  refused: '不予容错',
};
