// The pictures of the manuals: every page as its role sees it, on a desk and on a phone, out of a demo county of its own.
// `npm run gallery` takes them all; `npm run gallery sponsor leader-board` only those of a role or a page.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { enterAs, openBrowser, openDemo } from '../../bench/demo-server.mjs';
import { lookUp } from './found.mjs';
import { ROLES, SHOTS } from './shots.mjs';
import sharp from 'sharp';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const SCREENS = `${HERE}screens/`;
const DESK = { suffix: '', width: 1440, height: 900, most: 1400 };
const PHONE = { suffix: '-phone', width: 360, height: 740, most: 1200 };
const MARGIN = 12;
const PATIENCE_MS = 60_000;
const LOADING = '.loading-bar, .boot, .ant-spin-spinning, .ant-btn-loading';

const nameOf = shot => `${shot.role}-${shot.page}`;

/** The whole page from the top, or one card of it. */
async function clipOf(page, card, { width, most }) {
  const whole = { x: 0, y: 0, width, height: await page.evaluate(() => document.documentElement.scrollHeight) };
  if (card === undefined) return { ...whole, height: Math.min(whole.height, most) };
  const box = await page
    .locator(card)
    .first()
    .evaluate(at => {
      const { x, y, width: wide, height } = at.getBoundingClientRect();
      return { x: x + scrollX, y: y + scrollY, width: wide, height };
    });
  const [x, y] = [Math.max(0, box.x - MARGIN), Math.max(0, box.y - MARGIN)];
  const right = Math.min(width, box.x + box.width + MARGIN);
  return { x, y, width: right - x, height: Math.min(box.height + 2 * MARGIN, whole.height - y, most) };
}

/** Drawn when nothing is loading any more and the page has kept its height for a moment. */
async function settle(page) {
  const until = Date.now() + PATIENCE_MS;
  for (let height = -1, still = 0; still < 3;) {
    if (Date.now() > until) throw new Error('the page does not come to rest');
    await page.waitForTimeout(200);
    const now = await page.evaluate(
      loading => (document.querySelector('h1') && !document.querySelector(loading) ? document.body.scrollHeight : -1),
      LOADING,
    );
    still = now >= 0 && now === height ? still + 1 : 0;
    height = now;
  }
  await page.evaluate(() => document.fonts.ready);
}

/** A dialog is taken as it stands on the screen; of a page all is on the screen, so that what sticks to its foot lies there. */
async function picture(page, { card, see }, size) {
  const still = { animations: 'disabled', caret: 'hide' };
  if ((await page.locator('.ant-modal').count()) > 0) return page.screenshot(still);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: size.width, height: Math.max(height, size.height) });
  if (see !== undefined) await page.locator(see).first().waitFor({ timeout: PATIENCE_MS });
  await settle(page);
  return page.screenshot({ ...still, fullPage: true, clip: await clipOf(page, card, size) });
}

async function take(context, shot, { address, found, size }) {
  const page = await context.newPage();
  try {
    await page.setViewportSize({ width: size.width, height: size.height });
    await page.goto(`${address}${shot.path(found)}`, { timeout: PATIENCE_MS });
    await settle(page);
    for (const name of shot.press ?? []) {
      await page.getByRole('button', { name, exact: true }).first().click();
      await settle(page);
    }
    for (const answer of shot.choose ?? []) {
      for (const radio of await page.getByRole('radio', { name: answer, exact: true }).all()) await radio.check();
      await settle(page);
    }
    const raw = await picture(page, shot, size);
    // A page has few colours and much white: stored with a palette its picture shrinks to a third without a visible loss.
    const png = await sharp(raw).png({ palette: true, colours: 48, effort: 7 }).toBuffer();
    writeFileSync(`${SCREENS}${nameOf(shot)}${size.suffix}.png`, png);
    return png.length;
  } finally {
    await page.close();
  }
}

/** One session a person: nobody logs in more often than needed. */
async function takeAll(browser, shots, { address, found }) {
  const failed = [];
  let bytes = 0;
  for (const login of new Set(shots.map(shot => shot.login))) {
    const context =
      login === null
        ? await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' })
        : await enterAs(browser, { address, login, viewport: DESK });
    for (const shot of shots.filter(one => one.login === login)) {
      for (const size of [DESK, PHONE]) {
        try {
          bytes += await take(context, shot, { address, found, size });
        } catch (error) {
          failed.push(`${nameOf(shot)}${size.suffix}: ${String(error).split('\n')[0]}`);
        }
      }
      console.log(nameOf(shot));
    }
    await context.close();
  }
  return { bytes, failed };
}

const row = shot => {
  const name = nameOf(shot);
  return `| [![${shot.says}](screens/${name}.png)](screens/${name}.png) | [手机](screens/${name}-phone.png) | ${shot.says} |`;
};

async function writeList() {
  const parts = Object.entries(ROLES).map(([role, title]) => {
    const rows = SHOTS.filter(shot => shot.role === role).map(row);
    return `## ${title}\n\n| 页面 | 手机 | 说明 |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  const text = `# 页面图册\n\n由 [\`npm run gallery\`](gallery.mjs) 从演示县截取，不手工修改；单位、人员、文号均为虚构。怎么用，见[各角色手册](README.md)。\n\n${parts.join('\n')}`;
  const path = `${HERE}gallery.md`;
  const options = await prettier.resolveConfig(path);
  writeFileSync(path, await prettier.format(text, { ...options, filepath: path }));
}

/** Pictures of pages that the table no longer names. */
function removeStale() {
  const kept = new Set(SHOTS.flatMap(shot => [DESK, PHONE].map(({ suffix }) => `${nameOf(shot)}${suffix}.png`)));
  for (const file of readdirSync(SCREENS)) if (!kept.has(file)) rmSync(`${SCREENS}${file}`);
}

const asked = process.argv.slice(2);
const shots = SHOTS.filter(shot => asked.length === 0 || asked.includes(shot.role) || asked.includes(nameOf(shot)));
mkdirSync(SCREENS, { recursive: true });
process.env.LC_ALL = 'zh_CN.UTF-8'; // the browser's own date fields
const already = process.env.GALLERY_ADDRESS; // a demo that runs already, while working on the manuals
const demo = already ? { address: already, stop: () => undefined } : await openDemo();
try {
  const found = await lookUp(demo.address);
  const { browser, close } = await openBrowser();
  try {
    const { bytes, failed } = await takeAll(browser, shots, { address: demo.address, found });
    console.log(`${shots.length * 2 - failed.length} pictures, ${(bytes / 2 ** 20).toFixed(1)} MB`);
    for (const line of failed) console.error(line);
    if (failed.length > 0) process.exitCode = 1;
  } finally {
    await close();
  }
  if (asked.length === 0) removeStale();
  await writeList();
} finally {
  await demo.stop();
}
