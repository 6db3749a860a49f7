import { PILOT_BODY, draftPilot, runningPilot } from '../setup/stories';
import { openWorld, type World } from '../setup/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('a pilot from draft to closed', () => {
  it('is drafted, registered, started and closed, each on record', async () => {
    const sponsor = world.as('sponsor');
    const pilot = await runningPilot(sponsor);
    expect(pilot.code).toMatch(/^SD-513221-2026-\d{4}$/);
    const closed = await sponsor
      .post(
        `/pilots/${pilot.id}/close`,
        { outcome: 'tested-not-adopted', reason: '试了、没成' },
        { ifMatch: pilot.version },
      )
      .expect(200);
    expect(closed.body).toMatchObject({ state: 'closed', outcome: 'tested-not-adopted' });
    const entries = await world.superuser.query<{ kind: string }>(
      'select kind from ledger_entry where subject = $1 order by position',
      [pilot.code],
    );
    expect(entries.rows.map(row => row.kind)).toEqual([
      'pilot.drafted',
      'scope.recorded',
      'pilot.registered',
      'pilot.started',
      'pilot.closed',
    ]);
    const { body } = await sponsor.get(`/pilots/${pilot.id}`).expect(200);
    expect(body.states.map((entry: { state: string }) => entry.state)).toEqual([
      'draft',
      'registered',
      'running',
      'closed',
    ]);
    expect(body.open).toEqual([]);
  });

  it('answers with ETag and wants it back', async () => {
    const sponsor = world.as('sponsor');
    const pilot = await draftPilot(sponsor);
    const read = await sponsor.get(`/pilots/${pilot.id}`).expect(200);
    expect(read.headers.etag).toBe('"1"');
    const absent = await sponsor.post(`/pilots/${pilot.id}/register`).expect(428);
    expect(absent.body.code).toBe('request.if-match-missing');
    const stale = await sponsor.post(`/pilots/${pilot.id}/register`, {}, { ifMatch: 7 }).expect(412);
    expect(stale.body.code).toBe('version.stale');
    await sponsor.post(`/pilots/${pilot.id}/register`, {}, { ifMatch: 1 }).expect(200);
    const again = await sponsor.post(`/pilots/${pilot.id}/register`, {}, { ifMatch: 2 }).expect(409);
    expect(again.body.code).toBe('state.act-not-open');
  });

  it('names every offending field in both languages and stores nothing', async () => {
    const { body } = await world
      .as('sponsor')
      .post('/pilots', { ...PILOT_BODY, title: '', period: { from: '2026-02-30', to: null }, stamp: true })
      .expect(400);
    expect(body.code).toBe('request.invalid');
    expect(body.fields.map((fault: { field: string }) => fault.field)).toEqual(
      expect.arrayContaining(['title', 'period.from', 'stamp']),
    );
    for (const fault of body.fields) expect(fault).toMatchObject({ zh: expect.any(String), en: expect.any(String) });
  });

  it('gives the same answer for the same key, and refuses the key for another body', async () => {
    const sponsor = world.as('sponsor');
    const first = await sponsor.post('/pilots', PILOT_BODY, { key: 'once-1' }).expect(201);
    const again = await sponsor.post('/pilots', PILOT_BODY, { key: 'once-1' }).expect(201);
    expect(again.body).toEqual(first.body);
    const other = await sponsor.post('/pilots', { ...PILOT_BODY, title: '另一个试点' }, { key: 'once-1' }).expect(422);
    expect(other.body.code).toBe('idempotency.key-reused');
  });
});

describe('who may', () => {
  it('only the own unit changes a pilot', async () => {
    const pilot = await draftPilot(world.as('sponsor'));
    const path = `/pilots/${pilot.id}/register`;
    expect((await world.as('otherSponsor').post(path, {}, { ifMatch: 1 }).expect(403)).body.code).toBe(
      'pilot.not-own-unit',
    );
    expect((await world.as('leader').post(path, {}, { ifMatch: 1 }).expect(403)).body.code).toBe('access.forbidden');
    await world.as('sponsorColleague').post(path, {}, { ifMatch: 1 }).expect(200);
  });

  it('a leader brakes it whoever sponsors it', async () => {
    const pilot = await runningPilot(world.as('otherSponsor'), {
      scope: { ...PILOT_BODY.scope, regions: ['513221102'] },
    });
    const braked = await world
      .as('leader')
      .post(`/pilots/${pilot.id}/brake`, { reason: '盆景工程' }, { ifMatch: pilot.version })
      .expect(200);
    expect(braked.body).toMatchObject({ state: 'closed', outcome: 'stopped' });
  });

  it('another county finds nothing; the city above reads and cannot write', async () => {
    const pilot = await draftPilot(world.as('sponsor'));
    expect((await world.as('neighbourInspector').get(`/pilots/${pilot.id}`).expect(404)).body.code).toBe(
      'pilot.not-found',
    );
    expect((await world.as('neighbourSponsor').get('/pilots').expect(200)).body.items).toEqual([]);
    await world.as('cityLeader').get(`/pilots/${pilot.id}`).expect(200);
    await world.as('cityLeader').post(`/pilots/${pilot.id}/brake`, { reason: '叫停' }, { ifMatch: 1 }).expect(404);
  });
});

describe('scope versions', () => {
  const wider = { regions: ['513221106', '513221100'] };

  it('needs a reason and a real change, one amendment at a time, and shows the difference', async () => {
    const sponsor = world.as('sponsor');
    const pilot = await runningPilot(sponsor);
    const amend = `/pilots/${pilot.id}/amend`;
    const same = await sponsor
      .post(amend, { reason: '无改动', changes: { regions: ['513221106'] } }, { ifMatch: 3 })
      .expect(400);
    expect(same.body.code).toBe('scope.nothing-changed');
    await sponsor.post(amend, { changes: wider }, { ifMatch: 3 }).expect(400);
    const opened = await sponsor.post(amend, { reason: '增加威州镇', changes: wider }, { ifMatch: 3 }).expect(201);
    expect(opened.body.scope).toMatchObject({ number: 2, state: 'open', changed: ['regions'] });
    const second = await sponsor.post(amend, { reason: '再加', changes: wider }, { ifMatch: 4 }).expect(409);
    expect(second.body.code).toBe('scope.amendment-open');
    const recorded = await sponsor.post(`${amend}/record`, {}, { ifMatch: 4 }).expect(200);
    expect(recorded.body.scope.differences).toEqual([{ field: 'regions', from: ['513221106'], to: wider.regions }]);
  });

  it('answers the scope in force on a day: a version counts from the day after it was recorded', async () => {
    const sponsor = world.as('sponsor');
    const pilot = await runningPilot(sponsor);
    const on = (day: string) => sponsor.get(`/pilots/${pilot.id}/scope?on=${day}`);
    expect((await on('2026-03-02').expect(404)).body.code).toBe('scope.none-in-force');
    expect((await on('2026-03-03').expect(200)).body).toMatchObject({
      number: 1,
      inForceFrom: '2026-03-03',
      capFen: 500_000_000,
    });
    await sponsor.get(`/pilots/${pilot.id}/scope`).expect(200);
  });
});

describe('what a scope may say, drafted or amended', () => {
  const reversed = { from: '2026-12-31', to: '2026-03-01' };

  it.each([
    [{ regions: ['510104'] }, 'pilot.region-outside', 'regions[0]'],
    [{ period: reversed }, 'period.reversed', 'period.to'],
  ])('not %j', async (wrong, code, field) => {
    const sponsor = world.as('sponsor');
    const drafted = await sponsor
      .post('/pilots', { ...PILOT_BODY, scope: { ...PILOT_BODY.scope, ...wrong } })
      .expect(400);
    expect([drafted.body.code, drafted.body.fields[0].field]).toEqual([code, `scope.${field}`]);
    const pilot = await runningPilot(sponsor);
    const amendment = { reason: '试一试', changes: wrong };
    const amended = await sponsor.post(`/pilots/${pilot.id}/amend`, amendment, { ifMatch: pilot.version }).expect(400);
    expect([amended.body.code, amended.body.fields[0].field]).toEqual([code, `changes.${field}`]);
  });

  it('nor may the pilot end before it begins', async () => {
    const { body } = await world
      .as('sponsor')
      .post('/pilots', { ...PILOT_BODY, period: reversed })
      .expect(400);
    expect([body.code, body.fields[0].field]).toEqual(['period.reversed', 'period.to']);
  });
});

describe('lists and search', () => {
  it('finds words of two characters, filters, and pages without repeating', async () => {
    const sponsor = world.as('otherSponsor');
    for (const title of ['智慧养老食堂', '智慧停车', '乡村食堂改造']) {
      await draftPilot(sponsor, {
        title,
        problem: '老人吃饭难的问题',
        scope: { ...PILOT_BODY.scope, regions: ['513221102'] },
      });
    }
    const found = async (query: string) => {
      const { body } = await world.as('leader').get(`/pilots?${query}`).expect(200);
      return body.items.map((item: { title: string }) => item.title);
    };
    expect(await found(`q=${encodeURIComponent('食堂')}`)).toEqual(['乡村食堂改造', '智慧养老食堂']);
    expect(await found(`q=${encodeURIComponent('慧停')}`)).toEqual(['智慧停车']);
    expect(await found(`q=${encodeURIComponent('堂食')}`)).toEqual([]);
    expect(await found(`place=513221102&state=draft`)).toHaveLength(3);
    expect(await found(`unit=${world.organisation('otherTownship')}&day=2027-01-01`)).toEqual([]);
    const first = await world.as('leader').get('/pilots?limit=2&place=513221102').expect(200);
    const second = await world
      .as('leader')
      .get(`/pilots?limit=2&place=513221102&cursor=${first.body.next}`)
      .expect(200);
    const codes = [...first.body.items, ...second.body.items].map((item: { code: string }) => item.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect((await world.as('leader').get('/pilots?cursor=xyz').expect(400)).body.code).toBe('page.cursor-malformed');
  });
});
