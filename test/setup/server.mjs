// Holds the test server. The pipe from jest is its leash: however jest ends, the pipe closes, the server stops and
// its folder goes away.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { compiled } from './compiled.mjs';

const embedded = compiled('platform/database/embedded');
const migrations = compiled('platform/database/migrate');
const roles = compiled('platform/database/roles');

/** root's servers run under another account, which must be able to enter. */
function openFolder(parent) {
  const folder = mkdtempSync(join(parent, 'pilot-harbor-test-'));
  chmodSync(folder, 0o755);
  return folder;
}

const ROOM = 2 ** 30;

/** In memory where the machine has room there: copying a database costs a third of what it costs on a disk. */
function quickest() {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize >= ROOM ? '/dev/shm' : tmpdir();
  } catch {
    return tmpdir();
  }
}

const folder = openFolder(tmpdir());
const memory = openFolder(quickest());

/** Memory may forbid to execute what lies in it, as in containers. */
function mayExecute(place) {
  const probe = join(place, 'probe');
  writeFileSync(probe, '#!/bin/sh\n', { mode: 0o755 });
  return spawnSync(probe).status === 0;
}
const programs = mayExecute(memory) ? memory : folder;
const log = [];

async function start() {
  const server = await embedded.startEmbedded({
    dataDir: memory,
    refuge: join(programs, 'refuge'),
    log: line => log.push(line),
    // Speed instead of durability: nothing here outlives the run.
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      autovacuum: 'off',
      max_connections: '300',
    },
  });
  try {
    process.stdout.write(`${JSON.stringify({ ...(await prepare(server)), folder, memory, programs })}\n`);
    await leash;
  } finally {
    await server.stop();
  }
}

async function prepare(server) {
  const app = randomBytes(16).toString('hex');
  const audit = randomBytes(16).toString('hex');
  const template = 'ph_template';
  const client = new pg.Client({ connectionString: server.url() });
  await client.connect();
  await roles.ensureRoles(client, { app: { value: app, enforce: true }, audit: { value: audit, enforce: true } });
  await roles.ensureDatabase(client, template);
  await client.end();
  const folder = fileURLToPath(new URL('../../migrations', import.meta.url));
  await migrations.migrate({ url: server.url(template), folder });
  return { url: server.url(), template, app, audit };
}

/** Specs of the supervisor keep servers of their own below; when jest was killed, these too are on their way out. */
async function othersStopped() {
  const running = () => {
    try {
      const names = [folder, memory].flatMap(place => readdirSync(place, { recursive: true }));
      return names.some(name => name.endsWith('postmaster.pid'));
    } catch {
      return true; // somebody removes files while we look
    }
  };
  for (let wait = 0; wait < 50 && running(); wait++) await new Promise(resolve => setTimeout(resolve, 200));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined); // the leash decides
const leash = new Promise(resolve => process.stdin.on('close', resolve).on('error', resolve).resume());
process.stdout.on('error', () => undefined); // nobody reads any more
let failed = false;
try {
  await start();
} catch (error) {
  failed = true;
  process.stderr.write(`${error.stack}\n${log.join('\n')}\n`);
}
await othersStopped();
for (const place of [folder, memory]) rmSync(place, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
process.exit(failed ? 1 : 0);
