// All smallest sets of changes that bring a few goals where they are wanted: by size, so that the first size with a set
// is the smallest. Only paths of the first goal that still stands in the way are tried next; whatever set brings it
// about must change one of them, so nothing is passed over.

import type { FactChange } from './finding';
import type { Goal } from './goals';
import type { Search } from './model';
import type { Rank } from './outcome';

/** Looks at goals per search, some milliseconds. Beyond it nothing is offered, rather than what may not be smallest. */
const LOOKS = 20_000;

export interface Wanted {
  goals: readonly Goal[];
  suffices(rank: Rank): boolean;
  /** No smaller set can do: 1 where a goal is known to stand in the way. */
  least: 0 | 1;
  /** Sets larger than this are of no use. */
  most: number;
}

/** Sets of changes, all of one size, in no order; empty: none within `most` changes. */
export function smallestSets(search: Search, wanted: Wanted): FactChange[][] {
  const at: Descent = { search, wanted, supposed: new Map(), found: new Map(), cut: false, looks: 0 };
  search.s.supposed = at.supposed;
  for (let size = wanted.least; size <= wanted.most; size++) {
    at.cut = false;
    descend(at, size);
    if (at.looks > LOOKS) return [];
    if (at.found.size > 0) return [...at.found.values()];
    // Every way was followed to its end within this size: more changes bring nothing new.
    if (!at.cut) return [];
  }
  return [];
}

interface Descent {
  search: Search;
  wanted: Wanted;
  supposed: Map<string, string>;
  found: Map<string, FactChange[]>;
  /** Some way was left because the size was used up. */
  cut: boolean;
  looks: number;
}

function descend(at: Descent, left: number): void {
  const obstacle = firstObstacle(at);
  if (obstacle === null) keep(at);
  else if (at.looks <= LOOKS) {
    for (const path of obstacle.paths) {
      if (!at.supposed.has(path)) tryPath(at, path, left);
    }
  }
}

function tryPath(at: Descent, path: string, left: number): void {
  const options = at.search.options(path);
  if (options.length === 0) return;
  if (left === 0) {
    at.cut = true;
    return;
  }
  for (const to of options) {
    at.supposed.set(path, to);
    descend(at, left - 1);
  }
  at.supposed.delete(path);
}

function firstObstacle(at: Descent): Goal | null {
  const { goals, suffices } = at.wanted;
  for (const goal of goals) {
    at.looks++;
    if (!suffices(goal.rank(at.search.s))) return goal;
  }
  return null;
}

function keep({ supposed, found }: Descent): void {
  const changes: FactChange[] = [];
  for (const [fact, to] of supposed) changes.push({ fact, to });
  if (changes.length > 1) changes.sort(byPath);
  found.set(changes.map(({ fact, to }) => `${fact}\t${to}`).join('\n'), changes);
}

const byPath = (a: FactChange, b: FactChange): number => (a.fact < b.fact ? -1 : 1);
