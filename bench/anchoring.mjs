// From the commit of a write to the outside proof of its time: ten writes a second for a minute, three witnesses of which two
// make the quorum and the third takes every question and answers none, which costs a log more than one that is switched off.
// The product as `npm start` runs it, each witness with a store that syncs; the witnesses share this process.
import { createServer } from 'node:http';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { compiled } from './compiled.mjs';
import { launch } from './servers.mjs';

const { KEY_TYPE, printVerifierKey, verifierKey } = compiled('domain/merkle/note-key');
const { Clock } = compiled('platform/clock');
const { sha256 } = compiled('platform/digests');
const { ed25519PublicKey, ed25519Signer } = compiled('platform/signatures');
const { LogKeysService } = compiled('proof/log-keys.service');
const { witnessServer } = compiled('witness/witness-server');
const { openWitnessStore } = compiled('witness/witness-store');

const PER_SECOND = 10;
const AIM_SECONDS = 30;
/** How long the last entries may take after the writing has ended. */
const PATIENCE_MS = 60_000;

export async function measure({ quick, long, town }) {
  const seconds = quick ? 10 : long ? 300 : 60;
  const { sponsors } = town;
  const { county } = sponsors[0];
  const folder = join(town.config.varDir, 'anchoring');
  const places = { secretsDir: join(folder, 'secrets'), publishedDir: join(folder, 'published') };
  const config = { ...town.config, ...places, anchorsFile: join(folder, 'anchors.json') };
  mkdirSync(places.secretsDir, { recursive: true });
  const log = new LogKeysService(config, new Clock()).create(county).key;
  const witnesses = await Promise.all(['city', 'archive', 'audit'].map(name => openWitness(folder, name, log)));
  try {
    const named = witnesses.map(({ key, url }) => ({ vkey: printVerifierKey(key), url }));
    writeFileSync(config.anchorsFile, JSON.stringify({ quorum: 2, witnesses: named }));
    const app = await launch('app-server.mjs', { config });
    try {
      return [rowOf(await waits(app, { config, sponsor: sponsors[0], seconds }), seconds)];
    } finally {
      await app.stop();
    }
  } finally {
    await Promise.all(witnesses.map(({ close }) => close()));
  }
}

async function openWitness(folder, name, log) {
  const seed = createHash('sha256').update(name).digest();
  const publicKey = ed25519PublicKey(seed);
  const key = verifierKey({ name: `${name}.bench`, type: KEY_TYPE.cosignature, publicKey }, sha256);
  const store = openWitnessStore(join(folder, name));
  const now = () => BigInt(Math.floor(Date.now() / 1000));
  const identity = { key, sign: ed25519Signer(seed), logs: [log], store, now };
  const mute = name === 'audit';
  const server = mute
    ? createServer(() => undefined)
    : witnessServer(identity, line => process.stderr.write(`${line}\n`));
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    store.close();
  };
  return { key, url: `http://127.0.0.1:${server.address().port}`, close };
}

/** Seconds from commit to anchor of each write, sorted. */
async function waits(app, { config, sponsor, seconds }) {
  const client = new pg.Client({ connectionString: config.databaseUrl });
  await client.connect();
  try {
    const seen = [];
    let until = Infinity;
    const watching = watch(client, { county: sponsor.county, seen, isOver: () => Date.now() > until });
    const { committed } = await app.ask({ sponsor, perSecond: PER_SECOND, seconds });
    until = Date.now() + PATIENCE_MS;
    const last = Math.max(...committed.map(({ position }) => position));
    while ((seen.at(-1)?.size ?? 0) <= last && Date.now() < until) await pause(50);
    until = 0;
    await watching;
    return committed.map(({ position, at }) => secondsUntil(seen, { position, at })).sort((a, b) => a - b);
  } finally {
    await client.end();
  }
}

/** Notes every growth of what is anchored, when it was first seen: twenty looks a second. */
async function watch(client, { county, seen, isOver }) {
  while (!isOver()) {
    const { rows } = await client.query('select max(size)::int as size from anchor where county = $1', [county]);
    const { size } = rows[0];
    if (size !== null && size > (seen.at(-1)?.size ?? 0)) seen.push({ size, at: Date.now() });
    await pause(50);
  }
}

function secondsUntil(seen, { position, at }) {
  const anchor = seen.find(({ size }) => size > position);
  if (!anchor) throw new Error(`bench/anchoring: entry ${position} was never anchored`);
  return Math.max(0, anchor.at - at) / 1000;
}

const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

function rowOf(sorted, seconds) {
  const at = share => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
  const [p50, p99, worst] = [at(0.5), at(0.99), sorted.at(-1)];
  const figures = `p50 ${p50.toFixed(2)} s, p99 ${p99.toFixed(2)} s, worst ${worst.toFixed(2)} s`;
  return {
    what: `from commit to anchored, ${sorted.length} writes in ${seconds} s, one of three witnesses mute\n    ${figures}`,
    ours: p99,
    peer: AIM_SECONDS,
    unit: 's (p99 against the aim)',
    ratio: AIM_SECONDS / p99,
    spread: [AIM_SECONDS / worst, AIM_SECONDS / p50],
    aim: 1,
    limits:
      'a look at the log every two seconds; a mute witness holds the questions for three seconds, then rests longer each time',
  };
}
