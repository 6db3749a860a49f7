// Every address of the console with something on it, on a desk and on a telephone: nothing that a screen reader or weak eyes
// stumble over, nothing wider than the screen, no complaint of the browser; the keyboard reaches what is to be done.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonKey } from '../setup/world';
import { go } from './go';
import { playedWorld, type PlayedWorld } from './played-world';
import { dialogFaults, faultsOf, reachedByKeyboard, tabFaults } from './scan';

interface Visit {
  person: PersonKey;
  /** As the router names it. */
  route: string;
  /** What stands in place of `$id`, and behind the question mark. */
  id?: keyof PlayedWorld['ids'] | (() => string);
  search?: () => string;
  /** Reached by the keyboard, from the top of the page. */
  main?: string;
  /** Parts of the procedure, each opened in turn. */
  tabs?: string[];
  /** Dialogs, by the button that opens each. */
  dialogs?: string[];
}

let world: PlayedWorld;
beforeAll(async () => {
  world = await playedWorld();
});
afterEach(() => expect(world.complaints.splice(0)).toEqual([]));

/** In this order: two visits to one pilot never follow each other, because `go` knows a new page by its new heading. */
const VISITS: Visit[] = [
  { person: 'sponsor', route: '/' },
  { person: 'sponsor', route: '/me', main: '修改密码' },
  { person: 'sponsor', route: '/pilots', main: '登记试点' },
  { person: 'sponsor', route: '/pilots/new', main: '登记试点' },
  { person: 'sponsor', route: '/pilots/$id', id: 'pilot', dialogs: ['中止', '结束'] },
  { person: 'sponsor', route: '/pilots/$id/amend', id: 'pilot', main: '提出变更' },
  { person: 'sponsor', route: '/pledges' },
  { person: 'sponsor', route: '/pilots/$id', id: 'pilot', search: () => 'tab=scope' },
  { person: 'sponsor', route: '/pledges/$id', id: 'pledge', main: '填报兑现', dialogs: ['填报兑现', '填报调整'] },
  { person: 'sponsor', route: '/approvals' },
  { person: 'sponsor', route: '/pilots/$id', id: 'pilot', search: () => 'tab=pledges' },
  { person: 'sponsor', route: '/exemptions' },
  { person: 'sponsor', route: '/pilots/$id', id: 'pilot', search: () => 'tab=approvals' },
  { person: 'sponsor', route: '/exemptions/new', search: () => `pilot=${world.ids.pilot}` },
  { person: 'sponsor', route: '/exemptions/$id', id: 'record', dialogs: ['续备'] },
  { person: 'sponsor', route: '/exemptions/$id/edit', id: 'drafted', main: '提交备案' },
  { person: 'sponsor', route: '/flaws' },
  { person: 'sponsor', route: '/pilots/$id', id: 'pilot', search: () => 'tab=history' },
  { person: 'sponsor', route: '/flaws/new', search: () => `pilot=${world.ids.pilot}`, main: '报告瑕疵' },
  { person: 'sponsor', route: '/flaws/$id', id: 'flaw', dialogs: ['更正'] },
  { person: 'sponsor', route: '/claims' },
  { person: 'sponsor', route: '/claims/new', search: () => `accountability=${world.ids.matter}`, main: '提交申请' },
  { person: 'sponsor', route: '/claims/$id', id: 'claim' },
  { person: 'sponsor', route: '/corrections' },
  { person: 'sponsor', route: '/corrections/$id', id: 'correction', dialogs: ['反馈纠正情况'] },
  { person: 'land', route: '/approvals/$id', id: 'approval', main: '批准', dialogs: ['批准', '退回修改'] },
  { person: 'inspector', route: '/exemptions/$id/review', id: 'filed', dialogs: ['出具书面意见', '退回补正'] },
  { person: 'inspector', route: '/flaws/$id/case', id: 'openFlaw', main: '核对' },
  { person: 'inspector', route: '/claims/$id/case', id: 'claim', tabs: ['陈述', '回避', '评议', '决定', '文书'] },
  { person: 'inspector', route: '/protections' },
  { person: 'inspector', route: '/claims/$id/case', id: 'served', tabs: ['后续'], dialogs: ['下达纠错', '办结'] },
  { person: 'inspector', route: '/rulebooks' },
  { person: 'inspector', route: '/rulebooks/$id', id: () => 'WC-513221@2' },
  { person: 'inspector', route: '/rulebooks/compare', search: () => 'from=WC-513221@1&to=WC-513221@2' },
  { person: 'inspector', route: '/rulebook-drafts/new' },
  { person: 'inspector', route: '/rulebook-drafts/$id', id: 'ruleDraft' },
  { person: 'leader', route: '/' },
  { person: 'leader', route: '/inbox' },
  { person: 'leader', route: '/board' },
  { person: 'leader', route: '/board/means' },
  { person: 'cityLeader', route: '/board/counties' },
  { person: 'sysadmin', route: '/organisations', main: '登记单位', dialogs: ['登记单位'] },
  { person: 'sysadmin', route: '/organisations/$id', id: () => world.organisation('land'), dialogs: ['变更'] },
  { person: 'sysadmin', route: '/accounts', dialogs: ['开立账号'] },
  { person: 'sysadmin', route: '/calendar', dialogs: ['登记更正'] },
  { person: 'secadmin', route: '/accounts/$id', id: () => world.actor('land').accountId, dialogs: ['授予角色'] },
  { person: 'secadmin', route: '/erasures', dialogs: ['下令抹除'] },
  { person: 'auditor', route: '/ledger' },
  { person: 'auditor', route: '/trail' },
];

const pathOf = ({ route, id, search }: Visit): string => {
  const subject = typeof id === 'function' ? id() : id && world.ids[id];
  return route.replace('$id', subject ?? '$id') + (search === undefined ? '' : `?${search()}`);
};

it('names every address of the router', () => {
  const source = readFileSync(join(__dirname, '../../console/src/app/router.tsx'), 'utf8');
  const routes = [...source.matchAll(/(?:light|page)\(\s*'([^']+)'|path: '([^']+)'/g)].map(
    ([, page, path]) => page ?? path,
  );
  expect(routes.length).toBeGreaterThan(40);
  expect([...new Set([...VISITS.map(({ route }) => route), '/verify'])].sort()).toEqual(routes.sort());
});

describe.each([...new Set(VISITS.map(({ person }) => person))])('%s', person => {
  const visits = VISITS.filter(visit => visit.person === person);
  it.each(visits.map((visit): [string, Visit] => [`${visit.route} ${visit.id ?? ''}`, visit]))(
    '%s',
    async (_, visit) => {
      const page = await world.pageOf(person);
      await go(page, pathOf(visit));
      const faults = await faultsOf(page);
      const heading = await page.locator('h1').innerText();
      if (['没有找到', '无权查看', '打不开这一页'].includes(heading)) faults.push(`shows “${heading}”`);
      if (visit.main !== undefined) faults.push(...(await reachedByKeyboard(page, visit.main)));
      for (const name of visit.tabs ?? []) faults.push(...(await tabFaults(page, name)));
      for (const name of visit.dialogs ?? []) faults.push(...(await dialogFaults(page, name)));
      expect(faults).toEqual([]);
    },
  );
});

describe('besides', () => {
  it('the scan itself sees what it looks for', async () => {
    const page = await world.visit('/');
    await page.getByLabel('登录名').waitFor();
    await page.evaluate(() => {
      const faulty = document.querySelector('h1')!.parentElement!;
      faulty.append(document.createElement('input'));
      const pale = faulty.appendChild(document.createElement('p'));
      Object.assign(pale, { textContent: '看不清的字' }).style.color = '#ddd';
      faulty.appendChild(document.createElement('div')).style.width = '400px';
    });
    const faults = (await faultsOf(page)).map(fault => fault.split(':').slice(0, 2).join(':'));
    expect(faults).toEqual([
      ...['1440: color-contrast', '1440: label'],
      ...['360: color-contrast', '360: label', expect.stringContaining('px wide')],
    ]);
  });

  it('the log-in and the page for holders of a document', async () => {
    const page = await world.visit('/');
    await page.getByLabel('登录名').waitFor();
    const login = await faultsOf(page);
    await page.goto(`${world.address}/verify?code=${world.verification}`);
    await page.getByRole('heading', { name: '确系本系统签发' }).waitFor();
    expect([...login, ...(await faultsOf(page))]).toEqual([]);
  });

  it('a list with nothing in it, an answer that failed, and what cannot be found', async () => {
    const page = await world.pageOf('neighbourSponsor');
    const faults = [];
    for (const path of ['/pilots', '/exemptions', '/flaws', '/claims', `/pilots/${world.ids.pilot}`]) {
      await go(page, path);
      faults.push(...(await faultsOf(page)).map(fault => `${path}: ${fault}`));
    }
    await page.route('**/api/pledges*', route => route.fulfill({ status: 502, body: '' }));
    await go(page, '/pledges');
    await page.getByRole('alert').getByRole('button', { name: '重试' }).waitFor();
    faults.push(...(await faultsOf(page)));
    await page.unroute('**/api/pledges*');
    expect(faults).toEqual([]);
  });
});
