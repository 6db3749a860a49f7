// One PostgreSQL cluster on disk: made once, started and stopped with PostgreSQL's own pg_ctl. The server belongs to a
// session of its own (so Ctrl-C in the terminal does not reach it) and writes to a file (so it outlives our pipes).
import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, asAccount } from './account';
import type { Programs } from './binaries';
import { processIdentity } from './holders';

export interface Cluster {
  /** Folder of data, password, port, log, lock and holders. */
  home: string;
  data: string;
  account: Account;
  programs: Programs;
  password: string;
  settings: Readonly<Record<string, string>>;
}

export const SUPERUSER = 'ph_super';

const SETTINGS = 'settings.conf';
const LOG_LIMIT = 5 * 1024 * 1024;

const logFile = (cluster: Cluster) => join(cluster.home, 'log', 'server.log');

/** Last lines of the server's log, for error texts. */
export function logTail(cluster: Cluster, lines = 15): string {
  if (!existsSync(logFile(cluster))) return '';
  return readFileSync(logFile(cluster), 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

function run(program: string, args: string[], account: Account): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    // pg_ctl's child inherits the descriptors: pipes would stay open as long as the server lives, hence 'exit' below.
    const child = spawn(program, args, { ...asAccount(account), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('exit', code => {
      setImmediate(() => {
        child.stdout.destroy();
        child.stderr.destroy();
        resolve({ code, output: output.trim() });
      });
    });
  });
}

/** A folder that belongs to the server's account; other files of `home` stay ours. */
function ownFolder(path: string, account: Account): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (account) chownSync(path, account.uid, account.gid);
}

/**
 * Makes the cluster when there is none. It is built under another name and renamed when complete, so that a start
 * killed half way leaves nothing that looks like data.
 * @throws Error with the output of initdb.
 */
export async function initialise(cluster: Cluster): Promise<void> {
  ownFolder(join(cluster.home, 'log'), cluster.account);
  if (existsSync(join(cluster.data, 'PG_VERSION'))) return;
  for (const name of readdirSync(cluster.home)) {
    if (name.startsWith('draft.')) rmSync(join(cluster.home, name), { recursive: true, force: true });
  }
  const draft = join(cluster.home, `draft.${process.pid}`);
  ownFolder(draft, cluster.account);
  const made = join(draft, 'data');
  const passwordFile = join(draft, 'password');
  writeFileSync(passwordFile, `${cluster.password}\n`, { mode: 0o600 });
  if (cluster.account) chownSync(passwordFile, cluster.account.uid, cluster.account.gid);
  const done = await run(cluster.programs.initdb, initdbFlags(cluster, made, passwordFile), cluster.account);
  if (done.code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`无法建立数据库 / initdb failed (${done.code}):\n${done.output}`);
  }
  // Relative to postgresql.conf, so that the whole folder may be moved.
  appendFileSync(join(made, 'postgresql.conf'), `\ninclude = '../${SETTINGS}'\n`);
  renameSync(made, cluster.data);
  rmSync(draft, { recursive: true, force: true });
}

function initdbFlags(cluster: Cluster, data: string, passwordFile: string): string[] {
  return [
    `--pgdata=${data}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth-host=scram-sha-256',
    '--auth-local=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=icu',
    '--icu-locale=zh-Hans-CN',
    // Only Linux has C.UTF-8 everywhere; with ICU the C library's locale decides message formats only.
    `--locale=${process.platform === 'linux' ? 'C.UTF-8' : 'C'}`,
    '--lc-messages=C',
    '--no-instructions',
    ...(cluster.settings.fsync === 'off' ? ['--no-sync'] : []),
  ];
}

/** Written before every start, outside the data: root never writes into a folder that the server's account owns. */
function writeSettings(cluster: Cluster, port: number): void {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    max_connections: '100',
    ...cluster.settings,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`);
  const file = join(cluster.home, SETTINGS);
  writeFileSync(file, lines.join(''));
  chmodSync(file, 0o644); // whatever our umask: the server's account reads it
}

export interface Postmaster {
  pid: number;
  port: number;
}

const pidFile = (cluster: Cluster) => join(cluster.data, 'postmaster.pid');

/** The server of these data, when it lives. A pid file of anything else is stale and is removed. */
export function runningServer(cluster: Cluster): Postmaster | undefined {
  if (!existsSync(pidFile(cluster))) return undefined;
  const lines = readFileSync(pidFile(cluster), 'utf8').split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (Number.isInteger(pid) && pid > 0 && isServerOf(cluster, pid)) return { pid, port };
  rmSync(pidFile(cluster), { force: true });
  return undefined;
}

/** A process number proves nothing after a restart of the machine: the process must be a postgres in this folder. */
export function isServerOf(cluster: Cluster, pid: number): boolean {
  if (processIdentity(pid) === undefined) return false;
  if (process.platform !== 'linux') {
    const command = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.status === 0 && command.stdout.includes('postgres') && command.stdout.includes(cluster.data);
  }
  const [program = '', ...flags] = readOr('', () => readFileSync(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
  if (!/^postgres/.test(basename(program))) return false;
  if (flags.includes(cluster.data)) return true;
  // Started by hand, `-D .` perhaps: a postmaster changes into its data folder. Root in a container without
  // CAP_SYS_PTRACE may not see this, hence the arguments first.
  return readOr('', () => readlinkSync(`/proc/${pid}/cwd`)) === realpathSync(cluster.data);
}

function readOr<T>(otherwise: T, read: () => T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** One attempt; resolves when connections are accepted, which after a crash includes the recovery (5 minutes). */
export async function launch(cluster: Cluster, port: number): Promise<void> {
  writeSettings(cluster, port);
  const log = logFile(cluster);
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(log, `${log}.1`);
  const args = ['start', '-D', cluster.data, '-l', log, '-w', '-t', '300', '-s'];
  const done = await run(cluster.programs.pgCtl, args, cluster.account);
  if (done.code !== 0) throw new Error(`${done.output}\n${logTail(cluster)}`);
}

/** Fast shutdown, verified; after 60 s the hard one, from which the next start recovers. */
export async function halt(cluster: Cluster): Promise<void> {
  const server = runningServer(cluster);
  if (!server) return;
  const identity = processIdentity(server.pid);
  for (const mode of ['fast', 'immediate']) {
    await run(
      cluster.programs.pgCtl,
      ['stop', '-D', cluster.data, '-m', mode, '-w', '-t', '60', '-s'],
      cluster.account,
    );
    // pg_ctl waits for the pid file to go, which happens shortly before the process ends.
    for (let wait = 0; wait < 100 && processIdentity(server.pid) === identity; wait++) await sleep(20);
    if (processIdentity(server.pid) !== identity) return;
  }
  throw new Error(`数据库没有停止 / the database did not stop (pid ${server.pid}):\n${logTail(cluster)}`);
}
