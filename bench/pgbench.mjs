// The peer of the writes: pgbench with prepared statements, as the app role, each client in its county. Where pgbench is
// not installed, the raw pg client sends the same statements, and is labelled so.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { BEGIN, STATEMENTS } from './draft-statements.mjs';

const DEBIAN = '/usr/lib/postgresql';

/** Path of pgbench, or undefined. */
export function findPgbench() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => b - a) : [];
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...versions.map(name => join(DEBIAN, name, 'bin'))];
  return folders.map(folder => join(folder, 'pgbench')).find(existsSync);
}

/** BEGIN and the region go in one round trip, as in the application. */
function script() {
  const line = ({ text, keep }) => `${text.replaceAll(/\s*\n\s*/g, ' ')}${keep ? ' \\gset' : ';'}`;
  const county = '\\set county :first + (:client_id % :counties)';
  return [county, '\\startpipeline', ...BEGIN.map(line), '\\endpipeline', ...STATEMENTS.map(line), ''].join('\n');
}

/** @returns `({ clients, counties, seconds }) => Promise<drafts per second>`, and what it is called */
export function writingPeer({ url, folder, sponsor }) {
  const program = findPgbench();
  if (program === undefined) return { name: 'raw pg client (no pgbench here)', run: rawClient(url, sponsor) };
  const file = join(folder, 'draft.pgbench');
  writeFileSync(file, script());
  const variables = { first: sponsor.county, sponsor: sponsor.organisationId, lead: sponsor.accountId };
  const fixed = Object.entries(variables).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
  const run = async ({ clients, counties, seconds }) => {
    const how = ['-n', '-M', 'prepared', '-c', clients, '-j', Math.min(clients, 2), '-T', seconds, '-f', file];
    const output = await outputOf(program, [...how, '-D', `counties=${counties}`, ...fixed, url].map(String));
    const rate = Number(/tps = ([\d.]+)/.exec(output)?.[1]);
    const failed = Number(/number of failed transactions: (\d+)/.exec(output)?.[1] ?? 0);
    if (!(rate > 0) || failed > 0) throw new Error(`bench/writes: pgbench did not do its work:\n${output}`);
    return rate;
  };
  return { name: 'pgbench', run };
}

function outputOf(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk));
    child.once('error', reject);
    child.once('close', code => (code === 0 ? resolve(output) : reject(new Error(`pgbench: ${output}`))));
  });
}

/** Each `:name` becomes a parameter of its own, as in pgbench, in a statement prepared once a connection. */
const PREPARED = [...BEGIN, ...STATEMENTS].map(({ text, keep = [] }, at) => {
  const names = [];
  const numbered = text.replaceAll(/(?<!:):([a-z]+)\b/g, (_, name) => `$${names.push(name)}`);
  return { name: `draft-${at}`, text: numbered, names, keep };
});

async function draftOnce(client, variables) {
  const known = { ...variables };
  for (const { names, keep, ...statement } of PREPARED) {
    const { rows } = await client.query({ ...statement, values: names.map(name => known[name]) });
    for (const name of keep) known[name] = rows[0][name];
  }
}

function rawClient(url, sponsor) {
  return async ({ clients, counties, seconds }) => {
    const connected = await Promise.all(Array.from({ length: clients }, () => connect(url)));
    try {
      const started = performance.now();
      let done = 0;
      const work = async (client, at) => {
        const county = String(Number(sponsor.county) + (at % counties));
        const variables = { county, sponsor: sponsor.organisationId, lead: sponsor.accountId };
        for (; performance.now() - started < seconds * 1000; done++) await draftOnce(client, variables);
      };
      await Promise.all(connected.map(work));
      return (done * 1000) / (performance.now() - started);
    } finally {
      await Promise.all(connected.map(client => client.end()));
    }
  };
}

async function connect(connectionString) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}
