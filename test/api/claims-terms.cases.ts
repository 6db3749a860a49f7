import '../setup/plain-papers';
import { openWorld, type PersonKey, type World } from '../setup/world';
import { answered, claimAt } from './claim-decided';
import { claimUpTo, heardBoth, move, type ClaimNow } from './claim-story';
import { storyUpToTheAct, type Story } from './flaw-story';

let world: World;
let story: Story;
const REASON = { reason: '依照程序办理' };

/** Of a claim served on 9 June. */
let served: ClaimNow;

// The clock only runs forward: what happens on 9 June stands first.
beforeAll(async () => {
  world = await openWorld();
  story = await storyUpToTheAct(world);
  served = (await claimAt(world, 'served', { story })).claim;
});
afterAll(() => world.close());

const unestablished = (options: object = {}) => ({ story, unestablished: true, ...options });
const at = (day: string) => world.clock.step(`${day}T01:00:00.000Z`);
const act = (claim: ClaimNow, name: string, body: object = REASON, person: PersonKey = 'inspector') =>
  move(world, person, claim, { act: name, body });
const tried = (claim: ClaimNow, name: string, person: PersonKey = 'inspector', body: object = REASON) =>
  answered(world.as(person).post(`/claims/${claim.id}/${name}`, body, { ifMatch: claim.version }));
const clockOf = async (claim: ClaimNow, query = '') =>
  (await world.as('inspector').get(`/claims/${claim.id}${query}`)).body.clock;

it('an extension is for rulebooks that provide one', async () => {
  const claim = (await claimUpTo(world, 'investigating', unestablished())).claim;
  await world.superuser.query(
    `insert into rulebook (county, code, version, title_zh, title_en, in_force_from, in_force_to, document, sha256, recorded_at)
     select county, 'XX-NOEXT', 1, title_zh, title_en, in_force_from, in_force_to,
       ((document::jsonb #- '{terms,fact-finding-extension}' #- '{terms,fact-finding}')
         || '{"code": "XX-NOEXT", "version": 1}')::text, repeat('e', 64), recorded_at
     from rulebook where code = 'WC-513221' and version = 2`,
  );
  await world.superuser.query('alter table claim disable trigger user');
  await world.superuser.query(`update claim set rulebook_code = 'XX-NOEXT', rulebook_version = 1 where id = $1`, [
    claim.id,
  ]);
  await world.superuser.query('alter table claim enable trigger user');
  expect(await tried(claim, 'extend')).toBe('409 claim.extension-unprovided');
  expect((await clockOf(claim)).present).toMatchObject({ step: 'fact-finding', term: null, due: null, signal: null });
});

it('two inspectors acting at once: one wins, the other is told what changed', async () => {
  const claim = (await claimUpTo(world, 'filed', unestablished())).claim;
  const both = await Promise.all([tried(claim, 'admit'), tried(claim, 'refuse-admission', 'secondInspector')]);
  expect(both.sort()).toEqual(['200', '412 version.stale']);
  const again = { ...claim, version: claim.version + 1 };
  expect(await tried(again, 'admit', 'secondInspector')).toBe('409 state.act-not-open');
});

it('what the panel said among itself stays out of the acts that others read', async () => {
  const claim = served;
  const seenBy = async (person: PersonKey) => {
    const { body } = await world.as(person).get(`/claims/${claim.id}/acts`);
    return (body as { act: string; withheld: boolean; text: string | null; detail: object }[])
      .filter(({ withheld }) => withheld)
      .map(({ act: name, text, detail }) => {
        expect([text, detail]).toEqual([null, {}]);
        return name;
      });
  };
  const panel = ['opine', 'opine', 'opine', 'propose', 'issue'];
  const others = [await seenBy('sponsor'), await seenBy('leader'), await seenBy('governmentInspector')];
  expect(others).toEqual([panel, panel, panel]);
  expect([await seenBy('inspector'), await seenBy('cityInspector'), await seenBy('auditor')]).toEqual([[], [], []]);
});

describe('hearing', () => {
  const said = (side: string, more: object = {}) => ({ side, text: '情况属实，愿意整改。', ...more });

  it('each side speaks for itself, or an inspector takes its words down and names the post', async () => {
    const claim = (await claimUpTo(world, 'investigating', unestablished())).claim;
    const state = (person: PersonKey, body: object) => tried(claim, 'statements', person, body);
    expect(await state('sponsor', said('accuser'))).toBe('403 claim.side-foreign');
    expect(await state('sponsorAsInspector', said('claimant', { spokenBy: '镇长' }))).toBe('403 claim.recused');
    expect(await state('inspector', said('claimant'))).toBe('400 claim.speaker-missing');
    expect(await state('cityInspector', said('claimant', { spokenBy: '镇长' }))).toBe('403 claim.not-handling');
    expect(await state('personnel', said('accuser'))).toBe('403 claim.not-handling');
    expect(await state('land', said('claimant'))).toBe('404 claim.not-found');
    expect(await state('sponsor', said('claimant', { heardOn: '2026-06-10' }))).toBe('400 claim.heard-ahead');
    expect(await state('sponsor', said('claimant', { evidence: ['0'.repeat(64)] }))).toBe('400 file.unknown');
    expect(await state('sponsor', said('claimant'))).toBe('201');
    const { version } = (await world.as('inspector').get(`/claims/${claim.id}`)).body;
    const taken = { ...claim, version };
    expect(await tried(taken, 'statements', 'secondInspector', said('claimant', { spokenBy: '镇长' }))).toBe('201');
    const both = await heardBoth(world, { ...taken, version: version + 1 });
    const { body } = await world.as('sponsor').get(`/claims/${claim.id}`);
    expect([body.heard, body.version]).toEqual([{ claimant: true, accuser: true }, both.version]);
    const { body: statements } = await world.as('sponsor').get(`/claims/${claim.id}/statements`);
    expect(statements.map(({ side, spokenBy }: { side: string; spokenBy: string | null }) => [side, spokenBy])).toEqual(
      [
        ['claimant', null],
        ['claimant', '镇长'],
        ['accuser', null],
      ],
    );
  });

  it('a claim routed upwards is handled there, while the county’s accuser still speaks for his side', async () => {
    const options = unestablished({ officer: 'sponsor', managedBy: 'city', handler: 'cityInspector' });
    const claim = (await claimUpTo(world, 'investigating', options)).claim;
    expect(claim).toMatchObject({ route: { handling: '513200' } });
    expect(await tried(claim, 'suspend', 'inspector', { ...REASON, ground: 'force-majeure' })).toBe(
      '403 claim.not-handling',
    );
    expect(await tried(claim, 'statements', 'inspector', said('claimant', { spokenBy: '镇长' }))).toBe(
      '403 claim.side-foreign',
    );
    expect(await tried(claim, 'statements', 'inspector', said('accuser'))).toBe('201');
    const next = { ...claim, version: claim.version + 1 };
    expect(await tried(next, 'statements', 'cityInspector', said('claimant', { spokenBy: '镇长' }))).toBe('201');
    const mine = (await world.as('inspector').get(`/claims/${claim.id}`)).body.mine;
    expect(mine).toEqual(['state']);
    const { rows } = await world.superuser.query('select distinct county from claim_act');
    expect(rows).toEqual([{ county: '513221' }]);
  });
});

it('admission, fact-finding, a rest and an extension, day by day', async () => {
  const filed = (await claimUpTo(world, 'filed', unestablished())).claim;
  // From 9 June: 10, 11, 12, 15, 16; the Dragon Boat Festival is on Friday the 19th.
  expect((await clockOf(filed)).present).toMatchObject({ step: 'claim-admission', due: '2026-06-16', signal: 'green' });
  expect((await clockOf(filed, '?day=2026-06-15')).present.signal).toBe('yellow');
  expect((await clockOf(filed, '?day=2026-06-17')).present).toMatchObject({ signal: 'red', overdueBy: 1 });
  at('2026-06-17');
  const admitted = await act(filed, 'admit');
  const investigating = await act(admitted, 'investigate', {});
  const started = await clockOf(investigating);
  expect(started.history).toMatchObject([{ step: 'claim-admission', overdueBy: 1, endedOn: '2026-06-17' }]);
  // 18, 22-26 = 6, 29-3 July = 11, 6-10 = 16, 13-16 = 20
  expect(started.present).toMatchObject({ step: 'fact-finding', used: 0, left: 20, due: '2026-07-16' });
  at('2026-06-23');
  const suspended = await act(investigating, 'suspend', { ...REASON, ground: 'expert-appraisal' });
  expect((await clockOf(suspended, '?day=2026-06-29')).present).toMatchObject({
    running: false,
    used: 3,
    suspended: 4,
    due: null,
    left: 17,
  });
  expect(await tried(suspended, 'extend')).toBe('409 state.act-not-open');
  at('2026-06-30');
  const resumed = await act(suspended, 'resume');
  // 17 left from 30 June: 1-3 July = 3, 6-10 = 8, 13-17 = 13, 20-23 = 17
  expect((await clockOf(resumed)).present).toMatchObject({ running: true, used: 3, suspended: 5, due: '2026-07-23' });
  const extended = await act(resumed, 'extend');
  // 24, 27-31 = 6, 3-6 August = 10
  expect((await clockOf(extended)).present).toMatchObject({ term: 20, extension: 10, left: 27, due: '2026-08-06' });
  expect(await tried(extended, 'extend')).toBe('409 claim.extended-already');
  expect((await world.as('inspector').get(`/claims/${extended.id}`)).body.mine).not.toContain('extend');
  const { body: acts } = await world.as('sponsor').get(`/claims/${filed.id}/acts`);
  expect(acts.map(({ act: name, detail }: { act: string; detail: object }) => [name, detail])).toEqual([
    ['file', {}],
    ['admit', {}],
    ['investigate', {}],
    ['suspend', { ground: 'expert-appraisal' }],
    ['resume', {}],
    ['extend', { workdays: 10 }],
  ]);
  await expect(
    world.superuser.query(
      `insert into claim_act (county, id, claim_id, ordinal, stage, round, act, state, actor_id, person_id, unit_id, recorded_at)
       select county, gen_random_uuid(), claim_id, 99, stage, round, act, state, actor_id, person_id, unit_id, recorded_at
       from claim_act where act = 'extend'`,
    ),
  ).rejects.toThrow('claim_act_one_extension');
});

it('served, a claim is closed when its month is over, and not before', async () => {
  const claim = served;
  expect((await clockOf(claim)).present).toMatchObject({ step: 'appeal', due: '2026-07-09', signal: null });
  at('2026-07-09');
  expect(await tried(claim, 'close')).toBe('409 claim.appeal-open');
  at('2026-07-10');
  const closed = await act(claim, 'close');
  expect(closed).toMatchObject({ state: 'closed' });
  expect(await clockOf(closed)).toMatchObject({ present: null });
});

it('a term that has run out is not extended: the delay stays visible', async () => {
  const claim = (await claimUpTo(world, 'investigating', unestablished())).claim;
  const { due } = (await clockOf(claim)).present;
  at(due);
  expect(await clockOf(claim)).toMatchObject({ present: { left: 0, signal: 'yellow' } });
  at('2026-08-31');
  expect(await tried(claim, 'extend')).toBe('409 claim.extension-late');
  expect(await clockOf(claim)).toMatchObject({ present: { extension: 0, signal: 'red' } });
});
