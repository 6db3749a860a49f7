// Compiles src/ to dist/ only when something changed, so that `npm run cli` starts at once and two of them may run
// side by side. `npm ci` calls it through "prepare".
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const root = fileURLToPath(new URL('.', import.meta.url));
const dist = join(root, 'dist');
const marker = join(dist, '.built');
/** Lock and workshop in one: only who made the folder builds, and builds in it. As deep as dist, for the source maps. */
const workshop = join(root, '.building');
const owner = join(workshop, '.pid');
const inputs = ['src', 'build.mjs', '.swcrc', 'package-lock.json'].map(name => join(root, name));

/** Newest modification time (ms) of a file or of anything below a folder; the folder's own time tells of deletions. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map(name => newest(join(path, name))));
}

const fresh = () => existsSync(marker) && statSync(marker).mtimeMs > Math.max(...inputs.map(newest));

function build() {
  const started = new Date();
  const swc = join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
  const options = ['src', '--out-dir', workshop, '--strip-leading-paths', '--config-file', '.swcrc'];
  const done = spawnSync(process.execPath, [swc, ...options], { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${done.stdout}${done.stderr}`);
  writeFileSync(join(workshop, 'verify.html'), verifierPage());
  put();
  writeFileSync(marker, `${started.toISOString()}\n`);
  utimesSync(marker, started, started); // whoever edits a file meanwhile is not built yet
}

/** Every file is replaced at once, and only if it changed: a server or a test running from dist never finds one missing. */
function put() {
  const files = folder =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const made = new Set(files(workshop).filter(name => join(workshop, name) !== owner));
  for (const name of made) {
    const [from, to] = [join(workshop, name), join(dist, name)];
    if (existsSync(to) && readFileSync(from).equals(readFileSync(to))) continue;
    mkdirSync(dirname(to), { recursive: true });
    renameSync(from, to);
  }
  for (const name of files(dist)) if (!made.has(name) && join(dist, name) !== marker) rmSync(join(dist, name));
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

/** mkdir is atomic: whoever makes the folder builds, the others wait until it is gone or its maker is. */
function locked(work) {
  const until = Date.now() + 120_000;
  for (;;) {
    try {
      mkdirSync(workshop);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (Date.now() > until || !ownerLives()) rmSync(workshop, { recursive: true, force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
  try {
    writeFileSync(owner, String(process.pid));
    work();
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** Also while the number is not written yet. */
function ownerLives() {
  try {
    process.kill(Number(readFileSync(owner, 'utf8')) || process.pid, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

if (!fresh()) locked(() => fresh() || build());
