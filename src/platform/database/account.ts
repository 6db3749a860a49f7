// Under which operating system account the server runs. PostgreSQL refuses to run as root; an ordinary user runs it
// as himself. Root uses the system user `postgres`, or whoever already owns the data.
import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync } from 'node:fs';

/** `undefined`: the account of this process. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

const USER = 'postgres';

/** Nothing of the caller's PG* variables, language or working folder (which may be closed) reaches the server. */
export function asAccount(account: Account): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number } {
  const kept = ['PATH', 'TMPDIR', 'TEMP', 'SystemRoot'].filter(name => process.env[name] !== undefined);
  const env = Object.fromEntries([...kept.map(name => [name, process.env[name]]), ['LC_ALL', 'C'], ['TZ', 'UTC']]);
  const cwd = process.platform === 'win32' ? process.cwd() : '/';
  return account ? { cwd, env, uid: account.uid, gid: account.gid } : { cwd, env };
}

export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * The account for a cluster whose data folder is `data` (existing or not).
 * @throws Error when root has no system user to run the server as and cannot create one.
 */
export function accountFor(data: string): Account {
  if (!isRoot()) return undefined;
  const owner = statSync(data, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return systemUser() ?? createSystemUser();
}

function systemUser(): Account {
  const line = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  if (line) return { uid: Number(line[1]), gid: Number(line[2]) };
  // A directory service may know the user although /etc/passwd does not.
  const [uid, gid] = ['-u', '-g'].map(flag => spawnSync('id', [flag, USER], { encoding: 'utf8' }));
  return uid?.status === 0 && gid?.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
}

function createSystemUser(): Account {
  const quiet: SpawnSyncOptions = { stdio: 'ignore' };
  spawnSync('groupadd', ['--system', USER], quiet);
  const done = spawnSync('useradd', ['--system', '--no-create-home', '--gid', USER, USER], quiet);
  if (done.status !== 0) spawnSync('adduser', ['-S', '-D', '-H', USER], quiet); // BusyBox
  const made = systemUser();
  if (made) return made;
  throw new Error(
    `数据库不能以 root 运行，且无法建立系统用户 ${USER}；请以普通用户运行或设置 DATABASE_URL / the database cannot run ` +
      `as root and the system user ${USER} could not be created: run as an ordinary user, or set DATABASE_URL`,
  );
}

/** Whether `account` can enter `folder`, tried for real: modes, ACLs and every parent count. */
export function canEnter(folder: string, account: Account): boolean {
  if (!account) return true;
  return (
    spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...asAccount(account), stdio: 'ignore' }).status === 0
  );
}

/** Makes `folder` and lets every account enter it, whatever our umask; its parents are the caller's business. */
export function openFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
}
