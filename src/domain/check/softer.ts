// Towards a more lenient outcome every goal that stands in the way must be lifted. Goals that share a path are lifted
// together, by search; goals that share none are independent, and their smallest sets combine.

import type { FactChange } from './finding';
import type { Goal } from './goals';
import { standingOf, touching } from './model';
import type { Model, Search } from './model';
import type { Rank } from './outcome';
import { smallestSets } from './smallest';

/** Combinations kept of one rulebook: as many as are ever listed. */
const KEPT = 12;

/** Smallest sets that bring every goal of the rulebook to at least `wanted`; empty: no set of offered changes does. */
export function liftAll(search: Search, model: Model, wanted: Rank): FactChange[][] {
  const suffices = (rank: Rank): boolean => rank >= wanted;
  const { present } = standingOf(model, search.s);
  const standing = model.goals.goals.filter(goal => (present[goal.index] ?? 0) < wanted);
  const done = new Set<Goal>();
  let sets: FactChange[][] = [[]];
  for (const goal of standing) {
    if (done.has(goal)) continue;
    const part = independentPart(search, model, goal);
    for (const one of part) done.add(one);
    const hopeless = part.length > 1 && part.some(one => standing.includes(one) && !liftable(search, one, suffices));
    const lifts = hopeless ? [] : smallestSets(search, { goals: part, suffices, least: 1, most: Infinity });
    if (lifts.length === 0) return [];
    sets = combine(sets, lifts);
  }
  return sets;
}

/** A goal that no change lifts by itself is lifted by no larger set either: its own paths are all it looks at. */
function liftable(search: Search, goal: Goal, suffices: (rank: Rank) => boolean): boolean {
  return smallestSets(search, { goals: [goal], suffices, least: 1, most: Infinity }).length > 0;
}

function combine(sets: readonly FactChange[][], lifts: readonly FactChange[][]): FactChange[][] {
  const combined: FactChange[][] = [];
  for (const set of sets) {
    for (const lift of lifts) {
      if (combined.length < KEPT) combined.push([...set, ...lift]);
    }
  }
  return combined;
}

/** The goals that hang together with one goal through paths that may be supposed. */
function independentPart(search: Search, model: Model, start: Goal): Goal[] {
  const goals = [start];
  const seen = new Set<string>();
  for (const goal of goals) {
    for (const path of goal.paths) {
      if (seen.has(path)) continue;
      seen.add(path);
      const sharing = touching(model, path);
      if (sharing.length < 2 || search.options(path).length === 0) continue;
      for (const other of sharing) if (!goals.includes(other)) goals.push(other);
    }
  }
  return goals;
}
