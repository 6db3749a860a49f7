// Longest first, so that no long file is alone at the end. A clean clone knows no timings yet, and jest then goes by size: but
// a file that runs several members is short itself, so the members are counted with it, and databases cost more than domain.
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import Sequencer from '@jest/test-sequencer';

const MEMBERS = /describe\.each\(\[([^\]]*)\]\)/;
const DATABASE = ['api', 'db', 'console'].map(floor => `${sep}${floor}${sep}`);

/** In bytes; spec files with a world cost some ten times more a byte than those of the domain. */
function weight(path) {
  const names = [...(MEMBERS.exec(readFileSync(path, 'utf8'))?.[1] ?? '').matchAll(/'([\w-]+)'/g)];
  const members = names.map(([, name]) => join(dirname(path), `${name}.cases.ts`));
  const sizes = [path, ...members].map(file => statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  const factor = DATABASE.some(folder => path.includes(folder)) ? 10 : 1;
  return factor * sizes.reduce((sum, size) => sum + size, 0);
}

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.every(({ duration }) => duration !== undefined)) return sorted;
    const weights = new Map(sorted.map(({ path }) => [path, weight(path)]));
    return sorted.sort((a, b) => weights.get(b.path) - weights.get(a.path));
  }
}
