// What the higher level must approve first: forged papers, a loss over the cap, leniency in spite of a red line.
import '../setup/plain-papers';
import type { PersonKey, World } from '../setup/world';
import {
  answered,
  decision,
  fresh,
  ISSUER,
  issued,
  onLedger,
  PANEL,
  proposed,
  REVIEW_PANEL,
  served,
  underReview,
  voted,
  opinion,
  type DecidedOptions,
  type LateState,
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

const send = (person: PersonKey, claim: ClaimNow, act: string, body: object = {}) =>
  answered(world.as(person).post(`/claims/${claim.id}/${act}`, body, { ifMatch: claim.version }));
const at = (state: LateState, options: DecidedOptions) => keptClaim(world, state, { story, ...options });
const decisionsOf = (person: PersonKey, claim: ClaimNow) =>
  done<Record<string, unknown>[]>(world.as(person).get(`/claims/${claim.id}/decisions`), 200);

// The record's own cap is 200,000 yuan, below the rulebook's 500,000.
const OVER_CAP: DecidedOptions = { report: { lossFen: 20_000_001 }, kind: 'refused' };
const FORGED: DecidedOptions = { facts: { 'forged-papers': 'yes' }, kind: 'refused' };
const BARRED: DecidedOptions = { facts: { 'private-gain': 'yes' }, kind: 'lenient' };
const OK = { reason: '经审核，同意县纪委意见' };
const AGAIN = { reason: '责任认定尚不清楚，请重新合议' };

test.each<[string, DecidedOptions, string[]]>([
  ['a loss over the cap', OVER_CAP, ['loss-over-cap']],
  ['forged papers', FORGED, ['forged-papers']],
  ['leniency in spite of a red line', BARRED, ['barred']],
  ['a loss at the cap', { report: { lossFen: 20_000_000 }, kind: 'exempt' }, []],
  ['a red line and a refusal', { ...BARRED, kind: 'refused' }, []],
])('%s', async (_, options, grounds) => {
  const { claim } = await at('proposed', options);
  expect(await decisionsOf('inspector', claim)).toMatchObject([{ referralGrounds: grounds }]);
  const due = grounds.length > 0;
  expect(await send(ISSUER, claim, due ? 'issue' : 'refer')).toBe(
    due ? '409 claim.referral-due' : '409 claim.no-referral-due',
  );
  expect(await send(ISSUER, claim, due ? 'refer' : 'issue')).toBe('200');
});

it('never exempts where a red line is crossed', async () => {
  const { claim } = await at('deliberating', BARRED);
  expect(await send(PANEL[0]!, claim, 'opinions', opinion('exempt'))).toBe('409 claim.barred-not-exempt');
});

it('is approved one level up, and then stands as the decision of the handling body', async () => {
  const { claim } = await at('referred', OVER_CAP);
  expect(claim.state).toBe('referred');
  for (const person of ['inspector', ISSUER, 'thirdInspector'] as const) {
    expect(await send(person, claim, 'approve-referral', OK)).toBe('403 claim.not-higher');
  }
  expect(await send('cityLeader', claim, 'approve-referral', OK)).toBe('403 access.forbidden');
  const now = await move(world, 'cityInspector', claim, { act: 'approve-referral', body: OK });
  expect(now.state).toBe('decided');
  expect(await decisionsOf('inspector', now)).toMatchObject([
    {
      state: 'issued',
      inForce: true,
      issuedBy: world.actor(ISSUER).accountId,
      approvedBy: world.actor('cityInspector').accountId,
      higherReason: OK.reason,
    },
  ]);
  expect((await onLedger(world, now.code)).at(-1)).toMatchObject({
    kind: 'claim.decided',
    payload: { kind: 'refused', referralGrounds: ['loss-over-cap'], tally: { seats: 3, voted: 3, dissent: 0 } },
  });
  expect((await served(world, now)).state).toBe('served');
});

it('is referred by another person than who proposed it', async () => {
  const { claim } = await at('proposed', OVER_CAP);
  expect(await send(PANEL[0]!, claim, 'refer')).toBe('403 claim.same-person');
});

it.each(['proposed_person', 'referred_person'])('is not approved by its own %s, in the database either', async hand => {
  const { claim } = await at('referred', OVER_CAP);
  const approve = `update claim_decision set approved_person = ${hand}, approved_by = referred_by, approved_at = now(),
    version = version + 1 where claim_id = $1 and state = 'referred'`;
  await expect(world.superuser.query(approve, [claim.id])).rejects.toMatchObject({
    code: '23514',
    constraint: 'claim_decision_two_persons',
  });
});

it('is sent back with a reason, and voted on anew', async () => {
  const { claim } = await at('referred', OVER_CAP);
  expect(await send('cityInspector', claim, 'send-back', {})).toBe('400 request.invalid');
  const back = await move(world, 'secondCityInspector', claim, { act: 'send-back', body: AGAIN });
  expect(back).toMatchObject({ state: 'deliberating', round: 2 });
  expect(await decisionsOf('inspector', back)).toMatchObject([{ state: 'sent-back', higherReason: AGAIN.reason }]);
  expect(await send(PANEL[0]!, back, 'decision', decision('refused'))).toBe('409 claim.votes-missing');
  const second = await proposed(world, await voted(world, back, OVER_CAP), OVER_CAP);
  const referred = await move(world, ISSUER, second, { act: 'refer' });
  const now = await move(world, 'cityInspector', referred, { act: 'approve-referral', body: OK });
  expect((await decisionsOf('inspector', now)).map(({ state, round }) => [state, round])).toEqual([
    ['sent-back', 1],
    ['issued', 2],
  ]);
});

it('is not approved on a state that changed meanwhile', async () => {
  const { claim, flaw } = await at('referred', OVER_CAP);
  await answer(world, 'inspector', { flaw: flaw.id, fact: 'emergency', value: 'no' });
  expect(await send('cityInspector', claim, 'approve-referral', OK)).toBe('409 claim.state-changed');
  expect(await send('cityInspector', claim, 'send-back', AGAIN)).toBe('200');
});

it('goes back to the re-review when it came from there', async () => {
  const { claim } = await at('proposed', FORGED);
  const referred = await move(world, ISSUER, claim, { act: 'refer' });
  const approved = await move(world, 'cityInspector', referred, { act: 'approve-referral', body: OK });
  const under = await underReview(world, await served(world, approved), {
    review: 're-review',
    panel: REVIEW_PANEL,
    by: 'sixthInspector',
  });
  const review: DecidedOptions = { panel: REVIEW_PANEL, kind: 'lenient', issuer: 'seventhInspector' };
  const again = await proposed(world, await voted(world, under, review), review);
  expect(await decisionsOf('sixthInspector', again)).toMatchObject([
    { stage: 'first' },
    { stage: 're-review', referralGrounds: ['forged-papers', 'barred'] },
  ]);
  const up = await move(world, 'seventhInspector', again, { act: 'refer' });
  // Whoever approved the first decision takes no part in its review.
  expect(await send('cityInspector', up, 'approve-referral', OK)).toBe('403 claim.recused');
  expect(await send('cityInspector', up, 'send-back', AGAIN)).toBe('403 claim.recused');
  const back = await move(world, 'secondCityInspector', up, { act: 'send-back', body: AGAIN });
  expect(back).toMatchObject({ state: 're-review', stage: 're-review', round: 2 });
});

it('of two in the higher body who act at once exactly one wins', async () => {
  const { claim } = await at('referred', OVER_CAP);
  const both = await Promise.all([
    send('cityInspector', claim, 'approve-referral', OK),
    send('secondCityInspector', claim, 'send-back', AGAIN),
  ]);
  expect(both.sort()).toEqual(['200', expect.stringMatching(/^412 version\.stale$|^409 /)]);
  expect((await fresh(world, 'inspector', claim)).version).toBe(claim.version + 1);
});

it('of the city’s own claim goes to the province, and is not the county’s to handle', async () => {
  const city: DecidedOptions = {
    ...OVER_CAP,
    officer: 'sponsor',
    managedBy: 'city',
    handler: 'cityInspector',
    panel: ['secondCityInspector', 'thirdCityInspector', 'fourthCityInspector'],
    issuer: 'cityInspector',
  };
  const { claim } = await at('referred', city);
  expect(await send('secondCityInspector', claim, 'approve-referral', OK)).toBe('403 claim.not-higher');
  expect(await send('inspector', claim, 'approve-referral', OK)).toBe('403 claim.not-higher');
  expect(await issuedDirectly(city)).toBe('200');
});

/** The same city's claim with nothing for the level above. */
async function issuedDirectly(city: DecidedOptions): Promise<string> {
  const { claim } = await at('proposed', { ...city, report: { lossFen: 0 }, kind: 'exempt' });
  const now = await issued(world, claim, city);
  return now.state === 'decided' ? '200' : now.state;
}
