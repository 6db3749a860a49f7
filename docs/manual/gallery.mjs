// The pictures of the manuals: every page as its role sees it, on a desk and on a phone, out of a demo county of its own.
// `npm run gallery` takes them all; with names (`sponsor`, `leader-board`) only those, and the list stays as it is.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { enterAs, openBrowser, openDemo } from '../../bench/demo-server.mjs';
import { lookUp } from './found.mjs';
import { ROLES, SHOTS } from './shots.mjs';
import { smallPng } from './small-png.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const SCREENS = `${HERE}screens/`;
const DESK = { suffix: '', width: 1440, height: 900, most: 1500 };
const PHONE = { suffix: '-phone', width: 360, height: 740, most: 1300 };
const PATIENCE_MS = 60_000;
const LOADING = '.loading-bar, .boot, .ant-spin-spinning, .ant-btn-loading';

const nameOf = shot => `${shot.role}-${shot.page}`;

/** Taken from its heading or its name on, so that a long page shows what the picture is about. */
async function clipOf(page, { from }, { width, most }) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const start =
    from === undefined
      ? 0
      : await page
          .locator(from)
          .first()
          .evaluate(top => top.getBoundingClientRect().top + scrollY);
  const y = Math.max(0, Math.floor(start) - 12);
  return { x: 0, y, width, height: Math.min(height - y, most) };
}

async function settle(page) {
  await page.waitForLoadState('networkidle', { timeout: PATIENCE_MS }).catch(() => undefined);
  await page.waitForFunction(loading => !document.querySelector(loading), LOADING, { timeout: PATIENCE_MS });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(400); // charts and dialogs move into place
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
    const dialog = (await page.locator('.ant-modal').count()) > 0;
    const clip = dialog ? undefined : await clipOf(page, shot, size);
    const raw = await page.screenshot({ fullPage: !dialog, clip, animations: 'disabled', caret: 'hide' });
    const png = smallPng(raw);
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
