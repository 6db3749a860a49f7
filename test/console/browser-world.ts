// The small world of the other floors, opened in a real browser: its people have a password, and each has a browser context
// of its own, whose clock is the world's.
import { hash } from '@node-rs/argon2';
import type { AddressInfo, Server } from 'node:net';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { serveConsole } from '../../src/app.setup';
import { openWorld, type PersonKey, type World } from '../setup/world';

export const PASSWORD = '岷江边上有三棵老核桃树一口井';
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 360, height: 740 };

export interface BrowserWorld extends World {
  address: string;
  /** A page at this address, the start page unless said otherwise, of a browser of this person's own, in its session. */
  enter(person: PersonKey, path?: string): Promise<Page>;
  /** A session of this person past the form, for whatever is opened from now on, at the hour it is now in the world. */
  admit(page: Page, person: PersonKey): Promise<void>;
  /** A browser in which nobody is logged in. */
  visit(path: string): Promise<Page>;
  /** What the pages complained about so far: script errors, refused styles, broken requests. Empty for a sound console. */
  complaints: string[];
}

export const loginOf = (person: PersonKey): string => `world-${person.toLowerCase()}`;

/** A password is as hard to find as its hash is slow; here it is no secret, and every log-in would take a tenth of a second. */
const QUICK = { memoryCost: 8, timeCost: 1 };

export async function openBrowserWorld(start?: string): Promise<BrowserWorld> {
  const endpoint = process.env.PILOT_HARBOR_TEST_BROWSER;
  if (endpoint === undefined) throw new Error('no browser: this spec belongs under test/console');
  const [world, browser] = await Promise.all([openWorld(start, serveConsole), chromium.connect(endpoint)]);
  await world.superuser.query('update credential set password_hash = $1', [await hash(PASSWORD, QUICK)]);
  await world.superuser.query('insert into login_directory (login, county) select login, county from account');
  const { port } = (world.app.getHttpServer() as Server).address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  const complaints: string[] = [];
  const contexts: BrowserContext[] = [];

  async function blank(): Promise<Page> {
    const context = await browser.newContext({ viewport: DESKTOP, locale: 'zh-CN', reducedMotion: 'reduce' });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    listen(page, complaints);
    return page;
  }

  async function visit(path: string): Promise<Page> {
    const page = await blank();
    await page.context().addInitScript(standStill, world.clock.now());
    await page.goto(address + path);
    return page;
  }

  async function admit(page: Page, person: PersonKey): Promise<void> {
    const data = { login: loginOf(person), password: PASSWORD, browser: true };
    const answer = await page.context().request.post(`${address}/api/login`, { data });
    if (!answer.ok()) throw new Error(`${person} was not let in: ${await answer.text()}`);
    await page.context().addInitScript(standStill, world.clock.now());
  }

  return {
    ...world,
    address,
    complaints,
    visit,
    admit,
    enter: async (person, path = '/') => {
      const page = await blank();
      await admit(page, person);
      await page.goto(address + path);
      await page.getByRole('navigation', { name: '主菜单' }).waitFor({ state: 'attached' });
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

/** Runs in the page, before its scripts: only the date stands still there. Playwright's clock would replace every timer. */
function standStill(now: string): void {
  const Moving = Date;
  globalThis.Date = class extends Moving {
    constructor(...given: []) {
      super(...(given.length > 0 ? given : ([now] as unknown as [])));
    }
    static override now = (): number => Moving.parse(now);
  } as DateConstructor;
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
