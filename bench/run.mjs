// `npm run bench`: every figure is a ratio, measured side by side in this run. docs/bench.md says how and why.
// Options: --quick (a minute, for trying the benchmarks themselves), --long (anchoring for five minutes instead of one);
// names (check, tree, reads, writes, anchoring, proofs, preview, board) run only those.
// Exits 0 whatever the ratios are, 1 when a benchmark is broken: engines that disagree, bodies that differ, errors.
import { cpus } from 'node:os';
import * as anchoring from './anchoring.mjs';
import * as board from './board.mjs';
import * as check from './check.mjs';
import * as preview from './preview.mjs';
import * as proofs from './proofs.mjs';
import * as reads from './reads.mjs';
import * as tree from './tree.mjs';
import * as writes from './writes.mjs';
import { openTown } from './town.mjs';

// The last two fill the database: with findings, and a county of its own with everything.
const BENCHES = { check, tree, reads, writes, anchoring, proofs, preview, board };
const WITHOUT_TOWN = ['check', 'tree'];
const quick = process.argv.includes('--quick');
const long = process.argv.includes('--long');
const named = process.argv.slice(2).filter(argument => argument in BENCHES);
const wanted = named.length > 0 ? named : Object.keys(BENCHES);

const round = value => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

function line({ what, ours, peer, unit, ratio, spread, aim, limits }) {
  const reached = aim === null ? '' : `, aim ${aim}: ${ratio >= aim ? 'reached' : 'NOT reached'}`;
  const sides = `${round(ours)} against ${round(peer)} ${unit}`;
  const range = `${round(spread[0])} to ${round(spread[1])}`;
  return `${what}\n    ratio ${round(ratio)} (rounds: ${range})${reached}\n    ${sides}\n    limited by: ${limits}`;
}

async function measured() {
  const town = wanted.some(name => !WITHOUT_TOWN.includes(name)) ? await openTown() : null;
  const rows = [];
  try {
    for (const name of wanted) {
      process.stdout.write(`measuring ${name} ...\n`);
      rows.push(...(await BENCHES[name].measure({ quick, long, town })));
    }
    return rows;
  } finally {
    await town?.close();
  }
}

try {
  const { model } = cpus()[0];
  process.stdout.write(`Node ${process.version}, ${cpus().length} cores (${model.trim()})${quick ? ', quick' : ''}\n`);
  const started = performance.now();
  const rows = await measured();
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(`\n${rows.map(line).join('\n\n')}\n\n${seconds} s\n`);
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}
