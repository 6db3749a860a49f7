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
/** Lock and workshop in one: only who made the folder builds, and builds in it. As deep as dist, for the source maps. */
const workshop = join(root, '.building');
const owner = join(workshop, '.pid');

/** What is built, each again only when something it is made from changed. */
const parts = {
  server: {
    inputs: ['src', 'build.mjs', '.swcrc', 'package-lock.json'],
    to: dist,
    make: compileServer,
    foreign: ['console'],
  },
  console: {
    inputs: ['console', 'src/domain', 'docs/openapi.json', 'package-lock.json'],
    to: join(dist, 'console'),
    prepare: generateTypes,
    make: buildConsole,
    foreign: [],
  },
};
const markerOf = ({ to }) => join(to, '.built');

/** Newest modification time (ms) of a file or of anything below a folder; the folder's own time tells of deletions. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const made = name => name === 'node_modules' || name.endsWith('.gen.ts');
  const names = readdirSync(path).filter(name => !made(name));
  return Math.max(stat.mtimeMs, ...names.map(name => newest(join(path, name))));
}

const fresh = part =>
  existsSync(markerOf(part)) &&
  statSync(markerOf(part)).mtimeMs > Math.max(...part.inputs.map(name => newest(join(root, name))));

function build(part) {
  part.prepare?.();
  const started = new Date();
  const from = join(workshop, part === parts.server ? 'server' : 'console');
  part.make(from);
  put(from, part);
  writeFileSync(markerOf(part), `${started.toISOString()}\n`);
  utimesSync(markerOf(part), started, started); // whoever edits a file meanwhile is not built yet
}

function compileServer(into) {
  const swc = join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
  run(swc, ['src', '--out-dir', into, '--strip-leading-paths', '--config-file', '.swcrc']);
  writeFileSync(join(into, 'verify.html'), verifierPage());
}

/** Before the build's time is taken: a file made within the inputs would make them look newer than what was built. */
function generateTypes() {
  const cli = join(root, 'node_modules', 'openapi-typescript', 'bin', 'cli.js');
  run(cli, ['docs/openapi.json', '--default-non-nullable=false', '-o', 'console/src/api/schema.gen.ts']);
}

/** Type check and bundles: an API that has drifted from what the console expects ends here. */
function buildConsole(into) {
  run(join(root, 'console', 'build.mjs'), [into]);
}

function run(script, options) {
  const done = spawnSync(process.execPath, [script, ...options], { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${done.stdout}${done.stderr}`);
}

/** Every file is replaced at once, and only if it changed: a server or a test running from dist never finds one missing. */
function put(folder, { to, foreign }) {
  const files = at =>
    readdirSync(at, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name).slice(at.length + 1));
  const made = new Set(files(folder));
  for (const name of made) {
    const [source, target] = [join(folder, name), join(to, name)];
    if (existsSync(target) && readFileSync(target).equals(readFileSync(source))) continue;
    mkdirSync(dirname(target), { recursive: true });
    renameSync(source, target);
  }
  const others = name => foreign.some(part => name.startsWith(`${part}/`));
  for (const name of files(to)) if (!made.has(name) && name !== '.built' && !others(name)) rmSync(join(to, name));
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

/** @param names of what is needed; the tests of the API do without the console */
export function upToDate(...names) {
  const stale = () => names.map(name => parts[name]).filter(part => !fresh(part));
  if (stale().length > 0) locked(() => stale().forEach(build));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = process.argv.slice(2);
  upToDate(...(asked.length > 0 ? asked : Object.keys(parts)));
}
