// What goes wrong beside the network: a server that fails, a page that fails while it is drawn, a tab that is left with words
// nobody else has. Each is told for what it is, under a heading, and nothing that was typed is lost unawares.
import type { Page } from 'playwright-core';
import { claimUpTo, type ClaimStory } from '../api/claim-story';
import { openBrowserWorld, type BrowserWorld } from './browser-world';
import { pick, press, reads } from './gestures';

let world: BrowserWorld;
let story: ClaimStory;
let page: Page;
beforeAll(async () => {
  world = await openBrowserWorld();
  story = await claimUpTo(world, 'filed', { unestablished: true });
  page = await world.enter('inspector');
});
afterAll(() => world.close());
afterEach(() => expect(world.complaints).toEqual([]));

const heading = (name: string): Promise<void> =>
  page.locator('main').getByRole('heading', { level: 1, name }).waitFor();
const problem = (status: number) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ status, code: 'x', detail: { zh: '服务器内部错误', en: 'internal error' } }),
});

describe('a page whose thing cannot be read', () => {
  it.each([
    [500, '打不开这一页'],
    [403, '无权查看'],
    [404, '没有找到'],
  ])('answers %s under a heading of its own', async (status, name) => {
    await page.route('**/api/flaws/*', route => route.fulfill(problem(status)));
    await page.goto(`${world.address}/flaws/${story.flaw.id}`);
    await heading(name);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.title()).toContain(name);
    await page.unroute('**/api/flaws/*');
  });

  it('is read again on request', async () => {
    await page.route('**/api/flaws/*', route => route.fulfill(problem(500)));
    await page.goto(`${world.address}/flaws/${story.flaw.id}`);
    await reads(page.getByRole('alert'), '服务器内部错误');
    await page.unroute('**/api/flaws/*');
    await press(page, '重试');
    await reads(page.locator('.page-head'), story.flaw.code);
  });
});

it('a page that fails while it is drawn is no lost connection', async () => {
  await page.route('**/api/flaws/*', route => route.fulfill({ json: {} }));
  await page.goto(`${world.address}/flaws/${story.flaw.id}`);
  await heading('这一页出错了');
  await reads(page.getByRole('alert'), /不是网络问题/);
  expect(await page.getByText('连接中断').count()).toBe(0);
  // React tells the console of every error that a page shows.
  expect(world.complaints.splice(0)).not.toEqual([]);
  await page.unroute('**/api/flaws/*');
  await press(page, '刷新本页');
  await reads(page.locator('.page-head'), story.flaw.code);
});

describe('facts that were chosen and not sent', () => {
  const open = async () => {
    await page.goto(`${world.address}/flaws/${story.flaw.id}/case`);
    await page.getByRole('heading', { name: /决定性事实/ }).waitFor();
  };

  it('are there again after a reload', async () => {
    await open();
    const fact = (await page.locator('.fact-line strong').first().innerText()).trim();
    await pick(page, fact, '是');
    await page.getByLabel('共同理由（没有单独写理由的各项适用）').fill('经查阅会议纪要');
    await page.getByText('草稿已保存').waitFor();
    await open();
    await reads(page, '已恢复您上次没提交的内容。');
    expect(await page.getByLabel('共同理由（没有单独写理由的各项适用）').inputValue()).toBe('经查阅会议纪要');
  });

  it('are named before a log-out without a connection loses them, and the person may stay', async () => {
    await page.context().setOffline(true);
    await page.getByLabel('共同理由（没有单独写理由的各项适用）').fill('经查阅会议纪要和签到表');
    await page.getByText('连接中断，已暂存在本页').waitFor();
    await press(page, '退出');
    const asked = page.getByRole('dialog', { name: '还有内容没有存到服务器' });
    await reads(asked, '认定或说明事实', /网络已断开/);
    await press(asked, '先不退出');
    await asked.waitFor({ state: 'hidden' });
    expect(await page.getByLabel('共同理由（没有单独写理由的各项适用）').inputValue()).toBe('经查阅会议纪要和签到表');
    await page.context().setOffline(false);
    await page.getByText('草稿已保存').waitFor();
  });

  it('leave no draft once they were sent', async () => {
    await press(page, '认定所选 1 项');
    await page.getByRole('button', { name: /认定所选/ }).waitFor({ state: 'hidden' });
    await open();
    expect(await page.getByText('已恢复您上次没提交的内容。').count()).toBe(0);
  });
});

describe('a rulebook that is being written', () => {
  const field = () => page.getByLabel('清单全文（YAML）');

  it('names faults by line and field, is kept, and saved from YAML', async () => {
    await page.goto(`${world.address}/rulebook-drafts/new?of=WC-513221@2`);
    await reads(page, '格式和内容检查通过。');
    const text = await field().inputValue();
    await field().fill(text.replace('code: C03', 'code: C99'));
    await reads(page, /第 \d+ 行/, 'conditions[2].code');
    await field().fill(text.replace('version: 3', 'version：3'));
    await reads(page, /全角冒号/);
    await field().fill(`# 改自第 2 版\n${text}`);
    await page.getByText('草稿已保存').waitFor();
    await page.goto(`${world.address}/rulebook-drafts/new?of=WC-513221@2`);
    await reads(page, '已恢复您上次没提交的内容。');
    expect(await field().inputValue()).toContain('# 改自第 2 版');
    await page.getByLabel('修订理由').fill('自我报告期限过短');
    await press(page, '保存草案');
    await page.waitForURL(/tab=differences/);
  });

  it('may be pasted as JSON', async () => {
    await page.goto(page.url().replace('differences', 'edit'));
    const text = await field().inputValue();
    await field().fill('{"code": "WC-513221"}');
    await reads(page, /处须改/);
    await field().fill(text);
    await reads(page, '格式和内容检查通过。');
  });
});
