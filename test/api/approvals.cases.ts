import { draftPilot, runningPilot } from '../setup/stories';
import type { PersonKey } from '../setup/world';
import { LAND, clockOn, close, kindsOf, open, opened, play, refused, world, type Now } from './approvals-world';

describe('opening and acting', () => {
  beforeAll(open('2026-03-31T01:00:00.000Z'));
  afterAll(close);

  it('goes from draft to granted; every act is an entry, and the ETag guards each', async () => {
    const approval = await opened(await draftPilot(world.as('sponsor')));
    expect(approval).toMatchObject({ state: 'not-started', version: 1, receipt: { kind: 'approval.opened' } });
    expect(approval.code).toMatch(/^SP-513221-2026-\d{4}$/);
    const sponsor = world.as('sponsor');
    await refused(sponsor.post(`/approvals/${approval.id}/apply`), 428, 'request.if-match-missing');
    await refused(sponsor.post(`/approvals/${approval.id}/apply`, {}, { ifMatch: 9 }), 412, 'version.stale');
    const granted = await play(approval, [
      ['sponsor', 'apply', { on: '2026-03-02' }],
      ['land', 'accept', { on: '2026-03-04' }],
      ['land', 'suspend', { on: '2026-03-05', reason: 'hearing' }],
      ['land', 'resume', { on: '2026-03-10' }],
      ['land', 'grant', { on: '2026-03-12', note: '符合村庄规划' }],
    ]);
    expect(granted).toMatchObject({ state: 'granted', version: 6, receipt: { kind: 'approval.granted' } });
    expect(await kindsOf(approval)).toEqual([
      'approval.opened',
      'approval.applied',
      'approval.accepted',
      'approval.suspended',
      'approval.resumed',
      'approval.granted',
    ]);
    const read = await world.as('auditor').get(`/approvals/${approval.id}`).expect(200);
    expect(read.headers.etag).toBe('"6"');
    expect(read.body.open).toEqual([]);
    expect(read.body.clock).toMatchObject({
      day: '2026-03-31',
      totals: { authority: 5, suspended: 3, sponsor: 0 },
      total: 8,
      onDesk: 'decided',
    });
    // Stated for 12 March and recorded on the 31st: 13 working days later, for everyone to see.
    expect(read.body.events.at(-1)).toMatchObject({ on: '2026-03-12', recordedLateBy: 13 });
  });

  const named = {
    matter: '农用地转用审批',
    legalBasis: '土地管理法第四十四条',
    termWorkdays: 20,
    materials: ['用地申请'],
  };
  const first: [PersonKey, string, object?] = ['sponsor', 'apply', { on: '2026-03-02' }];
  const inquired: [PersonKey, string, object?] = ['sponsor', 'inquire', { on: '2026-03-02' }];
  it.each([
    ['refused', [first, ['land', 'refuse', { note: '不符合村庄规划' }]]],
    ['withdrawn', [first, ['land', 'accept'], ['sponsor', 'withdraw']]],
    ['withdrawn', [inquired, ['sponsor', 'withdraw', { note: '另行选址' }]]],
    ['lapsed', [inquired, ['land', 'name-path', named], ['land', 'lapse', { note: '六个月未申请' }]]],
    ['applied', [inquired, ['land', 'name-path', named], ['sponsor', 'apply']]],
  ] as [string, [PersonKey, string, object?][]][])('ends %s by %j', async (state, steps) => {
    const approval = await play(await opened(await draftPilot(world.as('sponsor'))), steps);
    expect(approval).toMatchObject({ state, version: steps.length + 1 });
    const { body } = await world.as('inspector').get(`/approvals/${approval.id}`).expect(200);
    expect(body.clock.state).toBe(state);
    if (steps.some(([, act]) => act === 'name-path')) expect(body).toMatchObject({ ...named, termWorkdays: 20 });
  });

  it('keeps what was said out of the ledger payload, but binds it by digest', async () => {
    const approval = await opened(await draftPilot(world.as('sponsor')));
    const remarks = [{ topic: '选址', demand: 'change', by: '局长' }];
    await play(approval, [
      ['sponsor', 'apply', {}],
      ['land', 'return', { remarks, note: '请另行选址' }],
    ]);
    const { rows } = await world.superuser.query<{ payload: string }>(
      `select convert_from(p.payload, 'UTF8') as payload from ledger_payload p join ledger_entry e using (county, position)
       where e.subject = $1 and e.kind = 'approval.returned'`,
      [approval.code],
    );
    expect(rows[0]!.payload).not.toMatch(/局长|选址/);
    expect(JSON.parse(rows[0]!.payload)).toMatchObject({ round: 1, remarks: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it.each([
    ['another township', 'otherSponsor', 'apply', {}, 403, 'approval.not-sponsor'],
    ['the approver', 'land', 'apply', {}, 403, 'access.forbidden'],
    ['another bureau', 'civilAffairs', 'accept', {}, 403, 'approval.not-approver'],
    ['the sponsor', 'sponsor', 'accept', {}, 403, 'access.forbidden'],
    ['a neighbour county', 'neighbourSponsor', 'apply', {}, 404, 'approval.not-found'],
    ['the approver, too early', 'land', 'grant', {}, 409, 'state.act-not-open'],
    ['the sponsor, for tomorrow', 'sponsor', 'apply', { on: '2026-04-01' }, 400, 'approval.day-in-future'],
    [
      'the sponsor, with another term',
      'sponsor',
      'apply',
      { path: { legalBasis: '某通知', termWorkdays: 5 } },
      409,
      'approval.path-already-named',
    ],
    ['the approver, for no lawful reason', 'land', 'suspend', { reason: 'leader-away' }, 400, 'request.invalid'],
    ['the approver, without a remark', 'land', 'return', { remarks: [] }, 400, 'request.invalid'],
    ['the approver, without a reason', 'land', 'refuse', {}, 400, 'request.invalid'],
  ] as [string, PersonKey, string, object, number, string][])(
    '%s is refused (%s %s %j)',
    async (_, person, act, body, status, code) => {
      const approval = await opened(await draftPilot(world.as('sponsor')));
      const sent = world.as(person).post(`/approvals/${approval.id}/${act}`, body, { ifMatch: 1 });
      await refused(sent, status, code);
      expect(await kindsOf(approval)).toEqual(['approval.opened']);
    },
  );

  it('takes no event for a day before the last one', async () => {
    const approval = await play(await opened(await draftPilot(world.as('sponsor'))), [
      ['sponsor', 'apply', { on: '2026-03-20' }],
    ]);
    const early = world.as('land').post(`/approvals/${approval.id}/accept`, { on: '2026-03-19' }, { ifMatch: 2 });
    await refused(early, 400, 'approval.day-before-last');
  });

  it.each([
    [{ termWorkdays: undefined }, 'approval.path-missing'],
    [{ legalBasis: undefined }, 'approval.path-missing'],
    [{ legalBasis: null }, 'request.invalid'],
    [{ approverId: '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b' }, 'approval.approver-unknown'],
    [{ predecessors: ['0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b'] }, 'approval.predecessor-unknown'],
    [{ fieldClass: 'heritage' }, 'request.invalid'],
  ])('is not opened with %j', async (changes, code) => {
    const pilot = await draftPilot(world.as('sponsor'));
    const sent = world.as('sponsor').post(`/pilots/${pilot.id}/approvals`, { ...LAND(), ...changes });
    await refused(sent, 400, code);
    expect((await world.as('sponsor').get(`/pilots/${pilot.id}/approvals`).expect(200)).body).toEqual([]);
  });

  it('is not opened by another unit, nor for a neighbour as approver, nor on a closed pilot', async () => {
    const pilot = await runningPilot(world.as('sponsor'));
    const path = `/pilots/${pilot.id}/approvals`;
    await refused(world.as('otherSponsor').post(path, LAND()), 403, 'pilot.not-own-unit');
    const abroad = { ...LAND(), approverId: world.organisation('neighbourTownship') };
    await refused(world.as('sponsor').post(path, abroad), 400, 'approval.approver-unknown');
    await world
      .as('sponsor')
      .post(`/pilots/${pilot.id}/close`, { outcome: 'adopted', reason: '已推广' }, { ifMatch: pilot.version })
      .expect(200);
    await refused(world.as('sponsor').post(path, LAND()), 409, 'approval.pilot-closed');
  });

  it('gives the same answer to the same key', async () => {
    const pilot = await draftPilot(world.as('sponsor'));
    const send = () => world.as('sponsor').post(`/pilots/${pilot.id}/approvals`, LAND(), { key: `open-${pilot.id}` });
    const [first, second] = [await send().expect(201), await send().expect(201)];
    expect(second.body).toEqual(first.body);
    expect((await world.as('sponsor').get(`/pilots/${pilot.id}/approvals`)).body).toHaveLength(1);
  });

  it('settles one of two decisions sent at once', async () => {
    const approval = await play(await opened(await draftPilot(world.as('sponsor'))), [['sponsor', 'apply', {}]]);
    const send = (act: string, body: object) =>
      world.as('land').post(`/approvals/${approval.id}/${act}`, body, { ifMatch: approval.version });
    const answers = await Promise.all([send('grant', {}), send('refuse', { note: '不符合规划' })]);
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 412]);
    expect(await kindsOf(approval)).toHaveLength(3);
  });
});

describe('what must come first', () => {
  beforeAll(open('2026-03-31T01:00:00.000Z'));
  afterAll(close);

  it('refuses an application before its predecessor is granted, naming it', async () => {
    const pilot = await draftPilot(world.as('sponsor'));
    const site = await opened(pilot, { matter: '公墓选址意见', approverId: world.organisation('civilAffairs') });
    const land = await opened(pilot, { predecessors: [site.id] });
    const apply = (on: string) => world.as('sponsor').post(`/approvals/${land.id}/apply`, { on }, { ifMatch: 1 });
    const problem = await refused(apply('2026-03-31'), 409, 'approval.predecessor-not-granted');
    expect(problem.detail.zh).toContain(site.code);
    await play(site, [
      ['sponsor', 'apply', { on: '2026-03-02' }],
      ['civilAffairs', 'grant', { on: '2026-03-20' }],
    ]);
    await refused(apply('2026-03-19'), 409, 'approval.predecessor-not-granted');
    await apply('2026-03-20').expect(200);
    const { body } = await world.as('sponsor').get(`/approvals/${land.id}`).expect(200);
    expect(body.predecessors).toEqual([{ id: site.id, code: site.code, matter: '公墓选址意见', state: 'granted' }]);
  });

  it('lets silence stand for a grant where the rulebook names the matter, and never for land', async () => {
    const pilot = await draftPilot(world.as('sponsor'));
    const sign = { matter: 'shop-sign', fieldClass: 'other', termWorkdays: 3 };
    const [deemed, barred] = [await opened(pilot, sign), await opened(pilot, { ...sign, fieldClass: 'land' })];
    for (const approval of [deemed, barred]) await play(approval, [['sponsor', 'apply', { on: '2026-03-02' }]]);
    expect(await clockOn(deemed, '2026-03-05')).toMatchObject({ deemed: null, overdueBy: 0 });
    expect(await clockOn(deemed)).toMatchObject({ deemed: { on: '2026-03-06', rulebook: 'WC-513221@2' } });
    expect(await clockOn(barred)).toMatchObject({ deemed: null, overdueBy: 18 });
    const [after, waits] = [
      await opened(pilot, { predecessors: [deemed.id] }),
      await opened(pilot, { predecessors: [barred.id] }),
    ];
    await play(after, [['sponsor', 'apply', {}]]);
    const apply = world.as('sponsor').post(`/approvals/${waits.id}/apply`, {}, { ifMatch: 1 });
    await refused(apply, 409, 'approval.predecessor-not-granted');
  });

  it('never lets two approvals wait for each other, even when both are named at once', async () => {
    const pilot = await draftPilot(world.as('sponsor'));
    const asked = { legalBasis: undefined, termWorkdays: undefined, inquiry: { on: '2026-03-02' } };
    const [a, b] = [await opened(pilot, asked), await opened(pilot, asked)];
    const name = (one: Now, first: Now) => {
      const { matter, legalBasis, termWorkdays, materials } = LAND();
      const body = { matter, legalBasis, termWorkdays, materials, predecessors: [first.id] };
      return world.as('land').post(`/approvals/${one.id}/name-path`, body, { ifMatch: one.version });
    };
    const answers = await Promise.all([name(a, b), name(b, a)]);
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 409]);
    expect(answers.find(answer => answer.status === 409)?.body.code).toBe('approval.predecessor-cycle');
  });

  it('takes no approval of another pilot', async () => {
    const other = await opened(await draftPilot(world.as('sponsor')));
    const pilot = await draftPilot(world.as('sponsor'));
    const body = { ...LAND(), predecessors: [other.id] };
    const sent = world.as('sponsor').post(`/pilots/${pilot.id}/approvals`, body);
    await refused(sent, 400, 'approval.predecessor-unknown');
  });
});

describe('the database by itself', () => {
  let approval: Now;
  beforeAll(async () => {
    await open('2026-03-31T01:00:00.000Z')();
    approval = await play(await opened(await draftPilot(world.as('sponsor'))), [
      ['sponsor', 'apply', { on: '2026-03-10' }],
    ]);
  });
  afterAll(close);

  const event = (changes: object) => {
    const row: Record<string, unknown> = {
      county: '513221',
      id: '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b',
      approval_id: approval.id,
      ordinal: 2,
      kind: 'accepted',
      happened_on: '2026-03-11',
      remarks: '[]',
      actor_id: world.actor('land').accountId,
      unit_id: world.organisation('land'),
      recorded_at: '2026-03-31T01:00:00.000Z',
      ...changes,
    };
    const names = Object.keys(row);
    const places = names.map((_, at) => `$${at + 1}`).join(', ');
    const sql = `insert into approval_event (${names.join(', ')}) values (${places})`;
    return world.superuser.query('begin').then(() => world.superuser.query(sql, Object.values(row)));
  };
  afterEach(() => world.superuser.query('rollback'));

  it('takes an event in order, and wants the row to follow before the commit', async () => {
    await expect(event({})).resolves.toMatchObject({ rowCount: 1 });
    await expect(world.superuser.query('commit')).rejects.toMatchObject({ constraint: 'approval_state_of_events' });
    await event({});
    await world.superuser.query(`update approval set state = 'accepted', version = version + 1`);
    await expect(world.superuser.query('set constraints all immediate')).resolves.toBeDefined();
  });

  it('lets no row change its state without an event', async () => {
    const sql = `update approval set state = 'granted', version = version + 1`;
    await expect(world.superuser.query(sql)).rejects.toMatchObject({ constraint: 'approval_state_of_events' });
  });

  it.each([
    [{ happened_on: '2026-03-09' }, 'approval_event_order'],
    [{ ordinal: 3 }, 'approval_event_order'],
    [{ happened_on: '2026-04-01' }, 'approval_event_future'],
    [{ kind: 'suspended' }, 'approval_event_suspension'],
    [{ kind: 'returned', round: 1 }, 'approval_event_remarks'],
    [{ kind: 'returned', remarks: '[{}]' }, 'approval_event_round'],
    [{ kind: 'path-named' }, 'approval_event_path'],
  ])('refuses an event with %j', async (changes, constraint) => {
    await expect(event(changes)).rejects.toMatchObject({ constraint });
  });

  it.each([
    ['update approval set term_workdays = 90, version = version + 1', 'approval_promise_kept'],
    ['update approval set approver_id = pilot_id, version = version + 1', 'approval_promise_kept'],
    [`update approval set state = 'granted'`, 'approval_version'],
    ['update approval_event set happened_on = happened_on - 1', 'approval_event_append_only'],
    ['delete from approval_event', 'approval_event_append_only'],
    ['delete from approval_predecessor where false; truncate approval_predecessor', 'approval_predecessor_append_only'],
  ])('refuses: %s', async (sql, constraint) => {
    await expect(world.superuser.query(sql)).rejects.toMatchObject({ constraint });
  });
});
