// Builds the console into the folder given: type check beside the bundles, then a brotli and a gzip copy of every text, so
// that the server compresses nothing at run time. The client types are there already (build.mjs of the project).
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const into = process.argv[2] ?? join(here, '..', 'dist', 'console');
const require = createRequire(import.meta.url);
const binOf = (name, bin) => join(dirname(require.resolve(`${name}/package.json`)), bin);

function run(script, options) {
  return new Promise((resolve, reject) => {
    // Started by a test run, React would otherwise be bundled as it is for development.
    const env = { ...process.env, NODE_ENV: 'production' };
    const child = spawn(process.execPath, [script, ...options], { cwd: here, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    child.stdout.on('data', chunk => said.push(chunk));
    child.stderr.on('data', chunk => said.push(chunk));
    child.on('error', reject);
    child.on('exit', code => (code === 0 ? resolve() : reject(new Error(Buffer.concat(said).toString()))));
  });
}

await Promise.all([
  run(binOf('typescript', 'bin/tsc'), ['--noEmit', '-p', '.']),
  run(binOf('vite', 'bin/vite.js'), ['build', '--outDir', into, '--logLevel', 'warn']),
]);

const TEXT = /\.(js|css|html|svg|json)$/;
for (const entry of readdirSync(into, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  // index.html carries a nonce that differs with every answer: it is never served from a copy.
  if (!entry.isFile() || !TEXT.test(entry.name) || entry.name === 'index.html') continue;
  const bytes = readFileSync(path);
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: quality }));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
