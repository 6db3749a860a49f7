// Opens the verifier page in a real Chromium, from its file and with the network cut, and judges receipts with it.
// Reads {page, screenshot?, cases: [{receipt, keys}]} as JSON from standard input; writes {lines, zh, requests, errors}.
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumOptions } from './chromium.mjs';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { page: file, screenshot, cases } = JSON.parse(Buffer.concat(chunks).toString());

const { options, clear } = await chromiumOptions();
const browser = await chromium.launch(options);
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
  clear();
}
