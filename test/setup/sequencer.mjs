// Longest first, so that no long file is alone at the end. A clean clone knows no timings yet, and jest then goes by size: but
// a file that runs several members is short itself, so the members are counted with it, and databases cost more than domain.
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import Sequencer from '@jest/test-sequencer';

const MEMBERS = /describe\.each\(\[([^\]]*)\]\)/;
/** What a byte costs on each floor, against one of the domain: a world, and a browser on top of it. */
const COST = { api: 10, db: 10, console: 60 };

/** In bytes of the domain. */
function weight(path) {
  const names = [...(MEMBERS.exec(readFileSync(path, 'utf8'))?.[1] ?? '').matchAll(/'([\w-]+)'/g)];
  const members = names.map(([, name]) => join(dirname(path), `${name}.cases.ts`));
  const sizes = [path, ...members].map(file => statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  const floor = Object.keys(COST).find(name => path.includes(`${sep}test${sep}${name}${sep}`));
  return (COST[floor] ?? 1) * sizes.reduce((sum, size) => sum + size, 0);
}

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.every(({ duration }) => duration !== undefined)) return sorted;
    const weights = new Map(sorted.map(({ path }) => [path, weight(path)]));
    return sorted.sort((a, b) => weights.get(b.path) - weights.get(a.path));
  }
}
