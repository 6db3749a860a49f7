// Nothing typed is lost: not by an expired login, a lost connection, a crash or a second window; and it is nobody else's.
import type { Locator, Page } from 'playwright-core';
import { logIn, openBrowserWorld, PASSWORD, type BrowserWorld } from './browser-world';

let world: BrowserWorld;
beforeAll(async () => {
  world = await openBrowserWorld();
});
afterAll(() => world.close());
afterEach(() => expect(world.complaints).toEqual([]));

const FIELDS = {
  试点名称: '村级公益性公墓建设',
  要解决什么问题: '散埋乱葬占用耕地，群众无处安葬',
  哪些群众受益: '漩口镇三个村 1240 户',
  开始日: '2026-03-05',
  结束日: '2026-12-31',
};
const ACTIVITY = '建设公益性公墓';
const PROBLEM = '要解决什么问题';

const field = (page: Page, label: string): Locator => page.getByLabel(new RegExp(`^${label}`));
const submit = (page: Page): Locator => page.getByRole('button', { name: '登记试点', exact: true });
const restored = (page: Page): Locator => page.getByText('已恢复您上次没提交的内容');

async function open(page: Page): Promise<Page> {
  await page.goto(`${world.address}/pilots/new`);
  await submit(page).waitFor();
  return page;
}

/** Everything the registry needs for a pilot, its title apart from others'. */
async function fillIn(page: Page, title: string): Promise<void> {
  for (const [label, value] of Object.entries({ ...FIELDS, 试点名称: title })) await field(page, label).fill(value);
  await page.getByRole('radio', { name: '自主发起' }).check();
  for (const [label, value] of Object.entries({ 领域: '民政', 做哪些事: ACTIVITY })) {
    await page.getByRole('combobox', { name: label }).fill(value);
    await page.keyboard.press('Enter');
  }
}

async function expectAll(page: Page, title: string): Promise<void> {
  const held = await Promise.all(
    Object.keys(FIELDS).map(async label => [label, await field(page, label).inputValue()]),
  );
  expect(Object.fromEntries(held)).toEqual({ ...FIELDS, 试点名称: title });
  expect(await page.getByRole('radio', { name: '自主发起' }).isChecked()).toBe(true);
  await page.getByText(ACTIVITY, { exact: true }).waitFor();
}

const saved = (page: Page): Promise<unknown> =>
  page.waitForResponse(
    answer => answer.request().method() === 'PUT' && answer.url().endsWith('/api/form-drafts/pilot/new') && answer.ok(),
  );

const isRegistered = (page: Page, title: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name: title }).waitFor();

async function pilotsCalled(title: string): Promise<string[]> {
  const { rows } = await world.superuser.query<{ state: string }>('select state from pilot where title = $1', [title]);
  return rows.map(({ state }) => state);
}

async function draftsKept(): Promise<number> {
  const { rows } = await world.superuser.query<{ drafts: number }>('select count(*)::int as drafts from form_draft');
  return rows[0]!.drafts;
}

/** Until the database answers so; a draft is dropped after the page has moved on. */
async function untilNoDraft(): Promise<void> {
  while ((await draftsKept()) > 0) await new Promise(next => setTimeout(next, 20));
}

const endSessions = () =>
  world.superuser.query('update session set revoked_at = $2 where account_id = $1 and revoked_at is null', [
    world.actor('sponsor').accountId,
    world.clock.now(),
  ]);

async function logInAgain(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: '登录已过期' });
  await dialog.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: '登录', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** What waits in the tab for the server. */
const parked = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    Object.entries({ ...sessionStorage })
      .filter(([name]) => name.startsWith('ph-draft'))
      .map(entry => String(entry)),
  );

let page: Page;
beforeAll(async () => {
  page = await world.enter('sponsor');
});

describe('a login that ran out', () => {
  const title = '登录过期也不丢的试点';

  it('asks on top of the form at the next save, and the save goes through afterwards', async () => {
    await open(page);
    await fillIn(page, title);
    await endSessions();
    await field(page, PROBLEM).fill(`${FIELDS[PROBLEM]}。`);
    await logInAgain(page);
    await page.getByText('草稿已保存').waitFor();
    expect(await field(page, PROBLEM).inputValue()).toBe(`${FIELDS[PROBLEM]}。`);
  });

  it('asks on top of the form at submission, which goes out once', async () => {
    await field(page, PROBLEM).fill(FIELDS[PROBLEM]);
    await saved(page);
    await endSessions();
    await submit(page).click();
    const dialog = page.getByRole('dialog', { name: '登录已过期' });
    await dialog.waitFor();
    await expectAll(page, title);
    expect(await pilotsCalled(title)).toEqual([]);
    await logInAgain(page);
    await isRegistered(page, title);
    expect(await pilotsCalled(title)).toEqual(['registered']);
    await untilNoDraft();
  });
});

describe('a lost connection', () => {
  const title = '断网也不丢的试点';

  it('is told while typing and at submission, and takes nothing', async () => {
    await open(page);
    await page.context().setOffline(true);
    await page.getByText('网络已断开').waitFor();
    await fillIn(page, title);
    await page.getByText('连接中断，已暂存在本页').waitFor();
    await submit(page).click();
    await page.getByRole('alert').getByText('连接中断，未能送达').waitFor();
    await expectAll(page, title);
  });

  it('leaves the form where it is when somebody goes to a page that cannot be fetched, and back', async () => {
    await page.getByRole('link', { name: '程序瑕疵', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '打不开这一页' }).waitFor();
    // React tells the console of every error that a page shows.
    expect(world.complaints.splice(0)).toEqual([expect.stringContaining('TypeError: offline')]);
    await page.goBack();
    await restored(page).waitFor();
    await expectAll(page, title);
  });

  it('is made good by itself once the network is back', async () => {
    const kept = saved(page);
    await page.context().setOffline(false);
    await kept;
    await page.getByText('草稿已保存').waitFor();
    expect(await page.getByText('网络已断开').count()).toBe(0);
    expect(await parked(page)).toEqual([]);
  });

  it('takes the answer of a proxy without its server for no answer', async () => {
    await page.route('**/api/pilots', route => route.fulfill({ status: 502, body: '' }));
    await submit(page).click();
    await page.getByRole('alert').getByText('连接中断，未能送达').waitFor();
    await expectAll(page, title);
    expect([await pilotsCalled(title), await draftsKept()]).toEqual([[], 1]);
    await page.unroute('**/api/pilots');
  });

  it('creates one pilot even when the answer was lost, and the browser crashed before the second attempt', async () => {
    await page.route('**/api/pilots', async route => {
      await route.fetch();
      await route.abort();
    });
    const lost = page.waitForEvent('requestfailed', request => request.url().endsWith('/api/pilots'));
    await submit(page).click();
    await lost;
    await page.getByRole('alert').getByText('连接中断，未能送达').waitFor();
    expect(await pilotsCalled(title)).toEqual(['draft']);
    const context = page.context();
    await page.close();
    page = await open(await context.newPage());
    await restored(page).waitFor();
    await submit(page).click();
    await isRegistered(page, title);
    expect(await pilotsCalled(title)).toEqual(['registered']);
    await untilNoDraft();
  });
});

describe('a crash', () => {
  const title = '死机也不丢的试点';

  it('leaves the draft, in the same browser and in another', async () => {
    const context = page.context();
    await open(page);
    await fillIn(page, title);
    await saved(page);
    await page.close();
    page = await open(await context.newPage());
    await restored(page).waitFor();
    await expectAll(page, title);
    const elsewhere = await open(await world.enter('sponsor'));
    await restored(elsewhere).waitFor();
    await expectAll(elsewhere, title);
    await elsewhere.close();
  });

  it('has what was typed in the tab at the keystroke itself', async () => {
    const typed = '一个字也不丢';
    const parked = await field(page, PROBLEM).evaluate((area, value) => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!.set!.call(area, value);
      area.dispatchEvent(new Event('input', { bubbles: true }));
      return JSON.stringify({ ...sessionStorage });
    }, typed);
    expect(parked).toContain(typed);
  });

  it('keeps even what was typed a moment before a reload or a switch of language', async () => {
    await field(page, PROBLEM).fill('刚刚改的');
    await page.reload();
    await restored(page).waitFor();
    expect(await field(page, PROBLEM).inputValue()).toBe('刚刚改的');
    await field(page, PROBLEM).fill('又改了');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: '中文' }).click();
    await restored(page).waitFor();
    expect(await field(page, PROBLEM).inputValue()).toBe('又改了');
  });

  it('begins anew when told so', async () => {
    await page.getByRole('button', { name: '从头填写' }).click();
    await restored(page).waitFor({ state: 'detached' });
    expect(await field(page, '试点名称').inputValue()).toBe('');
    expect(await page.getByText(ACTIVITY, { exact: true }).count()).toBe(0);
    await untilNoDraft();
  });

  it('leaves nothing once it was sent', async () => {
    await fillIn(page, title);
    await saved(page);
    await submit(page).click();
    await isRegistered(page, title);
    await untilNoDraft();
    await open(page);
    expect(await restored(page).count()).toBe(0);
    expect(await field(page, '试点名称').inputValue()).toBe('');
    expect(await parked(page)).toEqual([]);
  });
});

describe('two windows with the same draft', () => {
  let second: Page;
  beforeAll(async () => {
    await open(page);
    await field(page, '试点名称').fill('两个窗口');
    await saved(page);
    second = await open(await page.context().newPage());
    await restored(second).waitFor();
    await field(page, PROBLEM).fill('第一个窗口写的');
    await saved(page);
    await field(second, PROBLEM).fill('第二个窗口写的');
    await second.getByRole('alert').getByText('另一个窗口保存了更新的草稿').waitFor();
  });

  it('lose nothing: the second keeps its own words until somebody chooses', async () => {
    expect(await field(second, PROBLEM).inputValue()).toBe('第二个窗口写的');
    await second.reload();
    await second.getByRole('alert').waitFor();
    expect(await field(second, PROBLEM).inputValue()).toBe('第二个窗口写的');
  });

  it('go on with the one that is chosen', async () => {
    const kept = saved(second);
    await second.getByRole('button', { name: '保留这一份' }).click();
    await kept;
    await field(page, '哪些群众受益').fill('三个村');
    await page.getByRole('alert').getByText('另一个窗口保存了更新的草稿').waitFor();
    await page.getByRole('button', { name: '用那一份' }).click();
    expect(await field(page, PROBLEM).inputValue()).toBe('第二个窗口写的');
    expect(await field(page, '哪些群众受益').inputValue()).toBe('');
  });
});

describe('another account', () => {
  it('never sees the draft, though it is a colleague’s at the same browser', async () => {
    await page.context().setOffline(true);
    await field(page, PROBLEM).fill('只有本人看得到');
    await page.getByText('连接中断，已暂存在本页').waitFor();
    expect(await parked(page)).toEqual([expect.stringContaining('只有本人看得到')]);
    await page.context().setOffline(false);
    await page.context().clearCookies();
    await page.reload();
    await logIn(page, 'sponsorColleague');
    await submit(page).waitFor();
    expect(await field(page, PROBLEM).inputValue()).toBe('');
    expect(await restored(page).count()).toBe(0);
    expect(await parked(page)).toEqual([]);
  });

  it('finds it again when it is the author', async () => {
    await page.getByRole('button', { name: '退出' }).click();
    await logIn(page, 'sponsor');
    await open(page);
    await restored(page).waitFor();
    expect(await field(page, '试点名称').inputValue()).toBe('两个窗口');
  });
});
