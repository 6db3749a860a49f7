// Jest's globalSetup of the projects `db` and `api`: compiles, starts one server for the whole run (however many
// projects ask) and migrates the template that every spec file clones.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { upToDate } from '../../build.mjs';

const KEY = Symbol.for('pilot-harbor.test-server');

export default async function setup() {
  globalThis[KEY] ??= begin();
  const { state } = await globalThis[KEY];
  process.env.PILOT_HARBOR_TEST_SERVER = JSON.stringify(state);
}

async function begin() {
  upToDate('server');
  const child = spawn(process.execPath, [fileURLToPath(new URL('./server.mjs', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const line = await firstLine(child);
  child.unref();
  child.stdin.unref();
  child.stdout.unref();
  return { child, state: JSON.parse(line) };
}

function firstLine(child) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', chunk => {
      text += chunk;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.once('exit', code => reject(new Error(`the test server ended with code ${code}`)));
  });
}
