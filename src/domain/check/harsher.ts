// Towards a harsher outcome it is enough to break one goal; where two rulebooks are weighed, one in each, because the
// more lenient applies. Called only when no single change does it, which is rare.

import type { FactChange } from './finding';
import type { Goal } from './goals';
import type { Model, Search } from './model';
import type { Rank } from './outcome';
import { smallestSets } from './smallest';

type Sets = FactChange[][];

/** The smallest sets that bring some goal of the rulebook below the present rank. */
export function breakOne(search: Search, model: Model, present: Rank): Sets {
  let best: Sets = [];
  for (const goal of model.goals.goals) best = better(best, breaking(search, [goal], { present, most: sizeOf(best) }));
  return best;
}

/** The smallest sets that bring some goal of each of the two rulebooks below the present rank. */
export function breakBoth(search: Search, present: Rank): Sets {
  const [first, second] = search.models.map(model => breakable(search, model, present));
  let best: Sets = [];
  for (const a of first ?? []) {
    for (const b of second ?? []) {
      const apart = !a.goal.paths.some(path => b.goal.paths.includes(path));
      if (apart && a.size + b.size > sizeOf(best)) continue;
      const sets = apart
        ? product(a.sets, b.sets)
        : breaking(search, [a.goal, b.goal], { present, most: sizeOf(best) });
      best = better(best, sets);
    }
  }
  return best;
}

interface Breakable {
  goal: Goal;
  sets: Sets;
  size: number;
}

function breakable(search: Search, model: Model, present: Rank): Breakable[] {
  return model.goals.goals.flatMap(goal => {
    const sets = breaking(search, [goal], { present, most: Infinity });
    return sets.length === 0 ? [] : [{ goal, sets, size: sizeOf(sets) }];
  });
}

function breaking(search: Search, goals: readonly Goal[], want: { present: Rank; most: number }): Sets {
  // A goal that can never fall so low need not be tried: no condition bars.
  if (goals.some(goal => goal.floor >= want.present)) return [];
  return smallestSets(search, { goals, suffices: rank => rank < want.present, least: 0, most: want.most });
}

const sizeOf = (sets: Sets): number => sets[0]?.length ?? Infinity;

/** The smaller sets of the two, or both; `best` may grow. */
function better(best: Sets, sets: Sets): Sets {
  if (sizeOf(sets) < sizeOf(best)) return [...sets];
  if (sizeOf(sets) === sizeOf(best)) for (const set of sets) best.push(set);
  return best;
}

const product = (a: Sets, b: Sets): Sets => a.flatMap(one => b.map(other => [...one, ...other]));
