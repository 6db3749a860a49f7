import { localDay } from '../../src/domain/period';
import { draftPilot, runningPilot } from '../setup/stories';
import type { PersonKey } from '../setup/world';
import { clockOn, close, kindsOf, open, opened, play, refused, world, type Now } from './approvals-world';

interface Page {
  items: { id: string }[];
  next: string | null;
}

describe('S1: an inquiry nobody answers, then an application that lies', () => {
  let approval: Now;
  beforeAll(open('2026-03-02T01:00:00.000Z'));
  afterAll(close);

  it('runs on the authority from the inquiry on', async () => {
    const pilot = await runningPilot(world.as('sponsor'));
    approval = await opened(pilot, {
      legalBasis: undefined,
      termWorkdays: undefined,
      materials: undefined,
      inquiry: { note: '公墓用地应走哪项审批、由谁受理' },
    });
    expect(approval).toMatchObject({ state: 'inquiring', version: 2, termWorkdays: null });
    expect(await kindsOf(approval)).toEqual(['approval.opened', 'approval.inquired']);
    world.clock.step('2026-03-31T01:00:00.000Z');
    // 3 to 31 March: 4 + 5 + 5 + 5 + 2 working days; the rulebook gives 5 for naming the path, until 9 March.
    expect(await clockOn(approval)).toMatchObject({
      measured: 'inquiry',
      onDesk: 'authority',
      total: 21,
      inquiry: { used: 21, term: 5, overdueBy: 16 },
      overdueBy: 16,
      due: { day: '2026-03-09', provisional: false },
    });
  });

  it('is overtaken by an application, which must say on what it stands', async () => {
    world.clock.step('2026-04-01T01:00:00.000Z');
    const apply = (body: object) =>
      world.as('sponsor').post(`/approvals/${approval.id}/apply`, body, { ifMatch: approval.version });
    const problem = await refused(apply({}), 400, 'approval.path-missing');
    expect(problem.fields.map((one: { field: string }) => one.field)).toEqual(['legalBasis', 'termWorkdays']);
    const path = { legalBasis: '办事指南（2025年版）', termWorkdays: 20, materials: ['用地申请'] };
    const { body } = await apply({ path }).expect(200);
    expect(body).toMatchObject({ state: 'applied', termWorkdays: 20, materials: ['用地申请'] });
    approval = body;
  });

  it('shows whose desk it was on for how many of the elapsed days', async () => {
    world.clock.step('2026-05-29T01:00:00.000Z');
    const detail = (await world.as('sponsor').get(`/approvals/${approval.id}`).expect(200)).body;
    // April 2 and 3, then 7 to 30 without Qingming: 20 days, the term. May 6 to 29 with Saturday the 9th: 19 beyond it.
    expect(detail.clock).toMatchObject({
      parts: [
        { party: 'authority', from: '2026-03-03', to: '2026-04-01', workdays: 22, cause: 'inquired' },
        { party: 'authority', from: '2026-04-02', to: '2026-05-29', workdays: 39, cause: 'applied' },
      ],
      totals: { sponsor: 0, authority: 61, suspended: 0 },
      total: 61,
      measured: 'application',
      termUsed: 39,
      overdueBy: 19,
      inquiry: { used: 22, term: 5, overdueBy: 17 },
      due: { day: '2026-04-30', from: '2026-04-01', usedBefore: 0, workdays: 20 },
      deemed: null,
    });
    expect(detail.clock.due.skipped).toContainEqual(expect.objectContaining({ day: '2026-04-06', why: 'holiday' }));
    expect(detail.events[1]).toMatchObject({
      kind: 'applied',
      pathBefore: { legalBasis: null, termWorkdays: null },
      path: { legalBasis: '办事指南（2025年版）', termWorkdays: 20 },
    });
    expect((await clockOn(approval, '2026-04-30')).overdueBy).toBe(0);
    expect((await clockOn(approval, '2026-05-06')).overdueBy).toBe(1);
  });

  it('is listed as overdue for the day asked, and among what waits for the bureau', async () => {
    const listed = async (person: PersonKey, query: string) => {
      const { body } = await world.as(person).get(`/approvals?${query}`).expect(200);
      return body.items.map((item: { id: string; overdueBy: number | null }) => [item.id, item.overdueBy]);
    };
    expect(await listed('leader', 'overdueOn=2026-05-29')).toEqual([[approval.id, 19]]);
    expect(await listed('leader', 'overdueOn=2026-04-30')).toEqual([]);
    expect(await listed('leader', 'overdueOn=2026-03-10')).toEqual([[approval.id, 1]]);
    expect(await listed('land', 'waitingFor=me')).toEqual([[approval.id, null]]);
    expect(await listed('sponsor', 'waitingFor=me')).toEqual([]);
    expect(await listed('civilAffairs', 'waitingFor=me&state=applied')).toEqual([]);
    expect(await listed('neighbourSponsor', 'overdueOn=2026-05-29')).toEqual([]);
    expect(await listed('cityLeader', 'overdueOn=2026-05-29')).toEqual([[approval.id, 19]]);
  });

  it('is listed with the desk it lies on and the days there, as its own page counts them', async () => {
    const { body } = await world.as('leader').get('/approvals?overdueOn=2026-05-29').expect(200);
    const { clock } = (await world.as('leader').get(`/approvals/${approval.id}?on=2026-05-29`).expect(200)).body;
    const { day, onDesk, term, termUsed, overdueBy } = clock;
    expect(body.items[0].desk).toEqual({ day, onDesk, workdays: 39, term, termUsed, overdueBy });
    const now = (await world.as('land').get('/approvals?waitingFor=me').expect(200)).body.items[0];
    expect(now.desk).toMatchObject({ day: localDay(world.clock.now()), onDesk: 'authority', term: 20 });
  });

  it('follows a correction of the county calendar', async () => {
    await world
      .as('sysadmin')
      .post('/calendar/corrections', { day: '2026-05-20', working: false, reason: '山洪停工' })
      .expect(201);
    expect(await clockOn(approval)).toMatchObject({ termUsed: 38, overdueBy: 18 });
  });

  it('pages the overdue list by cursor', async () => {
    const pilot = await draftPilot(world.as('sponsor'));
    for (const on of ['2026-03-02', '2026-03-03']) {
      await play(await opened(pilot), [['sponsor', 'apply', { on }]]);
    }
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const path: string = `/approvals?overdueOn=2026-05-29&limit=1${next === '' ? '' : `&cursor=${next}`}`;
      const page: Page = (await world.as('leader').get(path).expect(200)).body;
      seen.push(...page.items.map(item => item.id));
      next = page.next;
    }
    expect(seen).toHaveLength(3);
    expect(new Set(seen).size).toBe(3);
    expect(seen[2]).toBe(approval.id);
  });
});

describe('S4: three leaders, three rounds', () => {
  beforeAll(open('2026-03-02T01:00:00.000Z'));
  afterAll(close);

  it('shows the rounds, who asked for what, the contradictions, and the days of each side', async () => {
    const pilot = await runningPilot(world.as('sponsor'));
    let approval: Now = await opened(pilot, {
      matter: '政策宣传短视频发布审核',
      fieldClass: 'other',
      approverId: world.organisation('civilAffairs'),
      legalBasis: '县政务新媒体管理办法第八条',
      termWorkdays: 5,
    });
    const remark = (topic: string, demand: string, by: string) => ({ topic, demand, by });
    const days: [string, PersonKey, string, object][] = [
      ['02', 'sponsor', 'apply', {}],
      ['05', 'civilAffairs', 'return', { remarks: [remark('片长', 'less', '分管副县长'), remark('旁白', 'keep', '分管副县长')] }], // prettier-ignore
      ['09', 'sponsor', 'resubmit', {}],
      ['12', 'civilAffairs', 'return', { remarks: [remark('片长', 'more', '宣传部部长'), remark('旁白', 'keep', '宣传部部长')] }], // prettier-ignore
      ['13', 'sponsor', 'resubmit', {}],
      ['18', 'civilAffairs', 'return', { remarks: [remark('片长', 'less', '县长'), remark('旁白', 'change', '县长')] }],
    ];
    for (const [day, person, act, body] of days) {
      world.clock.step(`2026-03-${day}T01:00:00.000Z`);
      approval = await play(approval, [[person, act, body]]);
    }
    world.clock.step('2026-03-20T01:00:00.000Z');
    const { body } = await world.as('sponsor').get(`/approvals/${approval.id}`).expect(200);
    expect(body.events.map((event: { round: number | null }) => event.round)).toEqual([null, 1, null, 2, null, 3]);
    expect(body.open.sort()).toEqual(['lapse', 'resubmit', 'withdraw']);
    // Authority 3-5, 10-12 and 16-18 March, three days each; sponsor 6 and 9, 13, 19 and 20 March.
    expect(body.clock).toMatchObject({
      rounds: 3,
      onDesk: 'sponsor',
      totals: { authority: 9, sponsor: 5, suspended: 0 },
      total: 14,
      termUsed: 9,
      overdueBy: 4,
      due: { day: '2026-03-11', from: '2026-03-09', usedBefore: 3, workdays: 2 },
    });
    const pairs = body.clock.contradictions.map(
      (one: { topic: string; earlier: { by: string }; later: { by: string; round: number } }) =>
        `${one.later.round} ${one.topic} ${one.earlier.by}/${one.later.by}`,
    );
    expect(pairs).toEqual([
      '2 片长 分管副县长/宣传部部长',
      '3 片长 宣传部部长/县长',
      '3 旁白 分管副县长/县长',
      '3 旁白 宣传部部长/县长',
    ]);
  });
});
