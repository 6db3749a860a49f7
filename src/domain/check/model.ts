// The goals of one rulebook in one situation, with the rank each has as things are, so that a supposition costs no more
// than the goals it touches.

import type { BookFinding } from './finding';
import type { BookInForce } from './in-force';
import { goalsIn, planOf } from './goals';
import type { Goal, Goals } from './goals';
import type { Rank } from './outcome';
import type { Situation } from './situation';

export interface Model extends Goals {
  /** Rank of each goal as things are, by its index. */
  present: readonly Rank[];
  /** How many goals have each rank. */
  counts: readonly [number, number, number, number];
  /** Lowest rank of all goals. */
  rank: Rank;
}

/** The models of the rulebooks that are weighed, and what may be supposed in them. */
export interface Search {
  s: Situation;
  models: readonly Model[];
  /** Every path of the models, sorted. */
  paths: readonly string[];
  options(path: string): readonly string[];
}

/** `finding` is what the rulebook gave as things are: most goals need not be looked at again. */
export function modelOf(s: Situation, inForce: BookInForce, finding: BookFinding): Model {
  const { goals, byPath, paths } = goalsIn(planOf(inForce, s.lane), s);
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  const present: Rank[] = [];
  for (const goal of goals) {
    const rank = goal.shown === null ? goal.rank(s) : goal.shown(finding);
    present.push(rank);
    counts[rank]++;
  }
  return { goals, byPath, paths, present, counts, rank: lowest(counts) };
}

function lowest(counts: readonly number[]): Rank {
  return counts[0] ? 0 : counts[1] ? 1 : counts[2] ? 2 : 3;
}

const NO_GOALS: readonly Goal[] = [];

/** The goals that look at a path. */
export const touching = (model: Model, path: string): readonly Goal[] => model.byPath.get(path) ?? NO_GOALS;

export const presentRank = (model: Model, goal: Goal): Rank => model.present[goal.index] ?? 0;

/** The rank of the rulebook under what the situation supposes. */
export function rankSupposed(model: Model, s: Situation): Rank {
  const counts = [...model.counts];
  const seen: Goal[] = [];
  for (const path of s.supposed.keys()) {
    for (const goal of touching(model, path)) {
      if (seen.includes(goal)) continue;
      seen.push(goal);
      move(counts, presentRank(model, goal), goal.rank(s));
    }
  }
  return lowest(counts);
}

function move(counts: number[], from: Rank, to: Rank): void {
  counts[from] = (counts[from] ?? 0) - 1;
  counts[to] = (counts[to] ?? 0) + 1;
}

/** The same where one path alone is supposed and no goal stands below `present`: only what it touches can be lower. */
export function rankTouched(model: Model, s: Situation, at: { path: string; present: Rank }): Rank {
  let rank: Rank = 3;
  for (const goal of touching(model, at.path)) {
    const supposed = goal.rank(s);
    if (supposed < rank) rank = supposed;
  }
  return rank < at.present ? rank : at.present;
}
