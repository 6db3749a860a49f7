// Who uses the embedded server. Several processes may share one; the last to leave stops it. A holder is a file that
// names a process by number and start time, because numbers are used again (in a container often at once).
import { randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { publish } from '../secret';

/** `pid:start`, or undefined when no such process lives. */
export function processIdentity(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
  }
  if (process.platform === 'linux') return linuxIdentity(pid);
  if (process.platform === 'win32') return String(pid);
  const started = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return started.status === 0 ? `${pid}:${started.stdout.trim()}` : undefined;
}

function linuxIdentity(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; state is field 3, start time field 22 (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${pid}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

const alive = (identity: string) => processIdentity(Number.parseInt(identity, 10)) === identity;

const myself = () => processIdentity(process.pid) ?? String(process.pid);

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Runs `work` while no other process does so in the same `home`.
 * @throws Error naming the holder when the lock is not free within `patience` milliseconds.
 */
export async function exclusively<T>(home: string, work: () => Promise<T>, patience = 120_000): Promise<T> {
  const lock = join(home, 'lock');
  const token = `${myself()} ${randomBytes(6).toString('hex')}`;
  const until = Date.now() + patience;
  while (!publish(lock, token)) {
    const holder = read(lock);
    if (holder !== undefined && !alive(holder.split(' ')[0] ?? '')) setAside(lock, holder);
    else if (Date.now() > until)
      throw new Error(`数据库目录被占用 / the database folder is locked: ${lock} (${holder})`);
    else await sleep(50 + Math.random() * 50);
  }
  try {
    return await work();
  } finally {
    if (read(lock) === token) rmSync(lock, { force: true });
  }
}

/** Takes a dead holder's lock away; one that somebody else renewed in the same instant is put back. */
function setAside(lock: string, dead: string): void {
  const aside = `${lock}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  const taken = read(aside);
  if (taken !== undefined && taken !== dead) publish(lock, taken);
  rmSync(aside, { force: true });
}

const folder = (home: string) => join(home, 'holders');

/** Enters this process as a user of the server; the answer takes it out again. */
export function hold(home: string): () => void {
  mkdirSync(folder(home), { recursive: true });
  const file = join(folder(home), `${process.pid}.${randomBytes(6).toString('hex')}`);
  publish(file, myself());
  return () => rmSync(file, { force: true });
}

/** Number of living holders; files of dead ones are removed. */
export function livingHolders(home: string): number {
  mkdirSync(folder(home), { recursive: true });
  return readdirSync(folder(home)).filter(name => {
    const identity = read(join(folder(home), name));
    if (identity !== undefined && alive(identity)) return true;
    rmSync(join(folder(home), name), { force: true });
    return false;
  }).length;
}
