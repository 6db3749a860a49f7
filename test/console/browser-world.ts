// The small world of the other floors, opened in a real browser: its people have a password, and each has a browser context
// of its own, whose clock is the world's.
import { hash } from '@node-rs/argon2';
import type { AddressInfo, Server } from 'node:net';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { serveConsole } from '../../src/app.setup';
import { openWorld, type PersonKey, type World } from '../setup/world';

export const PASSWORD = '岷江边上有三棵老核桃树一口井';
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 360, height: 740 };

export interface BrowserWorld extends World {
  address: string;
  /** A page of a browser of this person's own, logged in and on the start page. */
  enter(person: PersonKey, viewport?: typeof DESKTOP): Promise<Page>;
  /** A browser in which nobody is logged in. */
  visit(path: string, viewport?: typeof DESKTOP): Promise<Page>;
  /** What the pages complained about so far: script errors, refused styles, broken requests. Empty for a sound console. */
  complaints: string[];
}

export const loginOf = (person: PersonKey): string => `world-${person.toLowerCase()}`;

export async function openBrowserWorld(start?: string): Promise<BrowserWorld> {
  const endpoint = process.env.PILOT_HARBOR_TEST_BROWSER;
  if (endpoint === undefined) throw new Error('no browser: this spec belongs under test/console');
  const [world, browser] = await Promise.all([openWorld(start, serveConsole), chromium.connect(endpoint)]);
  await world.superuser.query('update credential set password_hash = $1', [await hash(PASSWORD)]);
  await world.superuser.query('insert into login_directory (login, county) select login, county from account');
  const { port } = (world.app.getHttpServer() as Server).address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  const complaints: string[] = [];
  const contexts: BrowserContext[] = [];

  async function visit(path: string, viewport = DESKTOP): Promise<Page> {
    const context = await openContext(browser, viewport, world);
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    listen(page, complaints);
    await page.goto(address + path);
    return page;
  }

  return {
    ...world,
    address,
    complaints,
    visit,
    enter: async (person, viewport) => {
      const page = await visit('/', viewport);
      await logIn(page, person);
      return page;
    },
    close: async () => {
      await Promise.all(contexts.map(context => context.close()));
      await browser.close();
      await world.close();
    },
  };
}

export async function logIn(page: Page, person: PersonKey): Promise<void> {
  await page.getByLabel('登录名').fill(loginOf(person));
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  const menu = page.getByRole('navigation', { name: '主菜单' });
  const refused = page.getByRole('alert');
  await menu.or(refused).first().waitFor({ state: 'attached' });
  if (await refused.isVisible()) throw new Error(`${person} was not let in: ${await refused.innerText()}`);
}

async function openContext(browser: Browser, viewport: typeof DESKTOP, world: World): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', reducedMotion: 'reduce' });
  await context.clock.setFixedTime(world.clock.now());
  return context;
}

function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', error => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', message => {
    // A refused request is no fault of the page: it shows the refusal. A refused style or script is.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(`${page.url()}: ${message.text()}`);
    }
  });
}
