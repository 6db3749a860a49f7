// Re-review by other people of the same body, upper review by the body above: in time, in order, never harsher.
import '../setup/plain-papers';
import type { PersonKey, World } from '../setup/world';
import {
  answered,
  CITY_PANEL,
  claimAt,
  decision,
  fresh,
  formed,
  issued,
  onLedger,
  opinion,
  PANEL,
  proposed,
  REVIEW_PANEL,
  seats,
  served,
  underReview,
  voted,
  type Vote,
} from './claim-decided';
import { keptClaim } from './claim-kept';
import { move, type ClaimNow } from './claim-story';
import { openFiled } from './filed-world';
import { answer, done, type Story } from './flaw-story';

let world: World;
let story: Story;
beforeAll(async () => {
  ({ world, story } = await openFiled());
});
afterAll(() => world.close());

const WHY = { reason: '对认定不服，请求复审' };
const send = (person: PersonKey, claim: ClaimNow, act: string, body: object = {}) =>
  answered(world.as(person).post(`/claims/${claim.id}/${act}`, body, { ifMatch: claim.version }));
const servedWith = async (kind: Vote): Promise<ClaimNow> => (await keptClaim(world, 'served', { story, kind })).claim;
/** For a case that has two in hand, or reads what the log says of its own. */
const anotherServed = async (kind: Vote): Promise<ClaimNow> => (await claimAt(world, 'served', { story, kind })).claim;
const reReview = (claim: ClaimNow) =>
  underReview(world, claim, { review: 're-review', panel: REVIEW_PANEL, by: 'sixthInspector' });
const upperReview = (claim: ClaimNow) =>
  underReview(world, claim, { review: 'upper-review', panel: CITY_PANEL, by: 'cityInspector' });
const decisionsOf = (person: PersonKey, claim: ClaimNow) =>
  done<Record<string, unknown>[]>(world.as(person).get(`/claims/${claim.id}/decisions`), 200);

it('decides anew with other people, and keeps the older decision', async () => {
  const first = await anotherServed('reduced');
  const under = await reReview(first);
  expect(under).toMatchObject({ state: 're-review', stage: 're-review', round: 1, servedOn: null });
  // Execution is not stopped: until another is issued the first decision stays in force.
  expect(await decisionsOf('sponsor', under)).toMatchObject([{ kind: 'reduced', inForce: true, stage: 'first' }]);
  const ready = await voted(world, under, { panel: REVIEW_PANEL, kind: 'mitigated' });
  const again = await proposed(world, ready, { panel: REVIEW_PANEL, kind: 'mitigated' });
  const decided = await issued(world, again, { issuer: 'seventhInspector' });
  expect(await decisionsOf('sponsor', decided)).toMatchObject([{ kind: 'reduced', inForce: false }]);
  const now = await served(world, decided, 'sixthInspector');
  expect(await decisionsOf('sponsor', now)).toMatchObject([
    { kind: 'reduced', inForce: false, stage: 'first', state: 'issued' },
    { kind: 'mitigated', inForce: true, stage: 're-review', state: 'issued' },
  ]);
  const decisions = (await onLedger(world, now.code)).filter(({ kind }) => kind === 'claim.decided');
  expect(decisions.map(({ payload }) => [payload.kind, payload.stage])).toEqual([
    ['reduced', 'first'],
    ['mitigated', 're-review'],
  ]);
});

describe('who sits and signs at a later stage', () => {
  let under: ClaimNow;
  beforeAll(async () => {
    const first = await servedWith('reduced');
    under = await move(world, 'sponsor', first, { act: 'request-re-review', body: WHY });
  });

  const free: PersonKey[] = ['sixthInspector', 'seventhInspector'];
  it.each([...PANEL, 'secondInspector', 'inspector', 'inspectorAgain'] as PersonKey[])(
    '%s took part before and is not given a seat',
    async person => {
      expect(await send('sixthInspector', under, 'panel', seats(world, [...free, person]))).toBe(
        '403 claim.panel-recused',
      );
    },
  );

  it('is handled by others too', async () => {
    expect(await send('inspector', under, 'panel', seats(world, REVIEW_PANEL))).toBe('403 claim.recused');
    const ready = await formed(world, under, REVIEW_PANEL, 'sixthInspector');
    expect(await send(REVIEW_PANEL[0]!, ready, 'opinions', opinion('reduced'))).toBe('409 claim.sides-unheard');
    expect(await send(PANEL[0]!, ready, 'opinions', opinion('reduced'))).toBe('403 claim.not-member');
  });
});

describe('never harsher than the decision reviewed', () => {
  const KINDS: Vote[] = ['exempt', 'mitigated', 'reduced', 'lenient', 'refused'];
  let under: ClaimNow;
  beforeAll(async () => {
    under = await reReview(await servedWith('reduced'));
  });

  it.each(KINDS)('a vote for %s against a decision of reduced', async vote => {
    const expected = KINDS.indexOf(vote) <= KINDS.indexOf('reduced') ? '201' : '409 claim.harsher-on-appeal';
    const now = await fresh(world, 'sixthInspector', under);
    const member = REVIEW_PANEL[KINDS.indexOf(vote)] ?? REVIEW_PANEL[0]!;
    const sent = await send(member, now, 'opinions', opinion(vote));
    expect(sent).toBe(vote === 'lenient' || vote === 'refused' ? refusedEither(sent) : expected);
  });

  /** By then every member has voted: what is harsher is refused for that, or for being harsher, and never entered. */
  function refusedEither(sent: string): string {
    expect(['409 claim.harsher-on-appeal', '409 claim.voted-already']).toContain(sent);
    return sent;
  }

  it('holds on the upper review against the re-review, not against the first decision', async () => {
    const again = await formed(world, await fresh(world, 'sixthInspector', under), REVIEW_PANEL, 'sixthInspector');
    const ready = await voted(world, again, { panel: REVIEW_PANEL, kind: 'mitigated' });
    const options = { panel: REVIEW_PANEL, kind: 'mitigated', issuer: 'seventhInspector' } as const;
    const decided = await issued(
      world,
      await proposed(world, ready, { ...options, panel: [...REVIEW_PANEL] }),
      options,
    );
    const upper = await upperReview(await served(world, decided, 'sixthInspector'));
    expect(await send(CITY_PANEL[0]!, upper, 'opinions', opinion('reduced'))).toBe('409 claim.harsher-on-appeal');
    expect(await send(CITY_PANEL[0]!, upper, 'opinions', opinion('mitigated'))).toBe('201');
  });
});

it('an exemption under review is not given an earlier end', async () => {
  const ready = await voted(world, await reReview(await servedWith('exempt')), { panel: REVIEW_PANEL, kind: 'exempt' });
  const ending = { ...decision('exempt'), validThrough: '2030-12-31' };
  expect(await send(REVIEW_PANEL[0]!, ready, 'decision', ending)).toBe('409 claim.shorter-on-appeal');
  expect(await send(REVIEW_PANEL[0]!, ready, 'decision', decision('exempt'))).toBe('201');
});

it('goes up to the body above, which decides it alone and for good', async () => {
  const first = await servedWith('lenient');
  const options = { panel: REVIEW_PANEL, kind: 'lenient' as const, issuer: 'seventhInspector' as const };
  const ready = await voted(world, await reReview(first), options);
  const once = await served(
    world,
    await issued(world, await proposed(world, ready, options), options),
    'sixthInspector',
  );
  const upper = await upperReview(once);
  expect(upper).toMatchObject({ state: 'upper-review', stage: 'upper-review', route: { handling: '513200' } });
  expect(await send('sixthInspector', upper, 'panel', seats(world, REVIEW_PANEL))).toBe('403 claim.not-handling');
  expect(await send('cityInspector', upper, 'panel', seats(world, REVIEW_PANEL))).toBe('400 claim.panel-stranger');
  const city = { panel: CITY_PANEL, kind: 'exempt' as const, issuer: 'fourthCityInspector' as const };
  const asked = await proposed(world, await voted(world, upper, city), city);
  expect(await send('fourthCityInspector', asked, 'refer')).toBe('409 state.act-not-open');
  expect(await send('sixthInspector', asked, 'issue')).toBe('403 claim.not-handling');
  const decided = await served(world, await issued(world, asked, city), 'fourthCityInspector');
  expect((await decisionsOf('sponsor', decided)).map(({ kind, stage, inForce }) => [stage, kind, inForce])).toEqual([
    ['first', 'lenient', false],
    ['re-review', 'lenient', false],
    ['upper-review', 'exempt', true],
  ]);
  for (const act of ['request-re-review', 'request-upper-review']) {
    expect(await send('sponsor', decided, act, WHY)).toBe('409 claim.review-unavailable');
  }
  // The county that decided first reads how its decision was reviewed; names of the city's panel are told to the claimant.
  expect(await answered(world.as('inspector').get(`/claims/${decided.id}/deliberation`))).toBe('200');
  const panel = await done<{ members: { name: string; stage: string }[] }>(
    world.as('sponsor').get(`/claims/${decided.id}/panel`),
    200,
  );
  const names = panel.members.filter(({ stage }) => stage === 'upper-review').map(({ name }) => name);
  expect(names.sort()).toEqual(CITY_PANEL.map(person => `测试-${person}`).sort());
});

describe('asking for a review', () => {
  it('is the claimant’s alone, and in its order', async () => {
    const claim = await servedWith('refused');
    const { mine } = await done<{ mine: string[] }>(world.as('sponsor').get(`/claims/${claim.id}`), 200);
    expect(mine).toEqual(['request-re-review']);
    expect(await send('otherSponsor', claim, 'request-re-review', WHY)).toBe('404 claim.not-found');
    expect(await send('inspector', claim, 'request-re-review', WHY)).toBe('403 claim.not-claimant');
    expect(await send('sponsor', claim, 'request-upper-review', WHY)).toBe('409 claim.review-unavailable');
    expect(await send('sponsorColleague', claim, 'request-re-review', WHY)).toBe('200');
  });

  it('is decided on the facts as they are then', async () => {
    const { claim, flaw } = await keptClaim(world, 'served', { story, kind: 'reduced' });
    const under = await reReview(claim);
    await answer(world, 'sixthInspector', { flaw: flaw.id, fact: 'emergency', value: 'yes' });
    expect(await send(REVIEW_PANEL[0]!, under, 'opinions', opinion('reduced'))).toBe('409 claim.check-stale');
    await done(world.as('sixthInspector').post(`/flaws/${flaw.id}/check`), 201);
    const ready = await voted(world, under, { panel: REVIEW_PANEL, kind: 'reduced' });
    const now = await move(world, REVIEW_PANEL[0]!, ready, { act: 'decision', body: decision('reduced'), status: 201 });
    const [older, newer] = await decisionsOf('sixthInspector', now);
    expect(older).toMatchObject({ stage: 'first', olderState: { changed: ['facts', 'hearing'] } });
    expect(newer).toMatchObject({ stage: 're-review', olderState: null });
  });

  // The last test: the clock does not go back. Served on 9 June 2026; 9 July is a Thursday.
  it('is in time through the same day of the next month', async () => {
    const [inTime, late] = [await servedWith('reduced'), await anotherServed('reduced')];
    world.clock.step('2026-07-09T15:59:00.000Z');
    expect(await send('sponsor', inTime, 'request-re-review', WHY)).toBe('200');
    world.clock.step('2026-07-09T16:00:00.000Z');
    const sent = await world.as('sponsor').post(`/claims/${late.id}/request-re-review`, WHY, { ifMatch: late.version });
    expect([sent.status, sent.body.code]).toEqual([409, 'claim.review-late']);
    expect(sent.body.detail.zh).toContain('2026-07-09');
  });
});
