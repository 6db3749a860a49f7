// `npm run bench`: every figure is a ratio, measured side by side in this run, but for the console's, which have nothing to be
// compared with. docs/bench.md says how and why.
// Options: --quick (a minute, for trying the benchmarks themselves), --long (anchoring for five minutes instead of one);
// names (check, tree, reads, writes, anchoring, proofs, preview, board, first-load, burden) run only those.
// Exits 0 whatever the ratios are, 1 when a benchmark is broken: engines that disagree, bodies that differ, errors.
import { cpus } from 'node:os';
import * as anchoring from './anchoring.mjs';
import * as board from './board.mjs';
import * as burden from './burden.mjs';
import * as check from './check.mjs';
import { openDemo } from './demo-server.mjs';
import * as firstLoad from './first-load.mjs';
import * as preview from './preview.mjs';
import * as proofs from './proofs.mjs';
import * as reads from './reads.mjs';
import * as tree from './tree.mjs';
import * as writes from './writes.mjs';
import { openTown } from './town.mjs';

// The last two of the town fill its database: with findings, and a county of its own with everything.
const OF_TOWN = { reads, writes, anchoring, proofs, preview, board };
const OF_DEMO = { 'first-load': firstLoad, burden };
const BENCHES = { check, tree, ...OF_TOWN, ...OF_DEMO };
const quick = process.argv.includes('--quick');
const long = process.argv.includes('--long');
const named = process.argv.slice(2).filter(argument => argument in BENCHES);
const wanted = named.length > 0 ? named : Object.keys(BENCHES);

const round = value => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

/** What is no ratio prints itself. */
const shown = row => row.table ?? line(row);

function line({ what, ours, peer, unit, ratio, spread, aim, limits }) {
  const reached = aim === null ? '' : `, aim ${aim}: ${ratio >= aim ? 'reached' : 'NOT reached'}`;
  const sides = `${round(ours)} against ${round(peer)} ${unit}`;
  const range = `${round(spread[0])} to ${round(spread[1])}`;
  return `${what}\n    ratio ${round(ratio)} (rounds: ${range})${reached}\n    ${sides}\n    limited by: ${limits}`;
}

/** Opened only for those that need it. @returns what it is, and its end */
const openFor = (benches, open) => (wanted.some(name => name in benches) ? open() : null);

async function measured() {
  const rows = [];
  const measure = async (benches, place) => {
    for (const name of wanted.filter(one => one in benches)) {
      process.stdout.write(`measuring ${name} ...\n`);
      rows.push(...(await benches[name].measure({ quick, long, ...place })));
    }
  };
  await measure({ check, tree }, {});
  const town = await openFor(OF_TOWN, openTown);
  await measure(OF_TOWN, { town }).finally(() => town?.close());
  const demo = await openFor(OF_DEMO, openDemo);
  await measure(OF_DEMO, { demo }).finally(() => demo?.stop());
  return rows;
}

try {
  const { model } = cpus()[0];
  process.stdout.write(`Node ${process.version}, ${cpus().length} cores (${model.trim()})${quick ? ', quick' : ''}\n`);
  const started = performance.now();
  const rows = await measured();
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(`\n${rows.map(shown).join('\n\n')}\n\n${seconds} s\n`);
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}
