// Precedents: decided cases like this one, without names, and a warning where a draft departs from all of them.
import '../setup/plain-papers';
import type { PersonKey, World } from '../setup/world';
import { claimUpTo, type ClaimStory } from './claim-story';
import { openFiled } from './filed-world';
import { done } from './flaw-story';
import { servedClaim } from './served-claim';

interface Precedents {
  flawKind: string | null;
  draft: string | null;
  departsFromAll: boolean;
  zh: string | null;
  en: string | null;
  compared: number;
  alike: number;
  items: {
    decision: string;
    county: string;
    kind: string;
    year: number;
    score: number;
    rulebook: string;
    shared: { results: string[]; causes: string[]; flawKind: boolean };
  }[];
}

let world: World;
let here: ClaimStory;
const codes: Record<string, string> = {};
beforeAll(async () => {
  const filed = await openFiled();
  world = filed.world;
  here = await claimUpTo(world, 'investigating', { story: filed.story });
  const same = { story: here };
  codes.equal = (await servedClaim(world, { ...same, kind: 'exempt' })).claim.decision;
  codes.unremedied = (
    await servedClaim(world, { ...same, kind: 'mitigated', facts: { remedied: 'no' } })
  ).claim.decision;
  codes.barred = (
    await servedClaim(world, { ...same, kind: 'refused', facts: { 'private-gain': 'yes' } })
  ).claim.decision;
  codes.unserved = (await servedClaim(world, { ...same, kind: 'lenient', unserved: true })).claim.decision;
  const other = { report: { kind: 'minutes-incomplete' } };
  codes.otherKind = (await servedClaim(world, { ...same, ...other, kind: 'exempt' })).claim.decision;
});
afterAll(() => world.close());

const asked = (person: PersonKey, query = '') =>
  done<Precedents>(world.as(person).get(`/claims/${here.claim.id}/precedents${query}`), 200);

it('finds the decided cases of the kind, the likest first, with what they share', async () => {
  const found = await asked('inspector');
  expect(found).toMatchObject({ flawKind: 'built-before-approval', draft: null, departsFromAll: false, compared: 3 });
  expect(found.items[0]).toMatchObject({
    decision: codes.equal,
    kind: 'exempt',
    county: '513221',
    year: 2026,
    score: 100,
  });
  expect(found.items[0]!.shared).toMatchObject({ flawKind: true, causes: ['approval-stuck', 'pledge-undelivered'] });
  expect(found.items[0]!.shared.results).toContain('C11:met');
  const decisions = found.items.map(({ decision }) => decision);
  expect(decisions).toContain(codes.unremedied);
  expect(decisions).not.toContain(codes.unserved);
  expect(decisions).not.toContain(codes.otherKind);
  const scores = found.items.map(({ score }) => score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(found.alike).toBe(found.items.length);
});

it('names nobody', async () => {
  const text = JSON.stringify(await asked('inspector'));
  for (const name of ['漩口', '公墓', '测试-', here.claim.id, here.flaw.code, world.actor('sponsor').personId]) {
    expect([name, text.includes(name)]).toEqual([name, false]);
  }
});

it('warns of a decision unlike all that are alike, and only of such', async () => {
  expect(await asked('inspector', '?kind=exempt')).toMatchObject({ draft: 'exempt', departsFromAll: false, zh: null });
  const unlike = await asked('inspector', '?kind=lenient');
  expect(unlike).toMatchObject({ draft: 'lenient', departsFromAll: true });
  expect(unlike.zh).toContain('均不一致');
  expect(unlike.en).toContain('departs from all');
});

it('tells a draft to the sitting panel unasked, and to nobody else', async () => {
  const { accountId, personId, organisationId } = world.actor('fourthInspector');
  await world.superuser.query(
    `begin; set local session_replication_role = replica;
     insert into claim_member (county, id, claim_id, stage, account_id, person_id, unit_id, chair, appointed_by, appointed_at)
       values ('513221', gen_random_uuid(), '${here.claim.id}', 'first', '${accountId}', '${personId}', '${organisationId}', true,
         '${accountId}', now());
     insert into claim_decision (county, id, code, claim_id, stage, round, state, kind, reason, rule, finding_id, state_sha256,
       state_parts, referral_grounds, proposed_by, proposed_person, proposed_at, recorded_at)
       select county, gen_random_uuid(), 'RD-513221-2026-999999', '${here.claim.id}', 'first', 1, 'proposed', 'reduced', reason,
         rule, finding_id, state_sha256, state_parts, '{}', proposed_by, proposed_person, proposed_at, recorded_at
       from claim_decision limit 1;
     commit`,
  );
  expect(await asked('fourthInspector')).toMatchObject({ draft: 'reduced', departsFromAll: true });
  expect(await asked('inspector')).toMatchObject({ draft: null, departsFromAll: false });
});

it('one decided case alone is no practice', async () => {
  const barred = await claimUpTo(world, 'investigating', { story: here, report: { kind: 'minutes-incomplete' } });
  const path = `/claims/${barred.claim.id}/precedents?kind=refused`;
  const found = await done<Precedents>(world.as('inspector').get(path), 200);
  expect(found).toMatchObject({ compared: 1, alike: 1, departsFromAll: false });
});

it.each<[PersonKey, number, string]>([
  ['sponsor', 403, 'access.forbidden'],
  ['leader', 403, 'access.forbidden'],
  ['auditor', 403, 'access.forbidden'],
  ['neighbourInspector', 404, 'claim.not-found'],
])('%s does not see them', async (person, status, code) => {
  const { status: got, body } = await world.as(person).get(`/claims/${here.claim.id}/precedents`);
  expect([got, (body as { code: string }).code]).toEqual([status, code]);
});

it('the city sees those of the counties beneath it', async () => {
  expect((await asked('cityInspector')).items[0]).toMatchObject({ county: '513221', decision: codes.equal });
});
