// Compiles src/ to dist/ only when something changed, so that `npm run cli` starts at once and two of them may run
// side by side. `npm ci` calls it through "prepare".
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const marker = join(root, 'dist', '.built');
const lock = join(root, 'node_modules', '.pilot-harbor-build');
const inputs = ['src', 'nest-cli.json', '.swcrc', 'package-lock.json'].map(name => join(root, name));

/** Newest modification time (ms) of a file or of anything below a folder; the folder's own time tells of deletions. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map(name => newest(join(path, name))));
}

const fresh = () => existsSync(marker) && statSync(marker).mtimeMs > Math.max(...inputs.map(newest));

function build() {
  const started = new Date();
  const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const done = spawnSync(process.execPath, [nest, 'build'], { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) {
    process.stderr.write(`${done.stdout}${done.stderr}`);
    process.exit(done.status ?? 1);
  }
  writeFileSync(marker, `${started.toISOString()}\n`);
}

/** mkdir is atomic: whoever makes the folder builds, the others wait until it is gone (at most two minutes). */
function locked(work) {
  const until = Date.now() + 120_000;
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (Date.now() > until) rmSync(lock, { recursive: true, force: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

if (!fresh()) locked(() => fresh() || build());
