// Getting in and staying in: the session is a cookie no script can read, an expired login asks on top of the page.
import type { Page } from 'playwright-core';
import { logIn, loginOf, openBrowserWorld, PASSWORD, type BrowserWorld } from './browser-world';

let world: BrowserWorld;
beforeAll(async () => {
  world = await openBrowserWorld();
});
afterAll(() => world.close());
afterEach(() => expect(world.complaints).toEqual([]));

const stored = (page: Page) => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));

it('tells a wrong password in words and keeps the login name', async () => {
  const page = await world.visit('/');
  await page.getByLabel('登录名').fill(loginOf('otherSponsor'));
  await page.getByLabel('密码', { exact: true }).fill('not-the-password-at-all');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('alert').getByText('登录名或密码').waitFor();
  expect(await page.getByLabel('登录名').inputValue()).toBe(loginOf('otherSponsor'));
});

it('stays logged in over a reload and opens the address that was asked for, without a token in storage', async () => {
  const page = await world.visit('/pilots');
  await logIn(page, 'sponsor');
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/pilots');
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await stored(page)).not.toMatch(/eyJ|refresh|token/i);
  expect(await page.evaluate(() => document.cookie)).toBe('');
});

it.each(['early', 'late'])('asks once for the session when the script that asks ahead comes %s', async comes => {
  const page = await world.enter('sponsor');
  const opened = page.waitForRequest(/\/api\/inbox$/);
  const asked: string[] = [];
  page.on('request', request => asked.push(new URL(request.url()).pathname));
  await page.route(/\/early\.js$/, async route => {
    if (comes === 'late') await opened;
    await route.continue();
  });
  await page.reload(); // until both scripts have run
  await page.getByRole('heading', { level: 1, name: '待我办理' }).waitFor();
  // Whoever asks takes this lock: once it is ours, everybody before has asked.
  await page.evaluate(() => navigator.locks.request('ph-resume', () => undefined));
  expect(asked.filter(path => path === '/api/login/resume')).toHaveLength(1);
});

it('ends the session when one logs out: the cookie is worth nothing afterwards', async () => {
  const page = await world.enter('sponsor');
  await page.getByRole('button', { name: '退出' }).click();
  await page.getByLabel('登录名').waitFor();
  await page.reload();
  await page.getByLabel('登录名').waitFor();
});

it('asks for the password on top of the page when the session has ended, and goes on from there', async () => {
  const page = await world.enter('sponsor');
  await world.superuser.query(`update session set revoked_at = now() where account_id = $1 and revoked_at is null`, [
    world.actor('sponsor').accountId,
  ]);
  await page.getByRole('link', { name: '试点', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '登录已过期' });
  await dialog.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: '登录' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('heading', { level: 1, name: '试点' }).waitFor();
});

it('speaks English by a switch and remembers nothing else', async () => {
  const page = await world.enter('sponsor');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('navigation', { name: 'Main menu' }).waitFor();
  expect(JSON.parse(await stored(page))).toEqual([{ 'ph-language': 'en' }, {}]);
  await page.getByRole('button', { name: '中文' }).click();
});
