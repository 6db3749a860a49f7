// Opens the verifier page in a real Chromium, from its file and with the network cut, and judges receipts with it.
// Reads {page, screenshot?, cases: [{receipt, keys}]} as JSON from standard input; writes {lines, zh, requests, errors}.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import sparticuz from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { page: file, screenshot, cases } = JSON.parse(Buffer.concat(chunks).toString());

const folder = mkdtempSync(join(tmpdir(), 'verify-page-'));
const fonts = fileURLToPath(new URL('../../node_modules/@expo-google-fonts/noto-sans-sc/400Regular', import.meta.url));
writeFileSync(
  join(folder, 'fonts.conf'),
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${folder}</cachedir></fontconfig>`,
);
const browser = await chromium.launch({
  executablePath: await sparticuz.executablePath(),
  args: sparticuz.args,
  env: { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') },
});
try {
  const context = await browser.newContext({ offline: true, viewport: { width: 1000, height: 1100 } });
  const page = await context.newPage();
  const [requests, errors, lines, zh] = [[], [], [], []];
  page.on('request', request => requests.push(request.url()));
  page.on('pageerror', error => errors.push(String(error)));
  page.on('console', message => message.type() === 'error' && errors.push(message.text()));
  for (const [at, { receipt, keys }] of cases.entries()) {
    await page.goto(pathToFileURL(file).href);
    for (const [slot, text] of Object.entries({ keys, receipt })) {
      const buffer = Buffer.from(text, 'base64');
      await page.setInputFiles(`#${slot}`, { name: `${slot}.json`, mimeType: 'application/json', buffer });
    }
    const shown = page.locator('#verdict:not(.idle)');
    await shown.waitFor({ timeout: 20_000 }).catch(error => errors.push(`case ${at}: ${error}`));
    if (errors.length > 0) break;
    lines.push(await page.textContent('#verdict'));
    zh.push(await page.$$eval('#zh li', items => items.map(item => item.textContent)));
    if (at === 0 && screenshot) await page.screenshot({ path: screenshot, fullPage: true });
  }
  process.stdout.write(JSON.stringify({ lines, zh, requests, errors }));
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
