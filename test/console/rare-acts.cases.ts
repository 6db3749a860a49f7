// What the five stories never press: each act once in the page, by whoever it is for, and the page then tells the new state.
import type { Page } from 'playwright-core';
import { loadRulebooks } from '../../src/platform/rulebook-files';
import type { DecidedOptions } from '../api/claim-decided';
import { keptClaim } from '../api/claim-kept';
import { claimUpTo, type ClaimStory } from '../api/claim-story';
import { done, type Now } from '../api/flaw-story';
import { COUNTY, type PersonKey } from '../setup/world';
import { openBrowserWorld, type BrowserWorld } from './browser-world';
import { act, attach, choose, fill, pick, reads } from './gestures';

let world: BrowserWorld;
let story: ClaimStory;
beforeAll(async () => {
  world = await openBrowserWorld();
  story = await claimUpTo(world, 'investigating');
});
afterAll(() => world.close());
afterEach(() => expect(world.complaints).toEqual([]));

const pages = new Map<PersonKey, Page>();
/** The person's page, loaded anew: what was done meanwhile is on it. */
async function at(person: PersonKey, path: string): Promise<Page> {
  const page = pages.get(person) ?? (await world.enter(person));
  pages.set(person, page);
  await page.goto(world.address + path);
  return page;
}

const stands = (page: Page, state: string): Promise<void> =>
  page.locator('.page-head').getByText(state, { exact: true }).waitFor();

const because = (reason: string) => (dialog: Parameters<typeof fill>[0]) => fill(dialog, '理由', reason);

it('fact-finding is extended, suspended and resumed', async () => {
  const page = await at('inspector', `/claims/${story.claim.id}/case`);
  await stands(page, '调查核实');
  await act(page, '延长期限', because('需要补充现场测量'));
  await page.getByRole('button', { name: '延长期限', exact: true }).waitFor({ state: 'detached' });
  await act(page, '中止', async dialog => {
    await choose(dialog, '中止事由', '鉴定、评估');
    await fill(dialog, '理由', '用地面积待测绘机构鉴定');
  });
  await stands(page, '中止');
  await act(page, '恢复', because('鉴定意见已经收到'));
  await stands(page, '调查核实');
});

describe('a decision over the cap', () => {
  const OVER_CAP: DecidedOptions = { report: { lossFen: 20_000_001 }, kind: 'refused' };
  const caseOf = async (state: 'proposed' | 'referred') =>
    `/claims/${(await keptClaim(world, state, { story, ...OVER_CAP })).claim.id}/case`;

  it('is referred, and sent back by the city', async () => {
    const path = await caseOf('proposed');
    const issuer = await at('secondInspector', path);
    await act(issuer, '报上级批准');
    await stands(issuer, '报上级批准');
    const city = await at('cityInspector', path);
    await act(city, '发回合议', because('责任认定尚不清楚，请重新合议'));
    await stands(city, '合议');
  });

  it('is approved by the city', async () => {
    const city = await at('cityInspector', await caseOf('referred'));
    await act(city, '批准', because('经审核，同意县纪委意见'));
    await stands(city, '已认定');
  });
});

it('a recusal that was demanded is decided by the chair', async () => {
  const { claim } = await keptClaim(world, 'panel', { story });
  const demanded = {
    accountId: world.actor('thirdInspector').accountId,
    ground: 'other',
    reason: '曾参与该项目的选址论证',
  };
  await done(world.as('sponsor').post(`/claims/${claim.id}/recusals`, demanded, { ifMatch: claim.version }), 201);
  const chair = await at('fourthInspector', `/claims/${claim.id}/case?tab=recusals`);
  await act(chair, '决定测试-thirdInspector的回避', async dialog => {
    await pick(dialog, '是否准予回避', '准予回避');
    await fill(dialog, '理由', '情况属实');
  });
  const row = chair.getByRole('listitem').filter({ hasText: '曾参与该项目的选址论证' });
  await reads(row, '准予回避', /情况属实/);
});

describe('after a decision was served', () => {
  let claim: Now;
  const served = async () => (claim = (await keptClaim(world, 'served', { story })).claim);

  it('a correction is ordered, answered and signed off', async () => {
    await served();
    const inspector = await at('inspector', `/claims/${claim.id}/case?tab=after`);
    const task = '补办农用地转用审批手续';
    await act(inspector, '下达纠错', async dialog => {
      await fill(dialog, '纠错事项', task);
      await fill(dialog, '自次日起的工作日', '9');
    });
    const ordered = inspector.getByRole('region', { name: '纠错' }).getByRole('listitem').filter({ hasText: task });
    await reads(ordered, '待纠正');
    const path = await ordered.getByRole('link').first().getAttribute('href');
    const sponsor = await at('sponsor', path!);
    await act(sponsor, '反馈纠正情况', async dialog => {
      await fill(dialog, '怎么纠正的', '已取得农用地转用批复');
      await attach(dialog, '农用地转用批复');
    });
    await stands(sponsor, '已反馈');
    await inspector.goto(world.address + path!);
    await act(inspector, '核验销号', because('批复原件已核验'));
    await stands(inspector, '已销号');
  });

  it('a name is cleared by two', async () => {
    const path = `/claims/${claim.id}/case?tab=after`;
    const inspector = await at('inspector', path);
    await act(inspector, '拟定澄清正名', async dialog => {
      await fill(dialog, '反映的主要问题（每行一项，不写反映人）', '虚报公墓建设用地面积');
      await fill(dialog, '调查核实情况（每行一项）', '经实地测量，用地面积与批复一致');
      await fill(dialog, '通报范围', '全县各乡镇和县级部门');
    });
    const cleared = (page: Page) => page.getByRole('listitem').filter({ hasText: '虚报公墓建设用地面积' }).first();
    await reads(cleared(inspector), '拟澄清');
    const code = await cleared(inspector).locator('strong').first().innerText();
    const second = await at('secondInspector', path);
    await act(second, `确认澄清 ${code}`, because('核实情况属实'));
    await reads(cleared(second), '已澄清');
  });

  it.each([
    ['申请复审', '复审', 'first'],
    ['申请复核', '复核', 're-review'],
  ] as const)('the claimant presses %s', async (asked, state, stage) => {
    const { id } = await served();
    await world.superuser.query(
      `begin; set local session_replication_role = replica; update claim set stage = '${stage}' where id = '${id}'; commit`,
    );
    const sponsor = await at('sponsor', `/claims/${id}`);
    await act(sponsor, asked, because('对认定所依据的事实有异议'));
    await stands(sponsor, state);
    expect(await sponsor.getByRole('button', { name: /^申请复/ }).count()).toBe(0);
  });
});

it('a rulebook is released by a second person', async () => {
  const kept = loadRulebooks().rulebooks.find(
    ({ rulebook }) => `${rulebook.code}@${rulebook.version}` === `WC-${COUNTY}@2`,
  );
  const { rulebook } = kept!;
  const next = { ...rulebook, version: 3, inForce: { ...rulebook.inForce, from: '2026-07-01' } };
  const body = { rulebook: next, reason: '自我报告期限过短' };
  const { id } = await done(world.as('inspector').post('/rulebooks/drafts', body), 201);
  const page = await at('secondInspector', `/rulebook-drafts/${id}`);
  await act(page, '发布');
  await page.waitForURL(/\/rulebooks\/WC-513221(@|%40)3$/);
  await reads(page, '尚未生效');
});

it('an erasure is carried out by whoever did not order it, and the calendar corrected', async () => {
  const order = { position: 1, legalDocument: '个人信息保护法', legalArticle: '第四十七条', reason: '本人申请删除' };
  await done(world.as('secadmin').post(`/ledger/${COUNTY}/erasures`, order), 201);
  const page = await at('sysadmin', '/erasures');
  await act(page, '执行抹除');
  await reads(page.locator('main'), '已执行');
  await page.goto(`${world.address}/calendar`);
  await act(page, '登记更正', async dialog => {
    await fill(dialog, '日期', '2026-06-27');
    await pick(dialog, '这一天', '上班');
    await fill(dialog, '理由', '县人民政府通知');
  });
  const row = page.getByRole('region', { name: '本县更正' }).getByRole('listitem').filter({ hasText: '2026-06-27' });
  await reads(row, '上班', /县人民政府通知/);
});
