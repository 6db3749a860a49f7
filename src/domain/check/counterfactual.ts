// The smallest sets of facts that would change the outcome. Exact over the changes that atoms.ts offers: every set
// listed turns the outcome, no smaller set does, and all sets of that size are found (the list is cut at twelve).
// Computed from what each goal hangs on; nothing is checked anew, and the lane never changes.

import { lossesThatTurn } from './atoms';
import type { BookFinding, Counterfactual, FactChange, Finding } from './finding';
import type { BookInForce } from './in-force';
import { breakBoth, breakOne } from './harsher';
import type { Goals, Spot, Turn } from './goals';
import { modelOf, rankSupposed, rankTouched } from './model';
import type { Model, Search } from './model';
import { outcomeOf } from './outcome';
import type { Rank } from './outcome';
import { liftAll } from './softer';
import { NOTHING_SUPPOSED } from './situation';
import type { Situation } from './situation';

/** Sets listed at most, in order of their paths. */
export const LISTED = 12;

/** A rulebook and what it gave as things are. */
export interface Applied {
  inForce: BookInForce;
  finding: BookFinding;
}

/** All changes that may be supposed in these facts under these rulebooks, sorted. */
export function atomsOf(s: Situation, books: readonly Applied[]): readonly FactChange[] {
  const search = searchOf(s, books);
  return pathsIn(search).flatMap(fact => search.options(fact).map(to => ({ fact, to })));
}

export function counterfactuals(s: Situation, books: readonly Applied[]): Finding['counterfactuals'] {
  const search = searchOf(s, books);
  const present = highest(search.models);
  try {
    return { softer: softer(search, present), harsher: harsher(search, present) };
  } finally {
    s.supposed = NOTHING_SUPPOSED;
  }
}

function searchOf(s: Situation, books: readonly Applied[]): Search {
  const models = books.map(({ inForce, finding }) => modelOf(s, inForce, finding));
  let found: readonly string[] | null = null;
  const losses = (): readonly string[] => {
    if (found === null) {
      const inForce = books.map(book => book.inForce);
      found = lossesThatTurn(s, inForce);
    }
    return found;
  };
  const options = (path: string): readonly string[] => {
    for (const model of models) {
      const spot = model.goals.byPath.get(path);
      if (spot !== undefined) return spot.offer(s, losses);
    }
    return [];
  };
  return { s, models, losses, options };
}

const merged = new WeakMap<Goals, WeakMap<Goals, readonly string[]>>();

/** Every path of the models, sorted: a pure memo, as the goals of two rulebooks are weighed together again and again. */
function pathsIn({ models: [first, second] }: Search): readonly string[] {
  if (first === undefined) return [];
  const { goals: a } = first;
  const { goals: b } = second ?? first;
  let known = merged.get(a);
  if (known === undefined) merged.set(a, (known = new WeakMap()));
  let paths = known.get(b);
  if (paths === undefined) known.set(b, (paths = [...new Set([...a.byPath.keys(), ...b.byPath.keys()])].sort()));
  return paths;
}

const highest = (models: readonly Model[]): Rank => models.reduce<Rank>((max, m) => (m.rank > max ? m.rank : max), 0);

/** The rank of the finding: of two rulebooks the more lenient one applies, so the higher rank. */
function rankUnder(search: Search, changes: readonly FactChange[]): Rank {
  search.s.supposed = new Map(changes.map(({ fact, to }) => [fact, to]));
  const reached = search.models.map(model => rankSupposed(model, search.s));
  return reached.reduce<Rank>((max, rank) => (rank > max ? rank : max), 0);
}

function softer(search: Search, present: Rank): readonly Counterfactual[] {
  if (present === 3) return [];
  const sets = search.models.flatMap(model => liftAll(search, model, (present + 1) as Rank));
  // From undetermined there is only one more lenient rank to reach.
  return listed(search, smallestOf(sets), present === 2 ? 3 : null);
}

function harsher(search: Search, present: Rank): readonly Counterfactual[] {
  if (present === 0) return [];
  const [first, second] = search.models;
  if (first === undefined) return [];
  const single = second === undefined ? singlesOfOne(search, first) : singlesOfBoth(search, present);
  if (single.length > 0) return single;
  return listed(search, second === undefined ? breakOne(search, first, present) : breakBoth(search, present));
}

/** Sets of one change, in order, until the list is full. */
function singlesOfOne(search: Search, { goals, rank: present }: Model): Counterfactual[] {
  const { s } = search;
  const found: Counterfactual[] = [];
  const supposed = new Map<string, string>();
  s.supposed = supposed;
  for (const spot of goals.spots) {
    // Nothing that looks at the path can fall so low.
    if (spot.floor >= present) continue;
    for (const to of spot.offer(s, search.losses)) {
      let turn = spot.turns?.get(to);
      if (turn === undefined) {
        supposed.clear();
        supposed.set(spot.path, to);
        turn = turnOf(s, spot, to);
      }
      if (turn.rank < present) found.push(turn.counterfactual);
      if (found.length === LISTED) return found;
    }
  }
  return found;
}

/**
 * What the supposition leads to, `to` being supposed already. No other goal stands below the present rank, so that what
 * looks at the path alone can bring the outcome lower.
 */
function turnOf(s: Situation, spot: Spot, to: string): Turn {
  let rank: Rank = 3;
  for (const goal of spot.goals) {
    const reached = goal.rank(s);
    if (reached < rank) rank = reached;
  }
  const change = { fact: spot.path, to };
  const counterfactual = { outcome: outcomeOf(s.lane, rank), changes: [change] };
  const turn = { rank, counterfactual };
  if (spot.turns !== null) {
    // Shown by many findings from now on.
    Object.freeze(change);
    Object.freeze(counterfactual.changes);
    Object.freeze(counterfactual);
    spot.turns.set(to, turn);
  }
  return turn;
}

/** The same under two rulebooks, of which the more lenient one applies. */
function singlesOfBoth(search: Search, present: Rank): Counterfactual[] {
  const found: Counterfactual[] = [];
  const supposed = new Map<string, string>();
  search.s.supposed = supposed;
  for (const fact of pathsIn(search)) {
    if (search.models.some(model => isSafe(model, fact, present))) continue;
    for (const to of search.options(fact)) {
      supposed.set(fact, to);
      let reached: Rank = 0;
      for (const model of search.models) {
        // A rulebook that stands lower by itself may be lifted by the very change; it needs the full count.
        const level = model.rank === present;
        const rank = level ? rankTouched(model, search.s, { path: fact, present }) : rankSupposed(model, search.s);
        if (rank > reached) reached = rank;
      }
      if (reached < present) found.push({ outcome: outcomeOf(search.s.lane, reached), changes: [{ fact, to }] });
      if (found.length === LISTED) return found;
    }
    supposed.delete(fact);
  }
  return found;
}

/** Nothing that looks at the path can fall so low, and the rulebook stands at the present rank. */
function isSafe(model: Model, path: string, present: Rank): boolean {
  if (model.rank < present) return false;
  const spot = model.goals.byPath.get(path);
  return spot === undefined || spot.floor >= present;
}

function smallestOf(sets: readonly (readonly FactChange[])[]): readonly (readonly FactChange[])[] {
  const size = sets.reduce((least, set) => Math.min(least, set.length), Infinity);
  return sets.filter(set => set.length === size);
}

const keyOf = (changes: readonly FactChange[]): string => changes.map(({ fact, to }) => `${fact}\t${to}`).join('\n');

function listed(
  search: Search,
  sets: readonly (readonly FactChange[])[],
  known: Rank | null = null,
): readonly Counterfactual[] {
  const shown = (changes: readonly FactChange[]): Counterfactual => ({
    outcome: outcomeOf(search.s.lane, known ?? rankUnder(search, changes)),
    changes,
  });
  const [only] = sets;
  // One set is the usual case and needs no order among sets.
  if (only !== undefined && sets.length === 1) return [shown(inOrder(only))];
  const byKey = new Map<string, readonly FactChange[]>();
  for (const set of sets) {
    const changes = inOrder(set);
    byKey.set(keyOf(changes), changes);
  }
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, LISTED)
    .map(([, changes]) => shown(changes));
}

const inOrder = (set: readonly FactChange[]): readonly FactChange[] =>
  set.length < 2 ? set : [...set].sort((a, b) => (a.fact < b.fact ? -1 : 1));
