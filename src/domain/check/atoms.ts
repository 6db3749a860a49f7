// Which values a path may be supposed to take in these facts: only those that differ from what is known, and only where
// changes.ts can write them. A path with no value here is not part of any counterfactual.

import { lossCap } from './conditions/matters';
import type { DecidingFact } from './facts';
import type { BookInForce } from './in-force';
import { lastDay } from './situation';
import type { Situation } from './situation';

const NONE: readonly string[] = Object.freeze([]);
const YES_NO = ['no', 'yes'] as const;
const MET_UNMET = ['met', 'unmet'] as const;
const MARKS = ['procedural', 'prohibitory'] as const;
const KEPT_OR_NOT = ['in-time', 'no'] as const;
const AUTHORISATIONS = ['none', 'sufficient'] as const;
const PLACES = ['covering', 'elsewhere'] as const;
const IN_TIME = ['in-time'] as const;

/** Losses at and just over every cap and line, in fen: where an outcome can turn. Ascending. */
export function lossesThatTurn(s: Situation, books: readonly BookInForce[]): readonly string[] {
  const losses: number[] = [];
  const turn = (limit: number): void => {
    for (const loss of [limit, limit + 1]) {
      if (loss !== s.facts.flaw.lossFen && !losses.includes(loss)) losses.push(loss);
    }
  };
  for (const book of books) {
    const rule = book.byCode.get('C12');
    const cap = rule?.asked ? lossCap(s, rule) : null;
    if (cap !== null) turn(cap);
    book.lossLines.forEach(turn);
  }
  return losses.sort((a, b) => a - b).map(String);
}

/** The values a path may be supposed to have, sorted; `losses` those of the loss. */
export type Offer = (s: Situation, losses: () => readonly string[]) => readonly string[];

/** How to find the values of a path: read from the path once for a rulebook, not anew in every check. */
export function offerOf(path: string): Offer {
  if (path.startsWith('answers.')) return answerOffer(path.slice(8) as DecidingFact);
  if (path.startsWith('judgements.')) {
    const code = path.slice(11);
    return s => others(MET_UNMET, s.facts.judgements[code]?.value);
  }
  if (path.startsWith('flaw.breaches[')) {
    // Supposing what is already so changes nothing and is in no smallest set.
    const values = path.endsWith('.mark') ? MARKS : YES_NO;
    return () => values;
  }
  if (path.startsWith('flaw.')) return FLAW_OPTIONS[path] ?? (() => NONE);
  if (path.startsWith('safeguardsDone[')) return ({ actFrom }) => (actFrom === null ? NONE : KEPT_OR_NOT);
  if (path === 'record.inForce') return ({ actFrom }) => (actFrom === null ? NONE : YES_NO);
  const values = path.startsWith('scope.departures[') ? AUTHORISATIONS : PLACES;
  return ({ actFrom, scope }) => (actFrom === null || scope === null ? NONE : values);
}

/** One list for each value that may be the present one, so that none is built while searching. */
type Others = Readonly<Record<string, readonly string[] | undefined>>;
const NOT_THIS: Others = { no: ['yes'], yes: ['no'], met: ['unmet'], unmet: ['met'] };

function others(values: readonly string[], present: string | undefined): readonly string[] {
  return present === undefined ? values : (NOT_THIS[present] ?? values);
}

function answerOffer(fact: DecidingFact): Offer {
  if (fact === 'reported-afterwards') return s => (s.facts.answers[fact]?.value === 'no' ? IN_TIME : KEPT_OR_NOT);
  if (fact !== 'collective-decision') return s => others(YES_NO, s.facts.answers[fact]?.value);
  return s => {
    const answer = s.facts.answers[fact];
    // A decision taken after the act can be supposed to have been taken before it.
    if (answer?.value === 'yes' && answer.on !== null) return YES_NO;
    return others(YES_NO, answer?.value);
  };
}

const FLAW_OPTIONS: Readonly<Record<string, Offer>> = {
  'flaw.lossFen': (_s, losses) => losses(),
  'flaw.actTo': s => (s.actFrom !== null && lastDay(s) === null ? [s.actFrom] : NONE),
  'flaw.kind': s => ((s.facts.record?.flawKinds.length ?? 0) > 0 ? ['foreseen', 'unforeseen'] : ['unforeseen']),
  'flaw.regions': s => declaredOption(s.facts.flaw.regions, s.scope?.regions),
  'flaw.activities': s => declaredOption(s.facts.flaw.activities, s.scope?.activities),
  'flaw.selfReport': s => (s.facts.flaw.selfReport.made === 'no' ? ['in-time'] : ['in-time', 'not-made']),
  'flaw.breaches': s => {
    const { breaches } = s.facts.flaw;
    if (breaches === null) return ['none', 'prohibitory'];
    return breaches.length === 0 ? ['prohibitory'] : NONE;
  },
};

/** What the act did, where nobody has said: as declared. */
function declaredOption(acted: readonly string[] | null, declared: readonly string[] | undefined): readonly string[] {
  return isEmpty(acted) && !isEmpty(declared) ? ['within-scope'] : NONE;
}

const isEmpty = (list: readonly string[] | null | undefined): boolean => (list?.length ?? 0) === 0;
