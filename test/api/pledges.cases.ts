import { runningPilot, type PilotNow } from '../setup/stories';
import type { PersonKey, World } from '../setup/world';
import { openPledgeWorld, TERMS, type PledgeWorld } from './pledges-world';

let world: World;
let pilot: PilotNow;
let hands: PledgeWorld;
beforeAll(async () => {
  hands = await openPledgeWorld();
  ({ world, pilot } = hands);
});
afterAll(() => world.close());

const act: PledgeWorld['act'] = (...step) => hands.act(...step);
const claim: PledgeWorld['claim'] = (...step) => hands.claim(...step);
const claimBody: PledgeWorld['claimBody'] = changes => hands.claimBody(changes);
const made: PledgeWorld['made'] = changes => hands.made(changes);
const read: PledgeWorld['read'] = (...step) => hands.read(...step);
const refusedAs: PledgeWorld['refusedAs'] = (...step) => hands.refusedAs(...step);

const kindsOf = async (code: string) => {
  const { rows } = await world.superuser.query<{ kind: string }>(
    'select kind from ledger_entry where subject = $1 order by position',
    [code],
  );
  return rows.map(row => row.kind);
};

const waiting = async (person: PersonKey): Promise<string[]> => {
  const { body } = await world.as(person).get('/pledges?waiting=me&limit=100').expect(200);
  return body.items.map((item: { id: string }) => item.id);
};

describe('a pledge from claim to delivery', () => {
  it('is claimed, counter-signed, delivered and revised by both sides, each step on record', async () => {
    const pledge = await claim();
    expect(pledge).toMatchObject({
      code: expect.stringMatching(/^CN-513221-2026-\d{4}$/),
      standing: 'claimed',
      documented: true,
      giver: { id: world.organisation('civilAffairs'), name: '汶川县民政局', creditCode: expect.any(String) },
      tranches: [
        { dueOn: '2026-03-31', amountFen: 10_000_000, quantity: null },
        { dueOn: '2026-06-30', amountFen: 20_000_000, quantity: null },
      ],
      receipt: { kind: 'pledge.claimed', county: '513221' },
    });
    expect(await waiting('civilAffairs')).toContain(pledge.id);
    const signed = await act('civilAffairs', pledge, 'counter-sign');
    expect(signed.body).toMatchObject({ standing: 'made', version: 2, receipt: { kind: 'pledge.counter-signed' } });
    expect(signed.headers.etag).toBe('"2"');
    expect(await waiting('civilAffairs')).not.toContain(pledge.id);

    const given = await act('civilAffairs', pledge, 'deliveries', { on: '2026-03-01', amountFen: 4_000_000 });
    expect(given.status).toBe(201);
    expect([await waiting('sponsor'), await waiting('civilAffairs')].map(list => list.includes(pledge.id))).toEqual([
      true,
      false,
    ]);
    expect((await read(pledge)).figures.delivered).toBe(0);
    const confirmed = await act('sponsor', pledge, `deliveries/${given.body.entry.id}/confirm`);
    expect(confirmed.body.entry).toMatchObject({ state: 'confirmed', answeredUnit: world.organisation('township') });

    const received = await act('sponsor', pledge, 'deliveries', {
      on: '2026-03-02',
      amountFen: 1_000_000,
      note: '到账',
    });
    await act('civilAffairs', pledge, `deliveries/${received.body.entry.id}/confirm`);
    const cut = await act('civilAffairs', pledge, 'revisions', {
      on: '2026-03-02',
      amountFen: 15_000_000,
      note: '压减',
    });
    expect((await read(pledge)).figures.committed).toBe(30_000_000);
    await act('sponsor', pledge, `revisions/${cut.body.entry.id}/confirm`);
    const raise = await act('sponsor', pledge, 'revisions', { on: '2026-03-02', amountFen: 16_000_000, note: '追加' });
    await act('civilAffairs', pledge, `revisions/${raise.body.entry.id}/confirm`);

    expect((await read(pledge, '?on=2026-04-01')).figures).toEqual({
      on: '2026-04-01',
      measure: 'fen',
      committed: 16_000_000,
      due: 10_000_000,
      delivered: 5_000_000,
      planned: 6_000_000,
      shortfall: 5_000_000,
      oldestDueOn: '2026-03-31',
      workdaysLate: 1,
    });
    expect((await read(pledge, '?on=2026-04-01&recordedBefore=2026-03-02')).figures.committed).toBe(0);
    expect(await kindsOf(pledge.code)).toEqual([
      'pledge.claimed',
      'pledge.counter-signed',
      'pledge.delivery-entered',
      'pledge.delivery-confirmed',
      'pledge.delivery-entered',
      'pledge.delivery-confirmed',
      'pledge.revision-entered',
      'pledge.revision-confirmed',
      'pledge.revision-entered',
      'pledge.revision-confirmed',
    ]);
    const { rows } = await world.superuser.query<{ payload: Buffer }>(
      `select payload from ledger_payload p join ledger_entry e using (county, position) where e.subject = $1`,
      [pledge.code],
    );
    expect(rows.map(row => row.payload.toString()).join()).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it('is disputed with a reason and claimed again only by new terms', async () => {
    const pledge = await claim();
    expect(await refusedAs('civilAffairs', pledge, ['dispute', {}])).toBe('400 request.invalid');
    const disputed = await act('civilAffairs', pledge, 'dispute', { reason: '文件未列明该项资金' });
    expect(disputed.body).toMatchObject({ standing: 'disputed' });
    expect(await waiting('sponsor')).toContain(pledge.id);
    const { documentNumber, documentSha256 } = pledge;
    const same = { ...TERMS, documentNumber, documentSha256 };
    const restated = { ...same, amountFen: 10_000_000, tranches: [TERMS.tranches[1]], reason: '按纪要更正' };
    for (const [person, step, code] of [
      ['civilAffairs', ['counter-sign'], '409 state.act-not-open'],
      ['sponsor', ['restate', { ...same, reason: '坚持原主张' }], '400 pledge.nothing-restated'],
      ['sponsor', ['restate', same], '400 request.invalid'],
      ['otherSponsor', ['restate', restated], '403 pledge.not-own-unit'],
    ] as [PersonKey, [string, object?], string][]) {
      expect(await refusedAs(person, pledge, step)).toBe(code);
    }
    const again = await act('sponsor', pledge, 'restate', restated);
    expect(again.body).toMatchObject({ standing: 'claimed', termsNumber: 2, amountFen: 10_000_000 });
    await act('civilAffairs', pledge, 'counter-sign');
    const detail = await read(pledge, '?on=2026-07-01');
    expect(detail.standings.map(({ standing, reason }: any) => [standing, reason])).toEqual([
      ['claimed', null],
      ['disputed', '文件未列明该项资金'],
      ['claimed', '按纪要更正'],
      ['made', null],
    ]);
    expect(detail.terms.map(({ number, amountFen }: any) => [number, amountFen])).toEqual([
      [1, 30_000_000],
      [2, 10_000_000],
    ]);
    expect(detail.figures).toMatchObject({ committed: 10_000_000, due: 10_000_000, oldestDueOn: '2026-03-31' });
    expect(detail.open).toEqual(['deliver', 'revise']);
    expect(await kindsOf(pledge.code)).toEqual([
      'pledge.claimed',
      'pledge.disputed',
      'pledge.restated',
      'pledge.counter-signed',
    ]);
  });

  it('counts units for what is no money', async () => {
    const tranches = [{ dueOn: '2026-03-10', quantity: 2 }];
    const pledge = await made({
      kind: 'staff',
      what: '派驻人员',
      amountFen: undefined,
      quantity: 2,
      unit: '名',
      tranches,
    });
    const one = await act('sponsor', pledge, 'deliveries', { on: '2026-03-02', quantity: 1 });
    await act('civilAffairs', pledge, `deliveries/${one.body.entry.id}/confirm`);
    expect((await read(pledge, '?on=2026-03-11')).figures).toMatchObject({
      measure: 'units',
      committed: 2,
      delivered: 1,
      shortfall: 1,
      workdaysLate: 1,
    });
    expect(await refusedAs('sponsor', pledge, ['deliveries', { on: '2026-03-02', amountFen: 1 }])).toBe(
      '400 pledge.measure-wrong',
    );
  });
});

describe('one unit is one side', () => {
  test.each<[PersonKey, PersonKey[], PersonKey]>([
    ['civilAffairs', ['civilAffairs'], 'sponsorColleague'],
    ['sponsor', ['sponsor', 'sponsorColleague'], 'civilAffairs'],
  ])('what %s entered is not for %j to answer', async (enters, own, other) => {
    const pledge = await made();
    for (const [path, body] of [
      ['deliveries', { on: '2026-03-01', amountFen: 1_000_000 }],
      ['revisions', { on: '2026-03-01', amountFen: 1_000_000, note: '调整' }],
    ] as const) {
      const { body: written } = await act(enters, pledge, path, body);
      const answer = `${path}/${written.entry.id}`;
      for (const person of own) {
        expect(await refusedAs(person, pledge, [`${answer}/confirm`])).toBe('403 pledge.own-entry');
        expect(await refusedAs(person, pledge, [`${answer}/refuse`, { reason: '不对' }])).toBe('403 pledge.own-entry');
      }
      expect(await refusedAs('land', pledge, [`${answer}/confirm`])).toBe('403 pledge.not-party');
      expect(await refusedAs(other, pledge, [`${answer}/refuse`, {}])).toBe('400 request.invalid');
      const refused = await act(other, pledge, `${answer}/refuse`, { reason: '与实际不符' });
      expect(refused.body.entry).toMatchObject({ state: 'refused', reason: '与实际不符' });
      expect(await refusedAs(other, pledge, [`${answer}/confirm`])).toBe('409 pledge.entry-answered');
    }
    const { figures } = await read(pledge);
    expect([figures.committed, figures.delivered]).toEqual([30_000_000, 0]);
    expect((await kindsOf(pledge.code)).slice(2)).toEqual([
      'pledge.delivery-entered',
      'pledge.delivery-refused',
      'pledge.revision-entered',
      'pledge.revision-refused',
    ]);
  });

  it('lets one revision be open at a time, and none that changes nothing', async () => {
    const pledge = await made();
    const revise = (amountFen: number): [string, object] => [
      'revisions',
      { on: '2026-03-01', amountFen, note: '调整' },
    ];
    expect(await refusedAs('sponsor', pledge, revise(30_000_000))).toBe('400 pledge.nothing-revised');
    const first = await act('civilAffairs', pledge, ...revise(0));
    expect(first.status).toBe(201);
    expect(await refusedAs('sponsor', pledge, revise(5))).toBe('409 pledge.revision-open');
    await act('sponsor', pledge, `revisions/${first.body.entry.id}/confirm`);
    expect(await refusedAs('sponsor', pledge, revise(0))).toBe('400 pledge.nothing-revised');
    expect((await act('sponsor', pledge, ...revise(30_000_000))).status).toBe(201);
  });

  it('takes an entry by two answers at once from one of them', async () => {
    const pledge = await made();
    const { body } = await act('civilAffairs', pledge, 'deliveries', { on: '2026-03-01', amountFen: 5 });
    const confirm = () =>
      world
        .as('sponsor')
        .post(`/pledges/${pledge.id}/deliveries/${body.entry.id}/confirm`, {}, { ifMatch: pledge.version });
    const answers = await Promise.all([confirm(), confirm(), confirm()]);
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 412, 412]);
  });
});

describe('who may', () => {
  const restate = () => ({ ...TERMS, amountFen: 1, tranches: [{ dueOn: '2026-06-30', amountFen: 1 }], reason: '更正' });
  const delivery = { on: '2026-03-01', amountFen: 1 };

  test.each<[PersonKey, string, () => object, string]>([
    ['land', 'counter-sign', () => ({}), '403 pledge.not-addressed'],
    ['land', 'dispute', () => ({ reason: '与我无关' }), '403 pledge.not-addressed'],
    ['sponsor', 'counter-sign', () => ({}), '403 access.forbidden'],
    ['inspector', 'counter-sign', () => ({}), '403 access.forbidden'],
    ['leader', 'dispute', () => ({ reason: '不同意' }), '403 access.forbidden'],
    ['civilAffairs', 'restate', restate, '403 access.forbidden'],
    ['sponsor', 'restate', restate, '409 state.act-not-open'],
    ['sponsor', 'deliveries', () => delivery, '409 state.act-not-open'],
    ['land', 'deliveries', () => delivery, '403 pledge.not-party'],
    ['otherSponsor', 'deliveries', () => delivery, '403 pledge.not-party'],
    ['leader', 'deliveries', () => delivery, '403 access.forbidden'],
    ['neighbourSponsor', 'deliveries', () => delivery, '404 pledge.not-found'],
    ['cityLeader', 'deliveries', () => delivery, '403 access.forbidden'],
  ])('%s: %s on a claimed pledge', async (person, path, body, expected) => {
    expect(await refusedAs(person, await claim(), [path, body()])).toBe(expected);
  });

  it('claims only for the own unit', async () => {
    const foreign = await world.as('otherSponsor').post(`/pilots/${pilot.id}/pledges`, claimBody()).expect(403);
    expect(foreign.body.code).toBe('pilot.not-own-unit');
    const bureau = await world.as('civilAffairs').post(`/pilots/${pilot.id}/pledges`, claimBody()).expect(403);
    expect(bureau.body.code).toBe('access.forbidden');
  });

  it('another county finds nothing, the city above reads', async () => {
    const pledge = await claim();
    for (const path of [`/pledges/${pledge.id}`, `/pilots/${pilot.id}/pledges`]) {
      await world.as('neighbourSponsor').get(path).expect(404);
      await world.as('cityLeader').get(path).expect(200);
    }
    const claimed = await world.as('neighbourSponsor').post(`/pilots/${pilot.id}/pledges`, claimBody()).expect(404);
    expect(claimed.body.code).toBe('pilot.not-found');
    const { body } = await world.as('neighbourSponsor').get('/pledges').expect(200);
    expect(body).toEqual({ items: [], next: null });
  });

  it('wants the version back, and the present one', async () => {
    const pledge = await claim();
    const sign = (sending?: { ifMatch: number }) =>
      world.as('civilAffairs').post(`/pledges/${pledge.id}/counter-sign`, {}, sending);
    expect((await sign().expect(428)).body.code).toBe('request.if-match-missing');
    expect((await sign({ ifMatch: 2 }).expect(412)).body.code).toBe('version.stale');
    await sign({ ifMatch: 1 }).expect(200);
    expect((await sign({ ifMatch: 1 }).expect(412)).body.code).toBe('version.stale');
    expect((await sign({ ifMatch: 2 }).expect(409)).body.code).toBe('state.act-not-open');
    const other = await claim();
    const { body } = await act('civilAffairs', await made(), 'deliveries', delivery);
    expect(await refusedAs('sponsor', other, [`deliveries/${body.entry.id}/confirm`])).toBe(
      '404 pledge.entry-not-found',
    );
  });
});

describe('what a claim may say', () => {
  test.each<[string, () => object, string]>([
    ['no giver', () => ({ giverId: undefined }), 'pledge.giver-unclear'],
    ['two givers', () => ({ giverName: '四川省民政厅' }), 'pledge.giver-unclear'],
    ['itself', () => ({ giverId: world.organisation('township') }), 'pledge.giver-is-receiver'],
    ['a unit of another county', () => ({ giverId: world.organisation('neighbourTownship') }), 'pledge.giver-unknown'],
    ['a wrong credit code', () => ({ giverId: undefined, giverName: '省厅', creditCode: '1' }), 'credit-code.invalid'],
    ['a sum that is off', () => ({ amountFen: 30_000_001 }), 'pledge.tranches-do-not-add-up'],
    ['nothing', () => ({ amountFen: 0, tranches: [{ dueOn: '2026-06-30', amountFen: 0 }] }), 'pledge.amount-zero'],
    ['money as staff', () => ({ kind: 'staff' }), 'pledge.measure-wrong'],
    ['a fraction of a fen', () => ({ amountFen: 0.5 }), 'request.invalid'],
    ['no tranche', () => ({ tranches: [] }), 'request.invalid'],
  ])('not: %s', async (_, changes, code) => {
    const { status, body } = await world.as('sponsor').post(`/pilots/${pilot.id}/pledges`, claimBody(changes()));
    expect([status, body.code]).toEqual([400, code]);
    expect(body.fields.length).toBeGreaterThan(0);
  });

  it('not: a file that nobody stored, nor a day to come', async () => {
    const unknown = await world
      .as('sponsor')
      .post(`/pilots/${pilot.id}/pledges`, claimBody({ documentSha256: '0'.repeat(64) }));
    expect([unknown.status, unknown.body.code]).toEqual([400, 'file.unknown']);
    const pledge = await made();
    const ahead: [string, object] = ['deliveries', { on: '2099-01-01', amountFen: 1 }];
    expect(await refusedAs('sponsor', pledge, ahead)).toBe('400 pledge.day-ahead');
    const unproven: [string, object] = ['deliveries', { on: '2026-03-01', amountFen: 1, evidence: ['0'.repeat(64)] }];
    expect(await refusedAs('sponsor', pledge, unproven)).toBe('400 file.unknown');
  });

  it('not on a closed pilot', async () => {
    const closing = await runningPilot(world.as('sponsor'));
    const reason = { outcome: 'starved', reason: '支持未到位' };
    await world.as('sponsor').post(`/pilots/${closing.id}/close`, reason, { ifMatch: closing.version }).expect(200);
    const { body } = await world.as('sponsor').post(`/pilots/${closing.id}/pledges`, claimBody()).expect(409);
    expect(body.code).toBe('pledge.pilot-closed');
  });

  it('once for one key', async () => {
    const sponsor = world.as('sponsor');
    const send = () => sponsor.post(`/pilots/${pilot.id}/pledges`, claimBody(), { key: 'pledge-1' }).expect(201);
    const first = (await send()).body;
    expect((await send()).body).toEqual(first);
  });
});

describe('lists', () => {
  it('filter by giver, standing, kind and due day, page by cursor, and stay within a pilot', async () => {
    const own = await runningPilot(world.as('sponsor'));
    const land = { giverId: world.organisation('land') };
    const early = await claim({ tranches: [{ dueOn: '2026-01-31', amountFen: 30_000_000 }] }, own);
    const other = await claim(land, own);
    const tranches = [{ dueOn: '2026-05-01', quantity: 1 }];
    const staff = await claim(
      { ...land, kind: 'staff', what: '派员', amountFen: undefined, quantity: 1, unit: '名', tranches },
      own,
    );
    await act('land', staff, 'counter-sign');
    const list = async (query: string) => {
      const { body } = await world.as('inspector').get(`/pilots/${own.id}/pledges?${query}`).expect(200);
      return body as { items: { id: string }[]; next: string | null };
    };
    const ids = async (query: string) => (await list(query)).items.map(item => item.id);
    expect(await ids('')).toEqual([staff.id, other.id, early.id]);
    expect(await ids(`giver=${land.giverId}`)).toEqual([staff.id, other.id]);
    expect(await ids('standing=made')).toEqual([staff.id]);
    expect(await ids('kind=funds')).toEqual([other.id, early.id]);
    expect(await ids('dueBefore=2026-02-01')).toEqual([early.id]);
    expect(await ids('dueBefore=2026-01-31')).toEqual([]);
    expect(await ids('waiting=me')).toEqual([]);
    const first = await list('limit=2');
    expect(first.items.map(item => item.id)).toEqual([staff.id, other.id]);
    expect(await ids(`limit=2&cursor=${first.next}`)).toEqual([early.id]);
    const all = await world.as('land').get('/pledges?waiting=me').expect(200);
    expect(all.body.items.map((item: { id: string }) => item.id)).toContain(other.id);
  });
});

/** Last, because they move the world's clock. */
describe('silence', () => {
  it('of a giver is counted in working days against the rulebook, and ends with the answer', async () => {
    const pledge = await claim();
    const bare = await claim({ documentNumber: undefined });
    const outside = await claim({ giverId: undefined, giverName: '四川省民政厅' });
    expect(outside).toMatchObject({ giver: { id: null, name: '四川省民政厅', creditCode: null } });
    expect(await refusedAs('civilAffairs', outside, ['counter-sign'])).toBe('403 pledge.not-addressed');
    const since = { since: '2026-03-02', workdays: 11 };
    const on = '?on=2026-03-17';
    expect((await read(pledge, on)).silence).toEqual({ ...since, term: 10, overdueBy: 1 });
    expect((await read(outside, on)).silence).toEqual({ ...since, term: null, overdueBy: 0 });
    expect((await read(bare, on)).silence).toBeNull();
    const waiting = { side: 'giver', duty: 'counter-sign', ...since };
    expect((await read(bare, on)).waiting).toEqual({ ...waiting, term: 10, overdueBy: 1 });
    expect((await read(outside, on)).waiting).toEqual({ ...waiting, term: null, overdueBy: 0 });
    world.clock.step('2026-03-17T01:00:00.000Z');
    expect((await read(pledge)).silence).toEqual({ ...since, term: 10, overdueBy: 1 });
    await act('civilAffairs', pledge, 'counter-sign');
    expect(await read(pledge)).toMatchObject({ silence: null, waiting: null });
    expect((await read(pledge, '?on=2026-03-16')).silence).toMatchObject({ workdays: 10, overdueBy: 0 });
  });

  it('a later confirmation is no fact of an earlier day', async () => {
    const pledge = await made();
    const { body } = await act('civilAffairs', pledge, 'deliveries', { on: '2026-03-10', amountFen: 10_000_000 });
    world.clock.step('2026-04-02T01:00:00.000Z');
    await act('sponsor', pledge, `deliveries/${body.entry.id}/confirm`);
    expect((await read(pledge, '?on=2026-04-01')).figures).toMatchObject({ delivered: 10_000_000, shortfall: 0 });
    expect((await read(pledge, '?on=2026-04-01&recordedBefore=2026-04-01')).figures).toMatchObject({
      delivered: 0,
      shortfall: 10_000_000,
    });
  });
});
