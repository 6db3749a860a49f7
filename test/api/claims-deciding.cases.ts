// From the panel to the served decision, and every way in which it is refused.
import '../setup/plain-papers';
import { newId } from '../../src/platform/ids';
import { COUNTY, type PersonKey, type World } from '../setup/world';
import {
  answered,
  claimAt,
  decision,
  DEPARTURE,
  fresh,
  formed,
  issued,
  ISSUER,
  onLedger,
  opinion,
  PANEL,
  proposed,
  seats,
  served,
  voted,
  type LateState,
  type Vote,
} from './claim-decided';
import { keptClaim } from './claim-kept';
import { claimUpTo, heardBoth, move, type ClaimNow, type ClaimOptions, type ClaimStory } from './claim-story';
import { openFiled } from './filed-world';
import { answer, done, type Story } from './flaw-story';

let world: World;
let story: Story;
beforeAll(async () => {
  ({ world, story } = await openFiled());
});
afterAll(() => world.close());

const send = (person: PersonKey, claim: ClaimNow, act: string, body: object = {}) =>
  answered(world.as(person).post(`/claims/${claim.id}/${act}`, body, { ifMatch: claim.version }));
const at = (state: LateState, options: object = {}) => keptClaim(world, state, { story, ...options });
/** For a case that has two claims in hand, or reads what the log says of its own. */
const another = (state: LateState, options: object = {}) => claimAt(world, state, { story, ...options });
const early = (state: 'investigating' | 'heard', options: ClaimOptions = {}): Promise<ClaimStory> =>
  claimUpTo(world, state, { story, ...options });
const decisionsOf = async (person: PersonKey, claim: ClaimNow) =>
  done<Record<string, unknown>[]>(world.as(person).get(`/claims/${claim.id}/decisions`), 200);

describe('the panel', () => {
  let claim: ClaimNow;
  beforeAll(async () => {
    ({ claim } = await early('heard'));
  });

  const [a, b, c] = PANEL as [PersonKey, PersonKey, PersonKey];
  test.each<[string, PersonKey[], string]>([
    ['two persons', [a, b], '400 claim.panel-size'],
    ['four persons', [a, b, c, 'sixthInspector'], '400 claim.panel-size'],
    ['one account twice', [a, b, a], '400 claim.panel-person-twice'],
    ['a sponsor', [a, b, 'sponsorColleague'], '400 claim.panel-stranger'],
    ['a bureau officer', [a, b, 'land'], '400 claim.panel-stranger'],
    ["the neighbour county's inspector", [a, b, 'neighbourInspector'], '400 claim.panel-stranger'],
    ["the city's inspector in the county's claim", [a, b, 'cityInspector'], '400 claim.panel-stranger'],
    ['who held the unit to account', [a, b, 'inspector'], '403 claim.panel-recused'],
    ['who filed, under another account', [a, b, 'sponsorAsInspector'], '403 claim.panel-recused'],
    ['who held it to account, under another account', [a, b, 'inspectorAgain'], '403 claim.panel-recused'],
    ['the superior line of the unit', [a, b, 'governmentInspector'], '403 claim.panel-recused'],
  ])('refuses %s', async (_, members, expected) => {
    expect(await send('inspector', claim, 'panel', seats(world, members))).toBe(expected);
  });

  test.each([
    ['no chair', () => false],
    ['three chairs', () => true],
  ])('refuses %s', async (_, chair) => {
    const members = PANEL.map(person => ({ accountId: world.actor(person).accountId, chair: chair() }));
    expect(await send('inspector', claim, 'panel', { members, reason: '组成合议组' })).toBe('400 claim.panel-chair');
  });

  it('names the seat in both languages', async () => {
    const body = seats(world, [a, b, 'sponsorAsInspector']);
    const sent = await world.as('inspector').post(`/claims/${claim.id}/panel`, body, { ifMatch: claim.version });
    expect(sent.body.detail).toEqual({
      zh: expect.stringContaining('第 3 名'),
      en: expect.stringContaining('member 3'),
    });
    expect(sent.body.fields).toEqual([expect.objectContaining({ field: 'members[2].accountId' })]);
  });

  test.each([
    ['a disabled account', true, null],
    ['an account whose role was taken back', false, '2026-06-01T00:00:00.000Z'],
  ])('refuses %s', async (_, disabled, revokedAt) => {
    const accountId = await anotherInspector({ disabled, revokedAt });
    const members = [...seats(world, [a, b]).members, { accountId, chair: false }];
    const expected = '400 claim.panel-stranger';
    expect(await send('inspector', claim, 'panel', { members, reason: '组成合议组' })).toBe(expected);
  });

  async function anotherInspector(now: { disabled: boolean; revokedAt: string | null }): Promise<string> {
    const [id, person, { organisationId }] = [newId(), newId(), world.actor('inspector')];
    const account = [
      COUNTY,
      id,
      organisationId,
      person,
      `world-gone-${now.disabled}`,
      '测试',
      now.disabled,
      '2026-01-01T00:00:00.000Z',
    ];
    await world.superuser.query(
      `insert into account (county, id, organisation_id, person_id, login, name, disabled, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      account,
    );
    await world.superuser.query(
      `insert into role_grant (county, id, account_id, person_id, role, granted_at, reason, revoked_by, revoked_at, revoke_reason)
       values ($1, $2, $3, $4, 'inspector', '2026-01-01', '测试', case when $5::timestamptz is null then null else $3::uuid end,
         $5, case when $5::timestamptz is null then null else '调离' end)`,
      [COUNTY, newId(), id, person, now.revokedAt],
    );
    return id;
  }

  it('is told to the claimant by name, and another may take its place', async () => {
    const first = await formed(world, claim);
    const seen = await done<{ fit: boolean; members: { name: string; leftAt: string | null }[] }>(
      world.as('sponsor').get(`/claims/${claim.id}/panel`),
      200,
    );
    expect(seen.fit).toBe(true);
    expect(seen.members.map(({ name }) => name).sort()).toEqual(PANEL.map(person => `测试-${person}`).sort());
    const five: PersonKey[] = [...PANEL, 'sixthInspector', 'seventhInspector'];
    const second = await formed(world, first, five);
    expect(second).toMatchObject({ round: 1 });
    const { members } = await done<typeof seen>(world.as('inspector').get(`/claims/${claim.id}/panel`), 200);
    expect(members.filter(({ leftAt }) => leftAt === null)).toHaveLength(5);
    expect(members.filter(({ leftAt }) => leftAt !== null)).toHaveLength(3);
  });
});

describe('opening deliberation', () => {
  const REASON = { reason: '事实已查清' };

  it('needs a panel', async () => {
    const { claim } = await early('heard');
    expect(await send('inspector', claim, 'deliberate', REASON)).toBe('409 claim.panel-missing');
  });

  it('needs both sides heard', async () => {
    const { claim } = await early('investigating');
    const now = await formed(world, claim);
    expect(await send('inspector', now, 'deliberate', REASON)).toBe('409 claim.sides-unheard');
    const heard = await heardBoth(world, now);
    expect(await send('inspector', heard, 'deliberate', REASON)).toBe('200');
  });

  it('needs a check on the facts as they are', async () => {
    const { claim, flaw } = await early('heard');
    const now = await formed(world, claim);
    await answer(world, 'inspector', { flaw: flaw.id, fact: 'emergency', value: 'no' });
    expect(await send('inspector', now, 'deliberate', REASON)).toBe('409 claim.check-stale');
    await done(world.as('inspector').post(`/flaws/${flaw.id}/check`), 201);
    expect(await send('inspector', now, 'deliberate', REASON)).toBe('200');
  });
});

describe('voting', () => {
  it('is for sitting members, once a round, under whatever account', async () => {
    const { claim } = await at('deliberating');
    for (const stranger of ['inspector', 'sixthInspector', 'cityInspector'] as const) {
      expect(await send(stranger, claim, 'opinions', opinion('exempt'))).toBe('403 claim.not-member');
    }
    expect(await send('sponsor', claim, 'opinions', opinion('exempt'))).toBe('403 access.forbidden');
    const now = await move(world, PANEL[0]!, claim, { act: 'opinions', body: opinion('exempt'), status: 201 });
    expect(await send(PANEL[0]!, now, 'opinions', opinion('refused'))).toBe('409 claim.voted-already');
    expect(await send(PANEL[0]!, now, 'decision', decision('exempt'))).toBe('409 claim.votes-missing');
  });

  it('wants an opinion on each of the six elements', async () => {
    const { claim } = await at('deliberating');
    const body = { ...opinion('exempt'), elements: { ...opinion('exempt').elements, remedy: undefined } };
    expect(await send(PANEL[0]!, claim, 'opinions', body)).toBe('400 request.invalid');
  });

  it('without a majority goes into another round, in which everybody votes anew', async () => {
    const { claim } = await at('voted', { votes: ['exempt', 'lenient', 'refused'] });
    for (const kind of ['exempt', 'lenient', 'refused'] as const) {
      expect(await send(PANEL[0]!, claim, 'decision', decision(kind))).toBe('409 claim.no-majority');
    }
    const again = await formed(world, claim);
    expect(again).toMatchObject({ round: 2 });
    expect(await send(PANEL[0]!, again, 'decision', decision('exempt'))).toBe('409 claim.votes-missing');
    const second = await voted(world, again, { votes: ['exempt', 'lenient', 'lenient'] });
    expect(await send(PANEL[0]!, second, 'decision', decision('exempt'))).toBe('409 claim.kind-not-voted');
    const done2 = await issued(world, await proposed(world, second, { kind: 'lenient' }));
    const [only] = await decisionsOf('inspector', done2);
    expect(only).toMatchObject({ state: 'issued', kind: 'lenient', round: 2, departureReason: DEPARTURE });
  });

  it('with a majority is not voted again by another panel, but may go back to the facts', async () => {
    const { claim } = await at('proposed', { votes: ['exempt', 'exempt', 'refused'] });
    const others = seats(world, ['sixthInspector', 'seventhInspector', 'eighthInspector']);
    expect(await send('inspector', claim, 'panel', others)).toBe('409 claim.panel-voted');
    const back = await move(world, PANEL[2]!, claim, { act: 'reopen', body: { reason: '尚有事实须核实' } });
    expect(back).toMatchObject({ state: 'investigating', round: 2 });
    expect((await decisionsOf('inspector', back)).map(({ state }) => state)).toEqual(['dropped']);
  });

  it('opens the file to a member from the organisation department, and to nobody else of it', async () => {
    const { claim } = await at('panel', { panel: ['thirdInspector', 'fourthInspector', 'personnel'] });
    const { claim: other } = await another('panel');
    const read = (one: ClaimNow) => answered(world.as('personnel').get(`/claims/${one.id}`));
    expect([await read(claim), await read(other)]).toEqual(['200', '404 claim.not-found']);
    const { items } = (await world.as('personnel').get('/claims')).body as { items: ClaimNow[] };
    expect(items.map(({ id }) => id)).toEqual([claim.id]);
  });

  it('exchanges nobody for how he voted: not a hung panel, not after reopening; more may be added', async () => {
    const others = seats(world, ['sixthInspector', 'seventhInspector', 'eighthInspector']);
    const one = seats(world, [PANEL[0]!, PANEL[1]!, 'sixthInspector']);
    const hung = (await at('voted', { votes: ['exempt', 'lenient', 'refused'] })).claim;
    expect(await send('inspector', hung, 'panel', others)).toBe('409 claim.panel-keeps');
    expect(await send('inspector', hung, 'panel', one)).toBe('409 claim.panel-keeps');
    const five = await formed(world, hung, [...PANEL, 'sixthInspector', 'seventhInspector']);
    expect(five).toMatchObject({ round: 2 });
    const settled = (await at('proposed', { votes: ['exempt', 'exempt', 'refused'] })).claim;
    const back = await move(world, PANEL[2]!, settled, { act: 'reopen', body: { reason: '尚有事实须核实' } });
    expect(await send('inspector', back, 'panel', others)).toBe('409 claim.panel-keeps');
    const { claim } = await at('deliberating');
    const voted1 = await move(world, PANEL[0]!, claim, { act: 'opinions', body: opinion('exempt'), status: 201 });
    const silentLeaves = seats(world, [PANEL[0]!, 'sixthInspector', 'seventhInspector']);
    expect(await send('inspector', voted1, 'panel', silentLeaves)).toBe('201');
  });

  it('is given on one state by all: what changed meanwhile sends it into another round', async () => {
    const { claim, flaw } = await at('deliberating');
    const one = await move(world, PANEL[0]!, claim, { act: 'opinions', body: opinion('exempt'), status: 201 });
    await answer(world, 'inspector', { flaw: flaw.id, fact: 'emergency', value: 'no' });
    expect(await send(PANEL[1]!, one, 'opinions', opinion('exempt'))).toBe('409 claim.state-changed');
    const again = await formed(world, one);
    expect(again).toMatchObject({ round: 2 });
    expect(await send(PANEL[1]!, again, 'opinions', opinion('exempt'))).toBe('409 claim.check-stale');
    await done(world.as('inspector').post(`/flaws/${flaw.id}/check`), 201);
    expect(await send(PANEL[1]!, again, 'opinions', opinion('exempt'))).toBe('201');
  });
});

describe('a decision', () => {
  test.each<[Vote, string]>([
    ['exempt', '201'],
    ['mitigated', '400 claim.departure-unreasoned'],
    ['reduced', '400 claim.departure-unreasoned'],
    ['lenient', '400 claim.departure-unreasoned'],
    ['refused', '400 claim.departure-unreasoned'],
  ])('%s where the check says covered, without a reason for departing: %s', async (kind, expected) => {
    const { claim } = await at('voted', { kind });
    const bare = { ...decision(kind), departureReason: undefined };
    expect(await send(PANEL[0]!, claim, 'decision', bare)).toBe(expected);
  });

  it('keeps no departure where there is none, and no validity that is over', async () => {
    const { claim } = await at('voted');
    const past = { ...decision('exempt'), validThrough: '2026-06-08' };
    expect(await send(PANEL[0]!, claim, 'decision', past)).toBe('400 claim.valid-through-past');
    const now = await move(world, PANEL[0]!, claim, {
      act: 'decision',
      body: { ...decision('exempt'), validThrough: '2027-06-08' },
      status: 201,
    });
    const [row] = await decisionsOf('inspector', now);
    expect(row).toMatchObject({ departureReason: null, validThrough: '2027-06-08', olderState: null, dissent: null });
    expect(row!.rule).toMatchObject({ applied: { code: 'WC-513221', outcome: 'covered' } });
    expect(row!.comparison).toEqual({
      zh: expect.stringContaining('WC-513221 v2'),
      en: expect.stringMatching(/covered/),
    });
  });

  it('proposed again leaves the earlier proposal behind', async () => {
    const { claim } = await at('proposed');
    const again = await move(world, PANEL[1]!, claim, { act: 'decision', body: decision('exempt'), status: 201 });
    expect((await decisionsOf('inspector', again)).map(({ state }) => state)).toEqual(['dropped', 'proposed']);
    expect(await send(PANEL[1]!, again, 'issue')).toBe('403 claim.same-person');
    expect(await send(PANEL[0]!, again, 'issue')).toBe('200');
  });

  it('is issued by another natural person of the handling body alone', async () => {
    const { claim } = await at('proposed');
    expect(await send(PANEL[0]!, claim, 'issue')).toBe('403 claim.same-person');
    expect(await send('personnel', claim, 'issue')).toBe('403 claim.not-handling');
    expect(await send('cityInspector', claim, 'issue')).toBe('403 claim.not-handling');
    expect(await send('inspector', claim, 'issue')).toBe('403 claim.recused');
    expect(await send(ISSUER, claim, 'refer')).toBe('409 claim.no-referral-due');
    expect(await send(ISSUER, claim, 'issue', { reason: '同意' })).toBe('200');
  });

  it('is not issued before it is proposed', async () => {
    const { claim } = await at('voted');
    expect(await send(ISSUER, claim, 'issue')).toBe('409 claim.no-proposal');
  });

  it('is not issued on a state that changed since, and says which part', async () => {
    const { claim, flaw } = await at('proposed');
    await answer(world, 'inspector', { flaw: flaw.id, fact: 'emergency', value: 'no' });
    const sent = await world.as(ISSUER).post(`/claims/${claim.id}/issue`, {}, { ifMatch: claim.version });
    expect([sent.status, sent.body.code]).toEqual([409, 'claim.state-changed']);
    expect(sent.body.detail).toEqual({
      zh: expect.stringContaining('瑕疵的事实'),
      en: expect.stringContaining('the facts on record'),
    });
    expect(await fresh(world, 'inspector', claim)).toMatchObject({ state: 'deliberating', version: claim.version });
    expect((await decisionsOf('inspector', claim)).map(({ state }) => state)).toEqual(['proposed']);
  });

  it('falls with the vote of a member who is recused, and so does the panel', async () => {
    const { claim } = await at('proposed');
    const body = { accountId: world.actor(PANEL[2]!).accountId, ground: 'relative', reason: '系申请人近亲属' };
    const declared = world.as(PANEL[2]!).post(`/claims/${claim.id}/recusals`, body, { ifMatch: claim.version });
    const recusal = await done(declared, 201);
    let now = await fresh(world, ISSUER, claim);
    expect(await send(ISSUER, now, 'issue')).toBe('409 claim.recusal-open');
    const upheld = { upheld: true, reason: '情况属实' };
    await done(world.as(PANEL[1]!).post(`/recusals/${recusal.id}/decide`, upheld, { ifMatch: recusal.version }), 200);
    now = await fresh(world, ISSUER, claim);
    expect(await send(ISSUER, now, 'issue')).toBe('409 claim.no-proposal');
    expect(await send(PANEL[0]!, now, 'decision', decision('exempt'))).toBe('409 claim.panel-broken');
    expect(await send(PANEL[2]!, now, 'decision', decision('exempt'))).toMatch(/^403 claim\.(recused|not-member)$/);
    expect(await send('inspector', now, 'panel', seats(world, PANEL))).toBe('403 claim.panel-recused');
    const again = await formed(world, now, [PANEL[0]!, PANEL[1]!, 'sixthInspector']);
    expect(again).toMatchObject({ round: 2 });
  });

  it('that stands says so when it was made on an older state', async () => {
    const { claim, flaw } = await at('served');
    expect((await decisionsOf('sponsor', claim))[0]).toMatchObject({ inForce: true, olderState: null });
    await answer(world, 'inspector', { flaw: flaw.id, fact: 'emergency', value: 'no' });
    const [row] = await decisionsOf('sponsor', claim);
    expect(row).toMatchObject({ state: 'issued', inForce: true, olderState: { changed: ['facts'] } });
    for (const person of ['sponsor', 'inspector', 'leader'] as const) {
      const { decision: seen } = (await world.as(person).get(`/claims/${claim.id}`)).body;
      expect(seen).toMatchObject({ kind: 'exempt', olderState: row!.olderState });
    }
    expect((row!.olderState as { words: object }).words).toEqual({
      zh: '该认定基于较早的状态作出：瑕疵的事实此后有变化',
      en: 'decided on an older state: the facts on record changed since',
    });
  });
});

it('an outside proof of time that comes later changes nothing that was voted or decided', async () => {
  const { claim, flaw } = await at('proposed');
  const { claim: stood } = await another('served');
  await world.superuser.query(
    `with grown as (
       insert into checkpoint select county, size, decode(repeat('00', 32), 'hex'), 'note', now() from ledger_head
       where county = '513221' returning county, size)
     insert into anchor select county, size, 'quorum', now(), now() from grown`,
  );
  // The next check sees it.
  const before = await done<{ id: string }[]>(world.as('inspector').get(`/claims/${claim.id}/findings`), 200);
  const now = await done<{ id: string }>(world.as('inspector').post(`/flaws/${flaw.id}/check`), 201);
  expect(before.map(({ id }) => id)).not.toContain(now.id);
  expect((await decisionsOf('inspector', stood))[0]).toMatchObject({ olderState: null });
  expect(await send(ISSUER, claim, 'issue')).toBe('200');
});

describe('who reads the deliberation', () => {
  const READERS: Record<string, [before: string, after: string]> = {
    thirdInspector: ['200', '200'],
    inspector: ['403 claim.deliberation-closed', '200'],
    secondInspector: ['403 claim.deliberation-closed', '200'],
    cityInspector: ['403 claim.deliberation-closed', '200'],
    auditor: ['403 claim.deliberation-closed', '200'],
    personnel: ['404 claim.not-found', '404 claim.not-found'],
    governmentInspector: ['403 claim.deliberation-closed', '403 claim.deliberation-closed'],
    leader: ['403 claim.deliberation-closed', '403 claim.deliberation-closed'],
    sponsor: ['403 claim.deliberation-closed', '403 claim.deliberation-closed'],
    sponsorAsInspector: ['403 claim.deliberation-closed', '403 claim.deliberation-closed'],
    otherSponsor: ['404 claim.not-found', '404 claim.not-found'],
    neighbourInspector: ['404 claim.not-found', '404 claim.not-found'],
  };
  const DISSENT: Vote[] = ['exempt', 'exempt', 'refused'];
  let before: ClaimNow;
  let after: ClaimNow;
  beforeAll(async () => {
    before = (await another('decided', { votes: DISSENT })).claim;
    after = (await another('served', { votes: DISSENT })).claim;
  });
  const read = (person: string, claim: ClaimNow) =>
    answered(world.as(person as PersonKey).get(`/claims/${claim.id}/deliberation`));

  it.each(Object.entries(READERS))('%s', async (person, expected) => {
    expect([await read(person, before), await read(person, after)]).toEqual(expected);
  });

  it('keeps the dissent, and tells its count to nobody before serving and never to the claimant’s side', async () => {
    const counts = async (person: PersonKey, claim: ClaimNow) =>
      (await decisionsOf(person, claim)).map(({ dissent }) => dissent);
    expect(await counts('thirdInspector', before)).toEqual([1]);
    expect(await counts('inspector', before)).toEqual([null]);
    expect(await counts('inspector', after)).toEqual([1]);
    expect(await counts('auditor', after)).toEqual([1]);
    expect(await counts('sponsor', before)).toEqual([]);
    expect(await counts('sponsor', after)).toEqual([null]);
  });

  it('leaks no vote and no proposal through the acts or the log', async () => {
    const { claim } = await another('proposed', { kind: 'reduced' });
    const acts = await world.as('sponsor').get(`/claims/${claim.id}/acts`);
    const said = (await onLedger(world, claim.code)).filter(({ kind }) => /opined|proposed/.test(kind));
    expect(said).toHaveLength(4);
    const texts = [JSON.stringify(acts.body), JSON.stringify(said)];
    for (const text of texts)
      for (const secret of ['"reduced"', '依据核对', DEPARTURE]) expect(text).not.toContain(secret);
    expect(await decisionsOf('sponsor', claim)).toEqual([]);
    expect(await decisionsOf('leader', claim)).toEqual([]);
  });
});

it('serves what was decided, once', async () => {
  const { claim } = await at('decided');
  expect(await send('sponsor', claim, 'serve', { how: '直接送达' })).toBe('403 access.forbidden');
  const now = await served(world, claim);
  expect(now).toMatchObject({ state: 'served', servedOn: '2026-06-09' });
  expect(await send('inspector', now, 'serve', { how: '直接送达' })).toBe('409 state.act-not-open');
});

it('a vote is not disturbed by another check of the same facts on a later day', async () => {
  const { claim, flaw } = await at('deliberating');
  const one = await move(world, PANEL[0]!, claim, { act: 'opinions', body: opinion('exempt'), status: 201 });
  world.clock.step('2026-06-10T01:00:00.000Z');
  await done(world.as('inspector').post(`/flaws/${flaw.id}/check`), 201);
  expect(await send(PANEL[1]!, one, 'opinions', opinion('exempt'))).toBe('201');
});
