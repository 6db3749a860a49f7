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

/** The values a path may be supposed to have, sorted. */
export function optionsOf(s: Situation, path: string, losses: () => readonly string[]): readonly string[] {
  if (path.startsWith('answers.')) return answerOptions(s, path.slice(8) as DecidingFact);
  if (path.startsWith('judgements.')) return others(MET_UNMET, s.facts.judgements[path.slice(11)]?.value);
  if (path.startsWith('flaw.breaches[')) return breachOptions(path);
  if (path.startsWith('flaw.')) return FLAW_OPTIONS[path]?.(s, losses) ?? NONE;
  if (s.actFrom === null) return NONE;
  if (path.startsWith('safeguardsDone[')) return ['in-time', 'no'];
  if (path === 'record.inForce') return YES_NO;
  if (s.scope === null) return NONE;
  return path.startsWith('scope.departures[') ? ['none', 'sufficient'] : ['covering', 'elsewhere'];
}

/** One list for each value that may be the present one, so that none is built while searching. */
type Others = Readonly<Record<string, readonly string[] | undefined>>;
const NOT_THIS: Others = { no: ['yes'], yes: ['no'], met: ['unmet'], unmet: ['met'] };

function others(values: readonly string[], present: string | undefined): readonly string[] {
  return present === undefined ? values : (NOT_THIS[present] ?? values);
}

function answerOptions(s: Situation, fact: DecidingFact): readonly string[] {
  const answer = s.facts.answers[fact];
  if (fact === 'reported-afterwards') return answer?.value === 'no' ? ['in-time'] : ['in-time', 'no'];
  // A decision taken after the act can be supposed to have been taken before it.
  if (fact === 'collective-decision' && answer?.value === 'yes' && answer.on !== null) return YES_NO;
  return others(YES_NO, answer?.value);
}

/** Supposing what is already so changes nothing and is in no smallest set. */
function breachOptions(path: string): readonly string[] {
  return path.endsWith('.mark') ? MARKS : YES_NO;
}

type Offer = (s: Situation, losses: () => readonly string[]) => readonly string[];

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
