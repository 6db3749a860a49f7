// What a draft rulebook would change (domain.md section 6): which rulebooks a past finding would have been made with, had
// the draft been in force, and in what two findings of one flaw differ. It decides nothing and changes no finding.

import type { Day } from '../period';
import { chooseRulebook } from './choosing';
import type { BookFinding, Finding, Outcome, Result } from './finding';
import type { Effect, Rulebook } from './rulebook';

/** 'present': in force on the day asked, as the time rule takes it; 'throughout': on the day of the act as well. */
export type Supposition = 'present' | 'throughout';

export interface Place {
  region: string;
  field: string | null;
}

/**
 * The rulebook of a place and a day, had `draft` come into force by then. It takes the place of every version of its
 * code; against others it stands by the rule that chooses among rulebooks, as the newest. `chosen` is what was chosen
 * without it, and stays where the draft does not reach.
 */
export function chosenWith(
  draft: Rulebook,
  { books, chosen }: { books: readonly Rulebook[]; chosen: Rulebook | null },
  { place, day }: { place: Place; day: Day },
): Rulebook | null {
  const supposed: Rulebook = { ...draft, inForce: { ...draft.inForce, from: day, to: null } };
  const others = books.filter(({ code }) => code !== draft.code);
  const found = chooseRulebook([...others, supposed], { ...place, day });
  if (found === supposed) return draft;
  return chosen?.code === draft.code ? found : chosen;
}

export interface Turned<T> {
  before: T;
  after: T;
}

export interface ResultTurned extends Turned<Result | null> {
  /** `C09`, or `R03`; a red line is known by its number, in both rulebooks. */
  code: string;
  /** Does it count towards the outcome? A red line always does. */
  decides: Turned<boolean>;
}

export interface Impact {
  outcome: Turned<Outcome>;
  effect: Turned<Effect>;
  recordPart: Turned<Finding['recordPart']>;
  /** `WC-513221@2`: the rulebook that was applied by the time rule. */
  applied: Turned<string>;
  /** Only those whose result, or whose weight, differs; sorted by code. */
  conditions: readonly ResultTurned[];
  redLines: readonly ResultTurned[];
}

/** As much of a finding as an impact compares. */
export type Compared = Pick<Finding, 'outcome' | 'effect' | 'recordPart' | 'applied'>;

/** The finding of a check with one rulebook alone, as far as an impact compares it: that rulebook's own part. */
export const aloneWith = (applied: BookFinding): Compared => ({
  outcome: applied.outcome,
  effect: applied.effect,
  recordPart: applied.recordPart,
  applied,
});

/**
 * What differs in substance, or null: the mere name of the applied rulebook is no change, nor is a word of its reasons.
 * Swapping the findings swaps every before and after.
 */
export function impact(before: Compared, after: Compared): Impact | null {
  const conditions = turned(before.applied.conditions, after.applied.conditions);
  const redLines = turned(before.applied.redLines, after.applied.redLines);
  const same =
    before.outcome === after.outcome &&
    before.effect === after.effect &&
    before.recordPart === after.recordPart &&
    conditions.length === 0 &&
    redLines.length === 0;
  if (same) return null;
  return {
    outcome: { before: before.outcome, after: after.outcome },
    effect: { before: before.effect, after: after.effect },
    recordPart: { before: before.recordPart, after: after.recordPart },
    applied: { before: nameOf(before.applied), after: nameOf(after.applied) },
    conditions,
    redLines,
  };
}

const nameOf = ({ rulebook }: BookFinding): string => `${rulebook.code}@${rulebook.version}`;

/** A red line always counts. */
interface Weighed {
  code: string;
  result: Result;
  decides?: boolean;
}

const weightOf = (found: Weighed | undefined): boolean => found !== undefined && (found.decides ?? true);

function turned(before: readonly Weighed[], after: readonly Weighed[]): readonly ResultTurned[] {
  if (before.length === after.length && before.every((was, i) => isSame(was, after[i]))) return [];
  const codes = [...new Set([...before, ...after].map(({ code }) => code))].sort();
  return codes.flatMap(code => {
    const [was, is] = [before, after].map(list => list.find(one => one.code === code));
    if (isSame(was, is)) return [];
    const decides = { before: weightOf(was), after: weightOf(is) };
    return [{ code, before: was?.result ?? null, after: is?.result ?? null, decides }];
  });
}

const isSame = (was: Weighed | undefined, is: Weighed | undefined): boolean =>
  was?.code === is?.code && was?.result === is?.result && weightOf(was) === weightOf(is);
