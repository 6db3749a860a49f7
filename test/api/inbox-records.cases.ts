// What waits about exemption records, their safeguards and flaws: for the unit that made them, the filing offices, and the
// county's discipline body; never for whoever has a stake.
import { PILOT_BODY, runningPilot, type PilotNow } from '../setup/stories';
import { openWorld, type PersonKey, type World } from '../setup/world';
import { answer, CLEAN, done, REPORT, SEALABLE, type Now } from './flaw-story';
import { holdersOf, itemOf, PEOPLE, turn } from './inbox-world';

const TOWNSHIP: PersonKey[] = ['sponsor', 'sponsorColleague'];
/** Of PEOPLE; the sponsor's second account has a hand in what he filed himself. */
const DISCIPLINE: PersonKey[] = ['inspector', 'secondInspector', 'thirdInspector', 'fourthInspector'];

let world: World;
let pilot: PilotNow;
beforeAll(async () => {
  world = await openWorld();
  pilot = await runningPilot(world.as('sponsor'));
});
afterAll(() => world.close());

const drafted = (changes: object = {}, on = pilot) =>
  done<Now>(world.as('sponsor').post(`/pilots/${on.id}/exemptions`, { ...SEALABLE, ...changes }), 201);

async function step(person: PersonKey, id: string, [act, body]: [string, object?]): Promise<Now> {
  const { version } = await done(world.as(person).get(`/exemptions/${id}`), 200);
  return done<Now>(world.as(person).post(`/exemptions/${id}/${act}`, body ?? {}, { ifMatch: version }), 200);
}
const FOR = { stance: 'for', text: '同意备案' };
const AGAINST = { stance: 'against', text: '范围过宽' };

describe('an exemption record', () => {
  it('goes from its unit over both offices to the seal, each wait with the rulebook’s term', async () => {
    const { id: subject } = await drafted();
    await turn(world, { kind: 'exemption.file', subject, holders: TOWNSHIP });
    const look = { basis: { source: 'rulebook', code: 'first-look', rulebook: 'WC-513221@2' }, daysUsed: 0 } as object;
    const holders: PersonKey[] = [...DISCIPLINE, 'personnel'];
    await turn(world, {
      kind: 'exemption.opine',
      subject,
      holders,
      by: 'secondInspector',
      left: ['personnel'],
      says: look,
    });
    expect(await holdersOf(world, { kind: 'exemption.seal', subject })).toEqual([]);
    const done = { basis: { source: 'rulebook', code: 'seal' } } as object;
    await turn(world, { kind: 'exemption.opine', subject, holders: ['personnel'], says: done });
    await turn(world, { kind: 'exemption.seal', subject, holders });
  });

  it('comes back to its unit when it is returned, and asks no other office meanwhile', async () => {
    const { id: subject } = await drafted();
    await step('sponsor', subject, ['file']);
    await step('inspector', subject, ['return', { remarks: '请补充风险' }]);
    expect(await holdersOf(world, { kind: 'exemption.opine', subject })).toEqual([]);
    await turn(world, { kind: 'exemption.refile', subject, holders: TOWNSHIP });
    expect(await holdersOf(world, { kind: 'exemption.opine', subject })).toEqual([...DISCIPLINE, 'personnel']);
  });

  it('is returned, not sealed, once an office is against it', async () => {
    const { id: subject } = await drafted();
    await step('sponsor', subject, ['file']);
    await step('inspector', subject, ['opinion', AGAINST]);
    expect(await holdersOf(world, { kind: 'exemption.opine', subject })).toEqual(['personnel']);
    await turn(world, { kind: 'exemption.return', subject, holders: DISCIPLINE });
  });

  it('asks nothing of the unit when its draft says that it has happened already', async () => {
    const { id: subject } = await drafted({ opening: { alreadyHappened: 'yes', inspectionOpen: 'no' } });
    expect(await holdersOf(world, { kind: 'exemption.file', subject })).toEqual([]);
  });

  it('is not for an inspector who drafted it, leads the pilot or belongs to the unit’s line', async () => {
    const { id: subject } = await drafted();
    await step('sponsor', subject, ['file']);
    const holders = await holdersOf(world, { kind: 'exemption.opine', subject }, PEOPLE);
    expect(holders).toEqual([...DISCIPLINE, 'personnel']);
    for (const near of ['sponsorAsInspector', 'governmentInspector'] as const) {
      const { version } = await done(world.as(near).get(`/exemptions/${subject}`), 200);
      await world.as(near).post(`/exemptions/${subject}/opinion`, FOR, { ifMatch: version }).expect(403);
    }
  });

  it('is returned by the offices when its pilot was closed while they looked at it', async () => {
    const own = await runningPilot(world.as('sponsor'), { title: '短期试点' });
    const { id: subject } = await drafted({}, own);
    await step('sponsor', subject, ['file']);
    const closing = { outcome: 'tested-not-adopted', reason: '试了没成' };
    const { version } = await done(world.as('sponsor').get(`/pilots/${own.id}`), 200);
    await done(world.as('sponsor').post(`/pilots/${own.id}/close`, closing, { ifMatch: version }), 200);
    await step('inspector', subject, ['opinion', FOR]);
    await step('personnel', subject, ['opinion', FOR]);
    expect(await holdersOf(world, { kind: 'exemption.seal', subject })).toEqual([]);
    await turn(world, { kind: 'exemption.return', subject, holders: [...DISCIPLINE, 'personnel'] });
    expect(await holdersOf(world, { kind: 'exemption.refile', subject })).toEqual([]);
  });
});

describe('a sealed record', () => {
  let subject: string;
  beforeAll(async () => {
    ({ id: subject } = await drafted({ period: { from: '2026-03-05', to: '2026-12-31' } }));
    await step('sponsor', subject, ['file']);
    await step('inspector', subject, ['opinion', FOR]);
    await step('personnel', subject, ['opinion', FOR]);
    await step('inspector', subject, ['seal', { warningsSeen: true, reason: '风险可控，期限明确' }]);
  });

  it('asks for its safeguards from the day on which it is in force', async () => {
    expect(await holdersOf(world, { kind: 'safeguard.record', subject })).toEqual([]);
    world.clock.step('2026-03-05T01:00:00.000Z');
    const says = { parts: ['collective-decision'], waitingSince: '2026-03-05' };
    await turn(world, { kind: 'safeguard.record', subject, holders: TOWNSHIP, says });
  });
});

describe('a flaw', () => {
  let flaw: Now;
  const FACTS = ['remedied', 'private-gain', 'state-secret'];
  const kinds = async (person: PersonKey) => {
    const wanted = ['flaw.check', 'flaw.establish', 'flaw.judge', 'flaw.answer'] as const;
    const found: string[] = [];
    for (const kind of wanted) if (await itemOf(world, person, { kind, subject: flaw.id })) found.push(kind);
    return found;
  };

  beforeAll(async () => {
    world.clock.step('2026-06-09T01:00:00.000Z');
    flaw = await done(world.as('sponsor').post('/flaws', { ...REPORT, pilotId: pilot.id }), 201);
    await establishedBut(FACTS);
  });

  /** One fact over its route, and rows as it left for all others but these: two dozen requests would show the same thing. */
  async function establishedBut(open: readonly string[]): Promise<void> {
    const known = CLEAN.filter(([fact]) => !open.includes(fact));
    const [[fact, value], ...others] = known as [[string, string], ...[string, string][]];
    await answer(world, 'inspector', { flaw: flaw.id, fact, value });
    const [facts, values] = [others.map(([one]) => one), others.map(([, one]) => one)];
    await world.superuser.query(
      `insert into flaw_answer select copied.* from flaw_answer model,
         unnest($2::text[], $3::text[]) with ordinality as other(fact, value, n),
         jsonb_populate_record(model, jsonb_build_object('id', gen_random_uuid(), 'fact', other.fact, 'value', other.value,
           'ordinal', model.ordinal + n)) copied
       where model.flaw_id = $1`,
      [flaw.id, facts, values],
    );
  }

  it('waits to be checked by inspectors without a stake, and for nobody else', async () => {
    expect(await kinds('sponsor')).toEqual([]);
    expect(await kinds('personnel')).toEqual([]);
    expect(await holdersOf(world, { kind: 'flaw.check', subject: flaw.id }, PEOPLE)).toEqual(DISCIPLINE);
    await turn(world, { kind: 'flaw.check', subject: flaw.id, holders: DISCIPLINE });
  });

  it('then asks both sides for the facts it misses, and inspectors for its questions', async () => {
    expect(await kinds('sponsor')).toEqual(['flaw.answer']);
    expect(await kinds('inspector')).toEqual(['flaw.establish', 'flaw.judge']);
    for (const person of ['governmentInspector', 'sponsorAsInspector', 'personnel', 'leader'] as const) {
      expect([person, await kinds(person)]).toEqual([person, []]);
    }
    const asked = await itemOf(world, 'inspector', { kind: 'flaw.establish', subject: flaw.id });
    expect(asked!.parts).toEqual(expect.arrayContaining(FACTS));
    const judged = await itemOf(world, 'inspector', { kind: 'flaw.judge', subject: flaw.id });
    expect(judged!.parts).toEqual(expect.arrayContaining(['C13', 'C14', 'C15']));
  });

  it('asks the sponsor no more for what he has said, and the inspector until he has established it', async () => {
    await answer(world, 'sponsor', { flaw: flaw.id, fact: 'remedied', value: 'yes' });
    expect((await itemOf(world, 'sponsor', { kind: 'flaw.answer', subject: flaw.id }))!.parts).not.toContain(
      'remedied',
    );
    expect((await itemOf(world, 'inspector', { kind: 'flaw.establish', subject: flaw.id }))!.parts).toContain(
      'remedied',
    );
    await turn(world, { kind: 'flaw.answer', subject: flaw.id, holders: TOWNSHIP });
    await turn(world, { kind: 'flaw.establish', subject: flaw.id, holders: DISCIPLINE });
    await turn(world, { kind: 'flaw.judge', subject: flaw.id, holders: DISCIPLINE, by: 'thirdInspector' });
  });

  it('waits to be checked again after that, and asks nothing once it is closed', async () => {
    await turn(world, { kind: 'flaw.check', subject: flaw.id, holders: DISCIPLINE });
    const { version } = await done(world.as('inspector').get(`/flaws/${flaw.id}`), 200);
    await done(world.as('inspector').post(`/flaws/${flaw.id}/close`, { reason: '办结' }, { ifMatch: version }), 200);
    for (const person of [...TOWNSHIP, ...DISCIPLINE]) expect([person, await kinds(person)]).toEqual([person, []]);
  });
});

describe('towards its end', () => {
  it('a record asks to be renewed thirty days before, until a renewal is on its way', async () => {
    const own = await runningPilot(world.as('sponsor'), { ...PILOT_BODY, title: '续备试点' });
    const { id: subject } = await drafted({ safeguards: [], period: { from: '2026-06-09', to: '2026-12-31' } }, own);
    await step('sponsor', subject, ['file']);
    await step('inspector', subject, ['opinion', FOR]);
    await step('personnel', subject, ['opinion', FOR]);
    await step('inspector', subject, ['seal', { warningsSeen: true, reason: '风险可控，期限明确' }]);
    world.clock.step('2026-11-30T01:00:00.000Z');
    expect(await holdersOf(world, { kind: 'exemption.renew', subject })).toEqual([]);
    world.clock.step('2026-12-01T01:00:00.000Z');
    const says = { due: '2026-12-31', term: null, basis: { source: 'period' }, signal: 'green' } as object;
    await turn(world, { kind: 'exemption.renew', subject, holders: TOWNSHIP, says });
  });
});
