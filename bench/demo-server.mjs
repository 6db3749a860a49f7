// The demo county, served by the product itself in a process of its own, below the temporary folder, for whatever looks at
// the console through a browser: the first load, the burden, the gallery of screenshots.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { chromiumOptions } from '../test/setup/chromium.mjs';
import { ROOT } from './compiled.mjs';

/** Of demo/county.yaml, where everybody may read it. */
export const PASSWORD = 'pilot-harbor-demo-2026';

/** @returns where it answers, and what ends it and removes its data */
export async function openDemo() {
  const folder = mkdtempSync(join(tmpdir(), 'pilot-harbor-demo-'));
  chmodSync(folder, 0o755); // root's database runs under another account, which must be able to enter
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'cli.js'), 'demo'], {
    cwd: ROOT,
    env: { ...process.env, VAR_DIR: join(folder, 'var'), PORT: '0', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', text => (said = (said + text).slice(-2_000)));
  const failed = code => Promise.reject(new Error(`the demo ended with code ${code} before it served: ${said}`));
  const ended = new Promise(resolve => child.once('exit', resolve));
  const stop = async () => {
    if (child.exitCode === null) child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    return { address: await Promise.race([addressIn(child.stdout), ended.then(failed)]), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The demo says where it serves once every story is told. */
async function addressIn(output) {
  const lines = createInterface({ input: output });
  for await (const line of lines) {
    const found = /API\s+(http:\S+)\/api$/.exec(line);
    if (found) {
      output.resume(); // left unread, a full pipe would stop the server
      return found[1];
    }
  }
  return new Promise(() => undefined);
}

export async function openBrowser() {
  const { options, clear } = await chromiumOptions();
  const browser = await chromium.launch(options);
  return { browser, close: () => browser.close().finally(clear) };
}

/** A browser of somebody's own, in which a session already stands as a cookie; nothing is cached yet. */
export async function enterAs(browser, { address, login, viewport }) {
  const context = await browser.newContext({
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  const answer = await context.request.post(`${address}/api/login`, {
    headers: { origin: address },
    data: { login, password: PASSWORD, browser: true },
  });
  if (!answer.ok()) throw new Error(`${login} was not let in: ${answer.status()} ${await answer.text()}`);
  return context;
}
