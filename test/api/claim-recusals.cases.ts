// Recusal over the API and beneath it: what the registry sees by itself, what people declare, demand and decide, and what
// a recused person can no longer do, neither by a route nor by SQL.
import '../setup/plain-papers';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { ClaimNow, ClaimStory } from './claim-story';
import { claimUpTo } from './claim-story';
import {
  claimAt,
  decision,
  fresh,
  opinion,
  proposed,
  REVIEW_PANEL,
  seats,
  type LateState,
  type WithDecision,
} from './claim-decided';
import { keptClaim } from './claim-kept';
import { openFiled } from './filed-world';
import { done, type Now } from './flaw-story';
import { COUNTY, type OrganisationKey, type PersonKey, type World } from '../setup/world';

interface Ground {
  code: string;
}
interface Recusal extends Now {
  claimVersion: number;
  origin: string;
  state: string;
  side: string | null;
  ground: Ground;
}
interface List {
  recusals: Recusal[];
  candidate: { handling: Ground[]; deciding: Ground[] } | null;
}
interface Problem {
  code: string;
}

let world: World;
let story: ClaimStory;
let app: Client;

beforeAll(async () => {
  const filed = await openFiled();
  world = filed.world;
  story = await claimUpTo(world, 'heard', { story: filed.story });
  app = new Client({ connectionString: world.database.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await world.close();
});

const account = (person: PersonKey): string => world.actor(person).accountId;
const another = async (state: LateState, options = {}): Promise<WithDecision> =>
  (await keptClaim(world, state, { story, ...options })).claim;

async function raise(by: PersonKey, claim: ClaimNow, against: PersonKey, status = 201): Promise<Recusal & Problem> {
  const { version } = await fresh(world, 'secondInspector', claim);
  const body = { accountId: account(against), ground: 'relative', reason: '与申请单位负责人系姻亲' };
  return done(world.as(by).post(`/claims/${claim.id}/recusals`, body, { ifMatch: version }), status);
}

async function decide(by: PersonKey, recusal: Now, upheld: boolean, status = 200): Promise<Recusal & Problem> {
  const body = { upheld, reason: '经核实作出决定' };
  return done(world.as(by).post(`/recusals/${recusal.id}/decide`, body, { ifMatch: recusal.version }), status);
}

/** The code of the problem an act ends in, or 'done'. */
async function outcome(by: PersonKey, claim: ClaimNow, act: string, body: object = {}): Promise<string> {
  const { version } = await fresh(world, 'secondInspector', claim);
  const answer = await world.as(by).post(`/claims/${claim.id}/${act}`, body, { ifMatch: version });
  return answer.status < 300 ? 'done' : (answer.body as Problem).code;
}

async function candidate(claim: ClaimNow, accountId: string) {
  const list = await done<List>(
    world.as('secondInspector').get(`/claims/${claim.id}/recusals?account=${accountId}`),
    200,
  );
  const codes = (grounds: Ground[]) => grounds.map(({ code }) => code);
  return { handling: codes(list.candidate!.handling), deciding: codes(list.candidate!.deciding) };
}

/** A further account of the natural person, an inspector's, in the unit named. */
async function secondAccount(person: PersonKey, unit: OrganisationKey): Promise<string> {
  const id = randomUUID();
  const { personId } = world.actor(person);
  const login = `again-${id.slice(0, 8)}`;
  await world.superuser.query(
    `insert into account (county, id, organisation_id, person_id, login, name, recorded_at) values ($1, $2, $3, $4, $5, '另一账号', now())`,
    [COUNTY, id, world.organisation(unit), personId, login],
  );
  await grantInspector(id, personId);
  return id;
}

const grantInspector = (id: string, personId: string) =>
  world.superuser.query(
    `insert into role_grant (county, id, account_id, person_id, role, granted_at, reason) values ($1, $2, $3, $4, 'inspector', now(), '测试')`,
    [COUNTY, randomUUID(), id, personId],
  );

async function transfer(person: PersonKey, unit: OrganisationKey): Promise<void> {
  const { version } = await done<Now>(world.as('sysadmin').get(`/accounts/${account(person)}`), 200);
  const body = { organisationId: world.organisation(unit), reason: '工作调动' };
  await done(world.as('sysadmin').post(`/accounts/${account(person)}/move`, body, { ifMatch: version }), 200);
}

/** As the app role, with the county set: what stopped the row, or 'done'; nothing stays. */
async function attempt(sql: string, parameters: unknown[]): Promise<string> {
  await app.query(`begin; select set_config('app.region', '${COUNTY}', true)`);
  try {
    await app.query(sql, parameters);
    return 'done';
  } catch (error) {
    return (error as { constraint?: string }).constraint ?? String(error);
  } finally {
    await app.query('rollback');
  }
}

function inserted(table: string, row: Record<string, unknown>): Promise<string> {
  const names = Object.keys(row);
  const places = names.map((_, at) => `$${at + 1}`).join(', ');
  return attempt(`insert into ${table} (${names.join(', ')}) values (${places})`, Object.values(row));
}

/** What a person would leave behind who writes by hand into the tables of a claim. */
function rowsBy(claim: ClaimNow, person: PersonKey): [string, Record<string, unknown>][] {
  const { accountId, personId, organisationId } = world.actor(person);
  const hand = { actor_id: accountId, person_id: personId, unit_id: organisationId };
  const base = { county: COUNTY, id: randomUUID(), recorded_at: '2026-06-10T01:00:00Z' };
  const on = { claim_id: claim.id, stage: 'first' };
  const { elements, vote, reason } = opinion('exempt');
  const flaw = { ...base, flaw_id: claim.flawId, actor_id: accountId, reason };
  const bare: Record<string, unknown> = { ...base };
  delete bare.recorded_at;
  return [
    ['claim_act', { ...base, ...on, ...hand, ordinal: 900, round: 1, act: 'judge', state: 'deliberating' }],
    [
      'claim_member',
      {
        ...{ ...bare, ...on, account_id: accountId, person_id: personId, unit_id: organisationId, chair: false },
        ...{ appointed_by: account('secondInspector'), appointed_at: base.recorded_at },
      },
    ],
    ['claim_opinion', { ...base, ...on, ...hand, round: 7, elements, vote, reason }],
    [
      'flaw_answer',
      {
        ...{ ...flaw, unit_id: organisationId, ordinal: 900, fact: 'remedied', value: 'yes' },
        ...{ evidence: [], established: true },
      },
    ],
    ['flaw_judgement', { ...flaw, ordinal: 900, question: 'C13', value: 'met' }],
  ];
}

describe('what the registry sees by itself', () => {
  test.each<[string, PersonKey, string[], string[]?]>([
    ['nothing against a county inspector without a tie', 'thirdInspector', []],
    ['nothing against the organisation department, which stands above nobody', 'personnel', []],
    ['nothing against the city', 'cityInspector', []],
    ['the superior of the township', 'governmentInspector', ['own-unit']],
    ['the sponsor under another account', 'sponsorAsInspector', ['filed', 'own-unit']],
    ['who brought the matter: he may handle and not decide', 'inspector', [], ['interest']],
    ['the same under another account', 'inspectorAgain', [], ['interest']],
  ])('%s', async (_, person, handling, deciding = handling) => {
    // A city account is visible from the city alone.
    const asker = person === 'cityInspector' ? 'secondCityInspector' : 'secondInspector';
    const path = `/claims/${story.claim.id}/recusals?account=${account(person)}`;
    const { candidate: seen } = await done<List>(world.as(asker).get(path), 200);
    expect(seen!.handling.map(({ code }) => code)).toEqual(handling);
    expect(seen!.deciding.map(({ code }) => code)).toEqual(deciding);
  });

  it('whoever counter-signed or filed, under whatever account', async () => {
    const giver = await secondAccount('civilAffairs', 'discipline');
    expect((await candidate(story.claim, giver)).handling).toEqual(['counter-signed']);
  });

  it('a former member of the unit, once transferred', async () => {
    await transfer('sponsorColleague', 'discipline');
    await grantInspector(account('sponsorColleague'), world.actor('sponsorColleague').personId);
    expect((await candidate(story.claim, account('sponsorColleague'))).handling).toEqual(['own-unit']);
    expect(await outcome('sponsorColleague', story.claim, 'suspend', SUSPENSION)).toBe('claim.recused');
    await transfer('otherSponsor', 'personnel');
    await grantInspector(account('otherSponsor'), world.actor('otherSponsor').personId);
    expect((await candidate(story.claim, account('otherSponsor'))).handling).toEqual([]);
  });

  it('what stood above the unit while the pilot ran, and stands there no more', async () => {
    const path = `/organisations/${world.organisation('township')}`;
    const above = async (superiorId: string | null) => {
      const { version } = await done<Now>(world.as('sysadmin').get(path), 200);
      await done(
        world.as('sysadmin').post(`${path}/change`, { superiorId, reason: '区划调整' }, { ifMatch: version }),
        200,
      );
    };
    await above(null);
    expect((await candidate(story.claim, account('governmentInspector'))).handling).toEqual(['own-unit']);
    await above(world.organisation('government'));
  });

  it('whoever handled, sat, proposed or issued at the stage before, and nobody else', async () => {
    const claim = await another('served');
    const { version } = await fresh(world, 'secondInspector', claim);
    const asking = { reason: '对认定不服，请求复审' };
    await done(world.as('sponsor').post(`/claims/${claim.id}/request-re-review`, asking, { ifMatch: version }), 200);
    for (const person of ['thirdInspector', 'fifthInspector', 'secondInspector', 'inspectorAgain'] as const) {
      expect((await candidate(claim, account(person))).handling).toEqual(['earlier-stage']);
    }
    for (const person of ['sixthInspector', 'eighthInspector', 'personnel'] as const) {
      expect(await candidate(claim, account(person))).toEqual({ handling: [], deciding: [] });
    }
    expect(await outcome('secondInspector', claim, 'panel', seats(world, REVIEW_PANEL))).toBe('claim.recused');
    expect(await outcome('seventhInspector', claim, 'panel', seats(world, REVIEW_PANEL))).toBe('done');
  });

  it('who spoke against the claimant decides nothing; who took down another’s words may', async () => {
    const claim = await another('panel');
    const said = { side: 'accuser', text: '事实清楚，应予追究。' };
    expect(await outcome('sixthInspector', claim, 'statements', said)).toBe('done');
    const taken = { ...said, spokenBy: '县纪委监委案件承办室主任' };
    expect(await outcome('seventhInspector', claim, 'statements', taken)).toBe('done');
    expect(await candidate(claim, account('sixthInspector'))).toEqual({ handling: [], deciding: ['interest'] });
    expect(await candidate(claim, account('seventhInspector'))).toEqual({ handling: [], deciding: [] });
    const panel = seats(world, ['thirdInspector', 'fourthInspector', 'sixthInspector']);
    expect(await outcome('secondInspector', claim, 'panel', panel)).toBe('claim.panel-recused');
  });

  it('and keeps them out of every act and every seat', async () => {
    expect(await outcome('sponsorAsInspector', story.claim, 'suspend', SUSPENSION)).toBe('claim.recused');
    for (const person of ['sponsorAsInspector', 'governmentInspector', 'inspector', 'inspectorAgain'] as const) {
      const panel = seats(world, [person, 'fourthInspector', 'fifthInspector']);
      expect(await outcome('secondInspector', story.claim, 'panel', panel)).toBe('claim.panel-recused');
    }
  });
});

const SUSPENSION = { ground: 'expert-appraisal', reason: '委托专家鉴定' };

describe('a demand of the claimant', () => {
  let claim: WithDecision;
  let demand: Recusal;
  beforeAll(async () => {
    claim = (await claimAt(world, 'deliberating', { story })).claim;
    demand = await raise('sponsor', claim, 'thirdInspector');
  });

  it('waits, keeps nobody away, and is on record', async () => {
    expect(demand).toMatchObject({
      origin: 'demanded',
      side: 'claimant',
      state: 'pending',
      ground: { code: 'relative' },
    });
    expect(await outcome('thirdInspector', claim, 'opinions', opinion('exempt'))).toBe('done');
    expect((await raise('sponsor', claim, 'thirdInspector', 409)).code).toBe('recusal.open-already');
    const { rows } = await world.superuser.query<{ kind: string }>(
      `select kind from ledger_entry where subject = $1 and kind like 'recusal.%' order by position`,
      [claim.code],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['recusal.demanded']);
  });

  it.each<[string, PersonKey, string]>([
    ['the person concerned', 'thirdInspector', 'recusal.wrong-decider'],
    ['a member who is not the chair', 'fifthInspector', 'recusal.wrong-decider'],
    ['an inspector of the body while there is a chair', 'secondInspector', 'recusal.wrong-decider'],
    ['the city', 'cityInspector', 'recusal.wrong-decider'],
    ['the claimant', 'sponsor', 'access.forbidden'],
    ['another county', 'neighbourInspector', 'recusal.not-found'],
  ])('is not decided by %s', async (_, person, code) => {
    const answer = await world
      .as(person)
      .post(`/recusals/${demand.id}/decide`, { upheld: true, reason: '同意' }, { ifMatch: demand.version });
    expect((answer.body as Problem).code).toBe(code);
  });

  it('is upheld by the chair, once, and the member leaves', async () => {
    const before = await fresh(world, 'secondInspector', claim);
    const decided = await decide('fourthInspector', demand, true);
    expect(decided).toMatchObject({ state: 'upheld', version: 2, claimVersion: before.version + 1 });
    expect((await decide('fourthInspector', decided, false, 409)).code).toBe('recusal.decided-already');
    const { rows } = await world.superuser.query<{ person_id: string }>(
      'select person_id from claim_member where claim_id = $1 and left_at is null',
      [claim.id],
    );
    expect(rows).toHaveLength(2);
    expect(rows.map(({ person_id }) => person_id)).not.toContain(world.actor('thirdInspector').personId);
  });

  it('meets whoever acts on the version before it', async () => {
    const sent = world.as('sponsor').post(`/claims/${claim.id}/recusals`, BODY(), { ifMatch: claim.version });
    expect((await done<Problem>(sent, 412)).code).toBe('version.stale');
  });

  it('keeps him from every later act', async () => {
    expect(await outcome('thirdInspector', claim, 'opinions', opinion('exempt'))).toBe('claim.not-member');
    expect(await outcome('thirdInspector', claim, 'issue')).toBe('claim.recused');
    const panel = seats(world, ['thirdInspector', 'fourthInspector', 'fifthInspector']);
    expect(await outcome('secondInspector', claim, 'panel', panel)).toBe('claim.panel-recused');
  });

  const BODY = () => ({ accountId: account('fifthInspector'), ground: 'witness', reason: '曾在现场' });

  it('keeps his rows out of the database as well, and nobody else’s', async () => {
    // A seat that is left takes the right to an opinion with it; who still sits is asked about below.
    for (const [table, row] of rowsBy(claim, 'thirdInspector')) {
      const expected = table === 'claim_opinion' ? 'claim_opinion_member' : 'claim_recused';
      expect([table, await inserted(table, row)]).toEqual([table, expected]);
    }
    for (const [table, row] of rowsBy(claim, 'sixthInspector')) {
      const expected = table === 'claim_opinion' ? 'claim_opinion_member' : 'done';
      expect([table, await inserted(table, row)]).toEqual([table, expected]);
    }
  });
});

describe('who may demand, and against whom', () => {
  it.each<[string, PersonKey, PersonKey, number, string]>([
    ['an inspector of neither side', 'personnel', 'thirdInspector', 403, 'recusal.not-a-side'],
    ['a unit that the claim does not concern', 'land', 'thirdInspector', 404, 'claim.not-found'],
    ['somebody who neither handles nor may sit', 'sponsor', 'land', 400, 'recusal.not-involved'],
    ['the other side itself', 'inspector', 'sponsor', 400, 'recusal.not-involved'],
  ])('%s', async (_, by, against, status, code) => {
    expect((await raise(by, story.claim, against, status)).code).toBe(code);
  });

  it('the accuser’s side demands too; refused, it changes nothing', async () => {
    const claim = await another('deliberating');
    const demand = await raise('inspector', claim, 'fifthInspector');
    expect(demand).toMatchObject({ origin: 'demanded', side: 'accuser' });
    expect(await decide('fourthInspector', demand, false)).toMatchObject({ state: 'refused' });
    expect(await outcome('fifthInspector', claim, 'opinions', opinion('exempt'))).toBe('done');
  });
});

describe('a declared recusal', () => {
  it('holds at once, and the chair’s own is decided by another inspector of the body', async () => {
    const claim = await another('deliberating');
    const own = await raise('fourthInspector', claim, 'fourthInspector');
    expect(own).toMatchObject({ origin: 'declared', side: null, state: 'pending' });
    expect(await outcome('fourthInspector', claim, 'opinions', opinion('exempt'))).toBe('claim.recused');
    for (const [table, row] of rowsBy(claim, 'fourthInspector')) {
      expect([table, await inserted(table, row)]).toEqual([table, 'claim_recused']);
    }
    expect((await decide('fourthInspector', own, false, 403)).code).toBe('recusal.wrong-decider');
    expect((await decide('personnel', own, true, 403)).code).toBe('recusal.wrong-decider');
    // The one who brought the matter has no say about his judges.
    expect((await decide('inspector', own, true, 403)).code).toBe('claim.recused');
    expect(await decide('secondInspector', own, false)).toMatchObject({ state: 'refused' });
    expect(await outcome('fourthInspector', claim, 'opinions', opinion('exempt'))).toBe('done');
  });

  it('is the natural person’s, under every account', async () => {
    const claim = (await claimUpTo(world, 'admitted', { story })).claim;
    const own = await raise('inspectorAgain', claim, 'inspectorAgain');
    expect(await outcome('inspector', claim, 'investigate')).toBe('claim.recused');
    expect((await decide('inspector', own, true, 403)).code).toBe('recusal.wrong-decider');
    expect((await raise('inspector', claim, 'inspector', 409)).code).toBe('recusal.open-already');
    expect(await outcome('secondInspector', claim, 'investigate')).toBe('done');
  });
});

describe('a decision on its way', () => {
  it('is neither proposed nor issued while a recusal of its makers is open, and falls with an upheld one', async () => {
    const claim = await another('voted');
    const first = await raise('sponsor', claim, 'thirdInspector');
    expect(await outcome('thirdInspector', claim, 'decision', decision('exempt'))).toBe('claim.recusal-open');
    await decide('fourthInspector', first, false);
    const now = await proposed(world, await fresh(world, 'secondInspector', claim));
    const second = await raise('sponsor', now, 'secondInspector');
    expect(await outcome('secondInspector', now, 'issue')).toBe('claim.recusal-open');
    await decide('fourthInspector', second, false);
    const third = await raise('sponsor', now, 'fifthInspector');
    expect(await outcome('secondInspector', now, 'issue')).toBe('claim.recusal-open');
    await decide('fourthInspector', third, true);
    // The fifth did not propose it; it rested on his vote.
    expect(await decisionState(now)).toBe('dropped');
    expect(await outcome('secondInspector', now, 'issue')).toBe('claim.no-proposal');
    const panel = seats(world, ['thirdInspector', 'fourthInspector', 'sixthInspector']);
    expect(await outcome('secondInspector', now, 'panel', panel)).toBe('done');
  });

  it.each<[string, PersonKey]>([
    ['proposed it', 'thirdInspector'],
    ['sent it there and would stand as its issuer', 'secondInspector'],
  ])('comes back from the higher level when the one who %s is recused, to be voted on anew', async (_, person) => {
    const claim = await another('referred', { facts: { 'forged-papers': 'yes' }, kind: 'lenient' });
    await decide('fourthInspector', await raise('sponsor', claim, person), true);
    expect(await decisionState(claim)).toBe('dropped');
    const back = await done<{ state: string; round: number }>(world.as('inspector').get(`/claims/${claim.id}`), 200);
    expect(back).toMatchObject({ state: 'deliberating', round: 2 });
    expect(await outcome('cityInspector', claim, 'approve-referral', { reason: '同意' })).toBe('state.act-not-open');
  });

  it('is neither made nor signed by a recused hand in the database', async () => {
    const claim = await another('proposed');
    await decide('fourthInspector', await raise('sponsor', claim, 'seventhInspector'), true);
    const signed = (person: PersonKey) =>
      attempt(
        `update claim_decision set version = version + 1, state = 'issued', issued_at = now(), issued_by = $2, issued_person = $3
         where id = $1`,
        [claim.decisionId, account(person), world.actor(person).personId],
      );
    const copied = (person: PersonKey) =>
      attempt(
        `insert into claim_decision select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(),
           'code', d.code || 'X', 'proposed_person', $2::uuid))).* from claim_decision d where id = $1`,
        [claim.decisionId, world.actor(person).personId],
      );
    expect([await signed('seventhInspector'), await copied('seventhInspector')]).toEqual(
      Array(2).fill('claim_recused'),
    );
    expect([await signed('eighthInspector'), await copied('eighthInspector')]).toEqual([
      'done',
      'claim_decision_open_once',
    ]);
  });

  it('a demand against an approver of the body above is decided there', async () => {
    const claim = await another('referred', { facts: { 'forged-papers': 'yes' }, kind: 'lenient' });
    const body = { accountId: account('cityInspector'), ground: 'relative', reason: '近亲属' };
    const raised = world.as('cityInspector').post(`/claims/${claim.id}/recusals`, body, { ifMatch: claim.version });
    const own = await done<Recusal>(raised, 201);
    expect((await decide('fourthInspector', own, true, 403)).code).toBe('recusal.wrong-decider');
    expect(await outcome('cityInspector', claim, 'send-back', { reason: '发回' })).toBe('claim.recused');
    expect(await decide('secondCityInspector', own, true)).toMatchObject({ state: 'upheld' });
    expect(await outcome('thirdCityInspector', claim, 'send-back', { reason: '发回重新合议' })).toBe('done');
  });

  const decisionState = async ({ decisionId }: WithDecision): Promise<string> => {
    const { rows } = await world.superuser.query<{ state: string }>('select state from claim_decision where id = $1', [
      decisionId,
    ]);
    return rows[0]!.state;
  };
});

describe('a ground that came up after the panel was formed', () => {
  it('is found by whoever names the person: it holds at once, and he leaves', async () => {
    const claim = await another('deliberating', { panel: ['sixthInspector', 'seventhInspector', 'eighthInspector'] });
    await transfer('eighthInspector', 'government');
    const found = await raise('sponsor', claim, 'eighthInspector');
    expect(found).toMatchObject({ origin: 'automatic', state: 'upheld', ground: { code: 'own-unit' } });
    expect(await outcome('eighthInspector', claim, 'opinions', opinion('exempt'))).toBe('claim.not-member');
    await transfer('eighthInspector', 'discipline');
  });
});

describe('two at once', () => {
  it('a decision on recusal and an act on the claim: one of the two meets another version', async () => {
    const claim = await another('voted');
    const demand = await raise('sponsor', claim, 'sixthInspector');
    const { version } = await fresh(world, 'secondInspector', claim);
    const sent = { ifMatch: version };
    const [first, second] = await Promise.all([
      world.as('thirdInspector').post(`/claims/${claim.id}/decision`, decision('exempt'), sent),
      world
        .as('sponsor')
        .post(`/claims/${claim.id}/recusals`, { ...WITNESS, accountId: account('fifthInspector') }, sent),
    ]);
    expect([first.status, second.status].sort()).toEqual([201, 412]);
    expect((await decide('fourthInspector', demand, false)).state).toBe('refused');
  });

  const WITNESS = { ground: 'witness', reason: '曾在现场' };
});
