// Compiles src/ to dist/ only when something changed, so that `npm run cli` starts at once and two of them may run
// side by side. `npm ci` calls it through "prepare".
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

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
  writeFileSync(join(root, 'dist', 'verify.html'), verifierPage());
  writeFileSync(marker, `${started.toISOString()}\n`);
}

/** The receipt verifier as one file: script and style inline, allowed by their hashes, and nothing else allowed at all. */
function verifierPage() {
  const source = name => join(root, 'src', 'verifier', name);
  const bundled = options => {
    const { outputFiles } = buildSync({ bundle: true, minify: true, write: false, charset: 'utf8', ...options });
    return outputFiles[0].text.trim();
  };
  const script = bundled({ entryPoints: [source('page.ts')], format: 'iife', target: 'es2022', platform: 'browser' });
  const style = bundled({ entryPoints: [source('page.css')] });
  const digest = text => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const policy = [
    "default-src 'none'",
    `script-src ${digest(script)}`,
    `style-src ${digest(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return readFileSync(source('page.html'), 'utf8')
    .replace('POLICY', () => policy)
    .replace('<style></style>', () => `<style>${style}</style>`)
    .replace('<script></script>', () => `<script>${script}</script>`);
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
