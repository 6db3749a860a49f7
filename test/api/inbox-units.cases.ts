// What waits for sponsors and departments about pilots, pledges and approvals: there for exactly those who may act, gone once
// they have, each with its clock.
import { draftPilot, PILOT_BODY, runningPilot, type PilotNow } from '../setup/stories';
import { openWorld, type PersonKey, type World } from '../setup/world';
import { done, type Now } from './flaw-story';
import { holdersOf, inboxOf, itemOf, PEOPLE, turn } from './inbox-world';

const TOWNSHIP: PersonKey[] = ['sponsor', 'sponsorColleague'];
const BUREAU: PersonKey[] = ['civilAffairs'];
const LAND: PersonKey[] = ['land'];

let world: World;
let pilot: PilotNow;
beforeAll(async () => {
  world = await openWorld();
  pilot = await runningPilot(world.as('sponsor'));
});
afterAll(() => world.close());

const step = async (person: PersonKey, room: string, { id, version }: Now, [act, body]: [string, object?]) =>
  done(world.as(person).post(`/${room}/${id}/${act}`, body ?? {}, { ifMatch: version }), 200);

describe('pilots', () => {
  it('wait to be registered, then to be started, for the sponsor unit alone', async () => {
    const drafted = await draftPilot(world.as('sponsor'), { title: '村级电商服务站' });
    const says = { act: 'register', waitingSince: '2026-03-02', due: null, term: null, signal: 'green' as const };
    await turn(world, { kind: 'pilot.register', subject: drafted.id, holders: TOWNSHIP, says });
    await turn(world, { kind: 'pilot.start', subject: drafted.id, holders: TOWNSHIP, by: 'sponsorColleague' });
    const { items } = await inboxOf(world, 'sponsor');
    expect(items.filter(item => item.subject.id === drafted.id)).toEqual([]);
  });

  it('wait for an open amendment to be recorded or withdrawn', async () => {
    const body = { reason: '民政局要求增加村', changes: { activities: ['建设公益性公墓', '配套道路'] } };
    await done(world.as('sponsor').post(`/pilots/${pilot.id}/amend`, body, { ifMatch: pilot.version }), 201);
    await turn(world, { kind: 'amendment.record', subject: pilot.id, holders: TOWNSHIP });
  });
});

describe('pledges', () => {
  const TERMS = { what: '公墓建设补助资金', amountFen: 40_000_000 };
  const claimed = (changes: object = {}) =>
    done(
      world.as('sponsor').post(`/pilots/${pilot.id}/pledges`, {
        ...{ giverId: world.organisation('civilAffairs'), kind: 'funds', ...TERMS },
        ...{ tranches: [{ dueOn: '2026-04-30', amountFen: 40_000_000 }], ...changes },
      }),
      201,
    );

  it('wait for the giver’s counter-signature within the rulebook’s term', async () => {
    const pledge = await claimed();
    const item = await itemOf(world, 'civilAffairs', { kind: 'pledge.counter-sign', subject: pledge.id });
    expect(item).toMatchObject({
      act: 'counter-sign',
      subject: { type: 'pledge', id: pledge.id, code: pledge.code, title: TERMS.what },
      pilot: { id: pilot.id, code: pilot.code, title: PILOT_BODY.title },
      county: '513221',
      waitingSince: '2026-03-02',
      daysUsed: 0,
      basis: { source: 'rulebook', code: 'pledge-answer', rulebook: 'WC-513221@2' },
    });
    expect(await holdersOf(world, { kind: 'pledge.counter-sign', subject: pledge.id }, PEOPLE)).toEqual(BUREAU);
    expect(item!.term).toBeGreaterThan(0);
    expect(item!.daysLeft).toBe(item!.term);
    await turn(world, { kind: 'pledge.counter-sign', subject: pledge.id, holders: BUREAU });
  });

  it('wait for the sponsor to restate what was disputed, then again for the giver', async () => {
    const pledge = await claimed({ what: '公墓道路资金' });
    await step('civilAffairs', 'pledges', pledge, ['dispute', { reason: '未作此承诺' }]);
    expect(await holdersOf(world, { kind: 'pledge.counter-sign', subject: pledge.id })).toEqual([]);
    await turn(world, { kind: 'pledge.restate', subject: pledge.id, holders: TOWNSHIP });
    await turn(world, { kind: 'pledge.counter-sign', subject: pledge.id, holders: BUREAU });
  });

  it('wait for whichever side did not enter a delivery or a revision', async () => {
    const made = await step('civilAffairs', 'pledges', await claimed(), ['counter-sign']);
    const subject = made.id;
    const enter = async (person: PersonKey, path: string, body: object) => {
      const { version } = await done(world.as('sponsor').get(`/pledges/${subject}`), 200);
      await done(world.as(person).post(`/pledges/${subject}/${path}`, body, { ifMatch: version }), 201);
    };
    await enter('civilAffairs', 'deliveries', { on: '2026-03-02', amountFen: 1_000_000 });
    await enter('civilAffairs', 'deliveries', { on: '2026-03-02', amountFen: 2_000_000 });
    await turn(world, { kind: 'delivery.confirm', subject, holders: TOWNSHIP });
    await enter('sponsor', 'deliveries', { on: '2026-03-02', amountFen: 500_000 });
    await turn(world, { kind: 'delivery.confirm', subject, holders: BUREAU });
    await enter('civilAffairs', 'revisions', { on: '2026-03-02', amountFen: 30_000_000, note: '预算压减' });
    await turn(world, { kind: 'revision.confirm', subject, holders: TOWNSHIP });
  });
});

describe('approvals', () => {
  const opened = (changes: object = {}) =>
    done(
      world.as('sponsor').post(`/pilots/${pilot.id}/approvals`, {
        ...{ matter: '农村公益性公墓用地审批', fieldClass: 'land', approverId: world.organisation('land') },
        ...{ legalBasis: '土地管理法第四十四条', termWorkdays: 20, ...changes },
      }),
      201,
    );

  it('go from desk to desk, each wait with the approval’s own clock', async () => {
    const { id: subject } = await opened();
    const read = () => done(world.as('land').get(`/approvals/${subject}`), 200);
    await turn(world, { kind: 'approval.apply', subject, holders: TOWNSHIP });
    const fresh = { term: 20, daysUsed: 0, daysLeft: 20, due: '2026-03-30', basis: { source: 'promised' } } as object;
    expect(await holdersOf(world, { kind: 'approval.accept', subject }, PEOPLE)).toEqual(LAND);
    await turn(world, { kind: 'approval.accept', subject, holders: LAND, says: fresh });
    expect(await itemOf(world, 'land', { kind: 'approval.decide', subject })).toMatchObject(fresh);
    await step('land', 'approvals', await read(), [
      'return',
      { remarks: [{ topic: '图纸', demand: 'more', by: '科长' }] },
    ]);
    expect(await holdersOf(world, { kind: 'approval.decide', subject })).toEqual([]);
    await turn(world, { kind: 'approval.resubmit', subject, holders: TOWNSHIP });
    await turn(world, { kind: 'approval.answer-return', subject, holders: LAND });
    await step('land', 'approvals', await read(), ['suspend', { reason: 'hearing' }]);
    expect(await holdersOf(world, { kind: 'approval.decide', subject })).toEqual([]);
    await turn(world, { kind: 'approval.resume', subject, holders: LAND });
    await turn(world, { kind: 'approval.decide', subject, holders: LAND });
    for (const person of ['land', 'sponsor'] as const) {
      expect((await inboxOf(world, person)).items.filter(item => item.subject.id === subject)).toEqual([]);
    }
  });

  it('wait for the authority to name the path, by the rulebook’s term, then for the application', async () => {
    const { id: subject } = await opened({ legalBasis: undefined, termWorkdays: undefined, inquiry: {} });
    expect(await holdersOf(world, { kind: 'approval.apply', subject })).toEqual([]);
    const says = { basis: { source: 'rulebook', code: 'inquiry-answer' } } as object;
    await turn(world, { kind: 'approval.name-path', subject, holders: LAND, says });
    await turn(world, { kind: 'approval.apply', subject, holders: TOWNSHIP });
  });

  it('are not asked for while what must come first is not granted', async () => {
    const first = await opened({ matter: '选址意见' });
    const { id: subject } = await opened({ matter: '用地审批', predecessors: [first.id] });
    expect(await holdersOf(world, { kind: 'approval.apply', subject })).toEqual([]);
    const applied = await step('sponsor', 'approvals', first, ['apply']);
    expect(await holdersOf(world, { kind: 'approval.apply', subject })).toEqual([]);
    await step('land', 'approvals', applied, ['grant']);
    await turn(world, { kind: 'approval.apply', subject, holders: TOWNSHIP });
  });
});

describe('as time goes by', () => {
  it('asks a giver for the delivery when its tranche comes due, and no more once somebody entered it', async () => {
    const own = await runningPilot(world.as('sponsor'), { title: '饮水工程' });
    const claim = {
      ...{ giverId: world.organisation('civilAffairs'), kind: 'funds', what: '饮水资金', amountFen: 40_000_000 },
      tranches: [{ dueOn: '2026-05-29', amountFen: 40_000_000 }],
    };
    const pledge = await done(world.as('sponsor').post(`/pilots/${own.id}/pledges`, claim), 201);
    await step('civilAffairs', 'pledges', pledge, ['counter-sign']);
    const wanted = { kind: 'pledge.deliver', subject: pledge.id } as const;
    world.clock.step('2026-05-21T01:00:00.000Z');
    expect(await holdersOf(world, wanted)).toEqual([]);
    world.clock.step('2026-05-22T01:00:00.000Z');
    const soon = { due: '2026-05-29', daysLeft: 5, term: null, basis: { source: 'tranche' }, signal: 'green' };
    expect(await itemOf(world, 'civilAffairs', wanted)).toMatchObject(soon);
    world.clock.step('2026-06-02T01:00:00.000Z');
    expect(await itemOf(world, 'civilAffairs', wanted)).toMatchObject({ daysLeft: -2, signal: 'red' });
    await turn(world, { ...wanted, holders: BUREAU });
    await turn(world, { kind: 'delivery.confirm', subject: pledge.id, holders: TOWNSHIP });
  });

  it('puts the overdue first, by the days over, and counts every kind exactly', async () => {
    const { day, items, counts, total, more } = await inboxOf(world, 'land');
    expect(day).toBe('2026-06-02');
    const overdue = items.filter(({ daysLeft }) => daysLeft !== null && daysLeft < 0);
    expect(overdue.length).toBeGreaterThan(0);
    expect(items.slice(0, overdue.length)).toEqual(overdue);
    const over = overdue.map(({ daysLeft }) => daysLeft!);
    expect(over).toEqual([...over].sort((a, b) => a - b));
    expect(overdue.every(({ signal }) => signal === 'red')).toBe(true);
    const counted = Object.fromEntries(counts.map(({ kind, count }) => [kind, count]));
    const listed: Record<string, number> = {};
    for (const { kind } of items) listed[kind] = (listed[kind] ?? 0) + 1;
    expect([counted, total, more]).toEqual([listed, items.length, false]);
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
  });

  it('shows one kind alone when asked, and the counts of all', async () => {
    const whole = await inboxOf(world, 'land');
    const { items, counts, total } = await inboxOf(world, 'land', '?kind=approval.accept');
    expect(items.length).toBeGreaterThan(0);
    expect(items).toEqual(whole.items.filter(({ kind }) => kind === 'approval.accept'));
    expect([counts, total]).toEqual([whole.counts, whole.total]);
    expect((await world.as('sponsor').get('/inbox?kind=tea')).status).toBe(400);
  });

  it('shows 200 at most and says that there are more', async () => {
    const { id } = await draftPilot(world.as('otherSponsor'));
    await drafted(204, id);
    const { items, counts, total, more } = await inboxOf(world, 'otherSponsor');
    expect([items.length, total, more]).toEqual([200, 205, true]);
    expect(counts).toEqual([{ kind: 'pilot.register', count: 205, overdue: 0 }]);
  });

  /** Rows as further drafts would leave them. */
  async function drafted(pilots: number, like: string): Promise<void> {
    await world.superuser.query('begin');
    await world.superuser.query('set local session_replication_role = replica');
    await world.superuser.query(
      `insert into pilot select copied.* from pilot model, generate_series(1, $2) n, jsonb_populate_record(model,
         jsonb_build_object('id', gen_random_uuid(), 'code', model.code || '-' || n, 'title', '试点' || n)) copied
       where model.id = $1`,
      [like, pilots],
    );
    await world.superuser.query('commit');
  }

  it('asks to close a pilot whose time is over, and nothing more of a closed one but its giver’s word', async () => {
    const signs = await done(
      world.as('sponsor').post(`/pilots/${pilot.id}/pledges`, {
        ...{ giverId: world.organisation('civilAffairs'), kind: 'funds', what: '尾款', amountFen: 40_000_000 },
        tranches: [{ dueOn: '2026-12-30', amountFen: 40_000_000 }],
      }),
      201,
    );
    const { id: waiting } = await opened2();
    world.clock.step('2027-01-04T01:00:00.000Z');
    await turn(world, { kind: 'pilot.close', subject: pilot.id, holders: TOWNSHIP });
    expect(await holdersOf(world, { kind: 'approval.apply', subject: waiting })).toEqual([]);
    await turn(world, { kind: 'pledge.counter-sign', subject: signs.id, holders: BUREAU });
    expect(await holdersOf(world, { kind: 'pledge.deliver', subject: signs.id })).toEqual([]);
  });
  const opened2 = () =>
    done(
      world.as('sponsor').post(`/pilots/${pilot.id}/approvals`, {
        ...{ matter: '验收', fieldClass: 'other', approverId: world.organisation('land') },
        ...{ legalBasis: '村镇建设条例', termWorkdays: 5 },
      }),
      201,
    );
});
