// Secrets that the installation makes for itself: one random value a file, mode 0600, made once even when several
// processes start together (the finished file appears under its name in one step; whoever comes second reads it).
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Reads the secret at `path`, making it (256 random bits, base64url) when the file does not exist yet.
 * @throws Error when the file exists but is empty: an emptied secret is never replaced in silence.
 */
export function secretAt(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path)) publish(path, randomBytes(32).toString('base64url'));
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  const secret = readFileSync(path, 'utf8').trim();
  if (secret === '') throw new Error(`密钥文件为空 / the secret file is empty: ${path}`);
  return secret;
}

/** Puts `content` at `path` (0600) in one atomic step; answers false, and changes nothing, when the name is taken. */
export function publish(path: string, content: string): boolean {
  const draft = `${path}.${process.pid}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'EEXIST') return false;
    if (['EPERM', 'ENOTSUP', 'ENOSYS'].includes(code)) return publishUnlinked(path, content);
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** For file systems without hard links, such as folders shared into a container: the name is still taken only once. */
function publishUnlinked(path: string, content: string): boolean {
  try {
    writeFileSync(path, content, { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
