// The goals of one rulebook in one situation, with the rank each has as things are, so that a supposition costs no more
// than the goals it touches.

import type { BookFinding } from './finding';
import type { BookInForce } from './in-force';
import { goalsIn, planOf } from './goals';
import type { Goal, Goals } from './goals';
import { rankOf } from './outcome';
import type { Rank } from './outcome';
import { NOTHING_SUPPOSED } from './situation';
import type { Situation } from './situation';

export interface Model {
  goals: Goals;
  /** What the rulebook gave as things are. */
  finding: BookFinding;
  /** Its rank, which is the lowest of all goals. */
  rank: Rank;
  /** Made at first use: a finding with nothing to lift needs none of it. */
  standing: Standing | null;
}

export interface Standing {
  /** Rank of each goal as things are, by its index. */
  present: readonly Rank[];
  /** How many goals have each rank. */
  counts: readonly [number, number, number, number];
}

/** The models of the rulebooks that are weighed, and what may be supposed in them. */
export interface Search {
  s: Situation;
  models: readonly Model[];
  /** The values a loss may be supposed to have. */
  losses(): readonly string[];
  options(path: string): readonly string[];
}

export function modelOf(s: Situation, inForce: BookInForce, finding: BookFinding): Model {
  return { goals: goalsIn(planOf(inForce, s.lane), s), finding, rank: rankOf(finding.outcome), standing: null };
}

/** How the goals stand as things are, whatever is being supposed meanwhile. */
export function standingOf(model: Model, s: Situation): Standing {
  if (model.standing !== null) return model.standing;
  const { supposed } = s;
  s.supposed = NOTHING_SUPPOSED;
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  const present: Rank[] = [];
  // What the finding shows need not be looked at again.
  for (const goal of model.goals.goals) {
    const rank = goal.shown === null ? goal.rank(s) : goal.shown(model.finding);
    present.push(rank);
    counts[rank]++;
  }
  s.supposed = supposed;
  return (model.standing = { present, counts });
}

function lowest(counts: readonly number[]): Rank {
  return counts[0] ? 0 : counts[1] ? 1 : counts[2] ? 2 : 3;
}

const NO_GOALS: readonly Goal[] = [];

/** The goals that look at a path. */
export const touching = (model: Model, path: string): readonly Goal[] =>
  model.goals.byPath.get(path)?.goals ?? NO_GOALS;

/** The rank of the rulebook under what the situation supposes. */
export function rankSupposed(model: Model, s: Situation): Rank {
  const standing = standingOf(model, s);
  const counts = [...standing.counts];
  const seen: Goal[] = [];
  for (const path of s.supposed.keys()) {
    for (const goal of touching(model, path)) {
      if (seen.includes(goal)) continue;
      seen.push(goal);
      move(counts, standing.present[goal.index] ?? 0, goal.rank(s));
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
