// Who sees what: another county's things are not found, a role's pages are its own and say so, and a document is verified by
// anybody.
import type { ClaimStory } from '../api/claim-story';
import { done } from '../api/flaw-story';
import type { PersonKey } from '../setup/world';
import { go } from './go';
import { playedWorld, type PlayedWorld } from './played-world';

let world: PlayedWorld;
let story: ClaimStory;
beforeAll(async () => {
  world = await playedWorld();
  ({ story } = world);
});
afterEach(() => expect(world.complaints).toEqual([]));

/** Heading and text of what stands at this address for this person. */
async function shown(person: PersonKey, path: string): Promise<{ heading: string; text: string }> {
  const page = await world.pageOf(person);
  await go(page, path);
  return { heading: await page.locator('main h1').innerText(), text: await page.locator('main').innerText() };
}

type Part = 'pilot' | 'pledge' | 'approval' | 'record' | 'flaw' | 'claim';

describe('another county', () => {
  it.each<[PersonKey, string, Part]>([
    ['neighbourSponsor', '/pilots/:id', 'pilot'],
    ['neighbourSponsor', '/pilots/:id/amend', 'pilot'],
    ['neighbourSponsor', '/pledges/:id', 'pledge'],
    ['neighbourSponsor', '/approvals/:id', 'approval'],
    ['neighbourSponsor', '/exemptions/:id', 'record'],
    ['neighbourSponsor', '/exemptions/:id/edit', 'record'],
    ['neighbourSponsor', '/exemptions/new?pilot=:id', 'pilot'],
    ['neighbourSponsor', '/flaws/:id', 'flaw'],
    ['neighbourSponsor', '/claims/:id', 'claim'],
    ['neighbourDepartment', '/pledges/:id', 'pledge'],
    ['neighbourDepartment', '/approvals/:id', 'approval'],
    ['neighbourInspector', '/exemptions/:id/review', 'record'],
    ['neighbourInspector', '/flaws/:id/case', 'flaw'],
    ['neighbourInspector', '/claims/:id/case', 'claim'],
    ['neighbourLeader', '/pilots/:id', 'pilot'],
  ])('%s finds nothing at %s', async (person, path, part) => {
    const { id, code } = story[part];
    const { heading, text } = await shown(person, path.replace(':id', id));
    expect(heading).toBe('没有找到');
    expect(text).not.toContain(code);
    expect(text).not.toMatch(/公墓|漩口/);
  });

  it.each<[PersonKey, string, Part]>([
    ['sponsor', '/pilots/:id', 'pilot'],
    ['civilAffairs', '/pledges/:id', 'pledge'],
    ['land', '/approvals/:id', 'approval'],
    ['inspector', '/exemptions/:id/review', 'record'],
    ['inspector', '/flaws/:id/case', 'flaw'],
    ['inspector', '/claims/:id/case', 'claim'],
  ])('%s of the own county finds it at %s', async (person, path, part) => {
    const { id, code } = story[part];
    const { text } = await shown(person, path.replace(':id', id));
    expect(text).toContain(code);
  });
});

describe('a page that is not the role’s', () => {
  it.each<[PersonKey, string, string]>([
    ['land', '/board', '县领导、审计员'],
    ['land', '/pilots/new', '申报人'],
    ['land', '/flaws/new', '申报人、纪检监察'],
    ['sponsor', '/board/counties', '县领导、审计员'],
    ['sponsor', '/accounts', '系统管理员、安全管理员、审计员'],
    ['sponsor', '/trail', '审计员'],
    ['sponsor', '/erasures', '系统管理员、安全管理员、审计员'],
    ['inspector', '/pilots/new', '申报人'],
    ['inspector', '/exemptions/new', '申报人'],
    ['leader', '/claims/new', '申报人、职能部门、纪检监察'],
    ['leader', '/protections', '申报人、职能部门、纪检监察、审计员'],
    ['sysadmin', '/pilots', '申报人、职能部门、纪检监察、县领导、审计员'],
    ['sysadmin', '/trail', '审计员'],
    ['secadmin', '/claims', '申报人、职能部门、纪检监察、县领导、审计员'],
  ])('%s at %s is told that it is for %s', async (person, path, who) => {
    const { heading, text } = await shown(person, path);
    expect([heading, text]).toEqual(['无权查看', expect.stringContaining(`这一页供${who}使用`)]);
  });

  it('and an address that there is not', async () => {
    for (const path of ['/no-such-page', `/pilots/${story.claim.id}`, '/pilots/not-an-id']) {
      expect([path, (await shown('sponsor', path)).heading]).toEqual([path, '没有找到']);
    }
  });
});

describe('the menu', () => {
  const BUSINESS = ['容错备案', '程序瑕疵', '容错申请'];
  it.each<[PersonKey, string[]]>([
    ['sponsor', ['待我办理', '试点', '上级承诺', '所需审批', ...BUSINESS, '纠错任务']],
    ['land', ['待我办理']],
    ['inspector', ['待我办理', ...BUSINESS, '纠错任务', '试点', '不影响使用查询', '容错清单']],
    ['leader', ['看板', '任务下达、资源未到', '试点', '上级承诺', '所需审批', ...BUSINESS, '容错清单', '待我办理']],
    [
      'cityLeader',
      ['看板', '各县对照', '任务下达、资源未到', '试点', '上级承诺', '所需审批', ...BUSINESS, '容错清单', '待我办理'],
    ],
    ['sysadmin', ['待我办理', '单位', '账号与角色', '工作日历', '容错清单', '账本健康', '个人信息删除']],
    ['secadmin', ['待我办理', '账号与角色', '单位', '账本健康', '个人信息删除']],
    [
      'auditor',
      [
        '待我办理',
        '账本健康',
        '审计轨迹',
        '看板',
        '试点',
        '程序瑕疵',
        '容错申请',
        '账号与角色',
        '个人信息删除',
        '容错清单',
      ],
    ],
  ])('of %s leads to pages that open', async (person, entries) => {
    const page = await world.pageOf(person);
    const links = page.getByRole('navigation', { name: '主菜单' }).getByRole('link');
    expect((await links.allInnerTexts()).filter(text => !text.startsWith('测试-'))).toEqual(entries);
    const paths = await links.evaluateAll(all => all.map(link => link.getAttribute('href')!));
    for (const path of paths) {
      const { heading } = await shown(person, path);
      expect([path, heading]).not.toEqual([path, expect.stringMatching(/无权查看|没有找到|打不开/)]);
      expect(await page.locator('main [role=alert]').count()).toBe(0);
    }
  });

  it('leads a department nowhere but to what waits for it, by the matter itself', async () => {
    const page = await world.pageOf('land');
    await page.goto(world.address);
    await page.locator('a.inbox-act').first().click();
    await page.getByText(story.approval.code).first().waitFor();
    expect(new URL(page.url()).pathname).toBe(`/approvals/${story.approval.id}`);
  });
});

describe('a document', () => {
  it('is verified without an account, and shows nothing of what it says', async () => {
    const documents = world.as('inspector').get(`/claims/${story.claim.id}/documents`);
    const [paper] = await done<{ verificationCode: string; number: string }[]>(documents, 200);
    const page = await world.visit('/verify');
    await page.getByLabel('文书上的 17 位验证码').fill(paper!.verificationCode);
    await page.getByRole('button', { name: '核验', exact: true }).click();
    await page.getByRole('heading', { name: '确系本系统签发' }).waitFor();
    const text = await page.locator('main').innerText();
    expect(text).toContain(paper!.number);
    expect(text).not.toMatch(/公墓|漩口/);
    expect(await page.getByRole('navigation', { name: '主菜单' }).count()).toBe(0);
  });

  it('that was never issued is not confirmed', async () => {
    const page = await world.visit('/verify?code=A1B2-C3D4-E5F6-G7H8-J');
    await page.getByText('未能确认').waitFor();
    expect(await page.getByRole('heading', { name: '确系本系统签发' }).count()).toBe(0);
  });
});

it('shows nothing at any address to somebody who is not logged in', async () => {
  const page = await world.visit(`/pilots/${story.pilot.id}`);
  await page.getByLabel('登录名').waitFor();
  expect(await page.locator('body').innerText()).not.toMatch(/公墓|漩口/);
});
