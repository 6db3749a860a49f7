// No claim is decided without a quorum, and nobody recused acts: not through the application's own rights on the tables.
import fc from 'fast-check';
import { Client } from 'pg';
import type { DecisionKind } from '../../src/domain/claim/claim';
import { newId } from '../../src/platform/ids';
import { claimAt, type WithDecision } from '../api/claim-decided';
import { openWorld, COUNTY, type World } from '../setup/world';

let world: World;
let app: Client;
let open: WithDecision;
let proposal: WithDecision;
let finding: string;
beforeAll(async () => {
  world = await openWorld();
  const story = await claimAt(world, 'deliberating');
  open = story.claim;
  proposal = (await claimAt(world, 'proposed', { story })).claim;
  const { rows } = await world.superuser.query<{ id: string }>('select id from finding where flaw_id = $1', [
    story.flaw.id,
  ]);
  finding = rows[0]!.id;
  app = new Client({ connectionString: world.database.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await world.close();
});

const NOW = '2026-06-09T02:00:00.000Z';
const ELEMENTS = { motive: '无', conditions: '无', procedure: '无', gravity: '无', consequences: '无', remedy: '无' };
const DIGESTS = ['a'.repeat(64), 'b'.repeat(64)] as const;

async function insert(table: string, row: Record<string, unknown>): Promise<unknown> {
  const full: Record<string, unknown> = { county: COUNTY, id: newId(), ...row };
  const names = Object.keys(full);
  const holes = names.map((_, at) => `$${at + 1}`).join(', ');
  return app.query(`insert into ${table} (${names.join(', ')}) values (${holes})`, Object.values(full));
}

const opinionRow = (claim: string, vote: DecisionKind, over: object) => ({
  claim_id: claim,
  stage: 'first',
  round: 1,
  elements: ELEMENTS,
  vote,
  reason: '依据事实',
  finding_id: finding,
  state_sha256: DIGESTS[0],
  state_parts: {},
  actor_id: newId(),
  person_id: newId(),
  unit_id: newId(),
  recorded_at: NOW,
  ...over,
});

const memberRow = (claim: string, person: string, chair: boolean) => ({
  claim_id: claim,
  stage: 'first',
  account_id: newId(),
  person_id: person,
  unit_id: newId(),
  chair,
  appointed_by: newId(),
  appointed_at: NOW,
});

const recusalRow = (claim: string, person: string, over: object = {}) => ({
  claim_id: claim,
  account_id: newId(),
  person_id: person,
  origin: 'declared',
  ground: 'relative',
  reason: '系近亲属',
  state: 'pending',
  raised_by: newId(),
  raised_person: person,
  recorded_at: NOW,
  ...over,
});

const decisionRow = (claim: string, kind: DecisionKind, over: object) => ({
  code: `RD-${newId()}`,
  claim_id: claim,
  stage: 'first',
  round: 1,
  state: 'issued',
  kind,
  reason: '合议组多数意见，事实清楚',
  rule: {},
  finding_id: finding,
  state_sha256: DIGESTS[0],
  state_parts: {},
  referral_grounds: [],
  proposed_by: newId(),
  proposed_person: newId(),
  proposed_at: NOW,
  issued_by: newId(),
  issued_person: newId(),
  issued_at: NOW,
  recorded_at: NOW,
  ...over,
});

/** Statements within one transaction that is always rolled back; answers the constraint that stops them at commit. */
async function within(work: () => Promise<void>): Promise<string> {
  await app.query(`begin; select set_config('app.region', '${COUNTY}', true)`);
  try {
    await work();
    await app.query('set constraints all immediate');
    return 'open';
  } catch (error) {
    const { constraint, code } = error as { constraint?: string; code?: string };
    if (constraint === undefined && code === undefined) throw error;
    return constraint ?? `error ${code}`;
  } finally {
    await app.query('rollback');
  }
}

const PERSONS = Array.from({ length: 6 }, () => newId());
const decide = (id: string, decision: string) =>
  app.query(
    `update claim set state = 'decided', decision_id = $2, version = version + 1 where id = $1 and state = 'deliberating'`,
    [id, decision],
  );
/** The panel the story formed makes room for the one of the test. */
const clearPanel = (id: string) =>
  app.query(`update claim_member set left_at = $2, left_reason = '更换', version = version + 1 where claim_id = $1`, [
    id,
    NOW,
  ]);

type Statement =
  | { kind: 'sit' | 'leave' | 'recuse'; person: number }
  | { kind: 'vote'; person: number; vote: DecisionKind; digest: 0 | 1; round: 1 | 2 }
  | { kind: 'issue'; vote: DecisionKind; digest: 0 | 1; round: 1 | 2 }
  | { kind: 'round' }
  | { kind: 'decide' };

async function apply(statement: Statement, issued: string[]): Promise<void> {
  const id = open.id;
  switch (statement.kind) {
    case 'sit':
      await insert('claim_member', memberRow(id, PERSONS[statement.person]!, statement.person === 0));
      return;
    case 'leave':
      await app.query(
        `update claim_member set left_at = $3, left_reason = '调离', version = version + 1
         where claim_id = $1 and person_id = $2 and left_at is null`,
        [id, PERSONS[statement.person], NOW],
      );
      return;
    case 'recuse':
      await insert('claim_recusal', recusalRow(id, PERSONS[statement.person]!));
      return;
    case 'vote': {
      const { person, vote, digest, round } = statement;
      await insert(
        'claim_opinion',
        opinionRow(id, vote, { person_id: PERSONS[person], state_sha256: DIGESTS[digest], round }),
      );
      return;
    }
    case 'issue': {
      const { vote, digest, round } = statement;
      const decision = newId();
      await insert('claim_decision', decisionRow(id, vote, { id: decision, state_sha256: DIGESTS[digest], round }));
      issued.push(decision);
      return;
    }
    case 'round':
      await app.query('update claim set round = round + 1, version = version + 1 where id = $1', [id]);
      return;
    case 'decide':
      await decide(id, issued.at(-1) ?? newId());
  }
}

/** Counted anew in the test: an odd panel of three at least, more than half of it for this kind on this state. */
async function hasQuorum(): Promise<boolean> {
  const { rows: claims } = await app.query('select * from claim where id = $1', [open.id]);
  const [claim] = claims as { round: number; decision_id: string }[];
  const { rows: decisions } = await app.query('select * from claim_decision where id = $1', [claim!.decision_id]);
  const [decision] = decisions as { kind: string; round: number; state: string; state_sha256: string }[];
  const { rows: recused } = await app.query('select person_id from claim_recusal where claim_id = $1', [open.id]);
  const gone = new Set(recused.map(row => (row as { person_id: string }).person_id));
  const { rows: sitting } = await app.query(
    'select person_id from claim_member where claim_id = $1 and left_at is null',
    [open.id],
  );
  const seats = sitting.map(row => (row as { person_id: string }).person_id).filter(person => !gone.has(person));
  const { rows: opinions } = await app.query('select * from claim_opinion where claim_id = $1', [open.id]);
  const forIt = (opinions as { person_id: string; vote: string; round: number; state_sha256: string }[]).filter(
    one =>
      seats.includes(one.person_id) &&
      one.round === claim!.round &&
      one.vote === decision?.kind &&
      one.state_sha256 === decision.state_sha256,
  );
  const stands = decision?.state === 'issued' && decision.round === claim!.round;
  return stands && seats.length >= 3 && seats.length % 2 === 1 && forIt.length * 2 > seats.length;
}

// Weighted towards agreement, so that decided is reached often enough to mean something.
const person = fc.constantFrom(0, 0, 1, 1, 2, 2, 3, 4, 5);
const vote = fc.constantFrom<DecisionKind>('exempt', 'exempt', 'exempt', 'refused');
const digest = fc.constantFrom<0 | 1>(0, 0, 0, 0, 0, 0, 1);
const round = fc.constantFrom<1 | 2>(1, 1, 1, 1, 1, 1, 2);
const statement: fc.Arbitrary<Statement> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('sit' as const), person }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('leave' as const, 'recuse' as const), person }) },
  { weight: 9, arbitrary: fc.record({ kind: fc.constant('vote' as const), person, vote, digest, round }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('issue' as const), vote, digest, round }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'round' as const }) },
);
const LAWFUL: Statement[] = [
  ...[0, 1, 2].map((one): Statement => ({ kind: 'sit', person: one })),
  ...[0, 1, 2].map((one): Statement => ({ kind: 'vote', person: one, vote: 'exempt', digest: 0, round: 1 })),
  { kind: 'issue', vote: 'exempt', digest: 0, round: 1 },
];
// Most of a lawful course in its order, with anything at all in between.
const sequence = fc
  .tuple(fc.subarray(LAWFUL, { minLength: 4 }), fc.array(fc.tuple(fc.nat(7), statement), { maxLength: 6 }))
  .map(([course, between]): Statement[] => {
    const all = [...course];
    for (const [at, one] of between) all.splice(at, 0, one);
    return [...all, { kind: 'decide' }];
  });

it('no sequence of statements of the app role reaches decided without a quorum of unrecused members', async () => {
  let [reached, stopped] = [0, 0];
  await fc.assert(
    fc.asyncProperty(sequence, async statements => {
      const outcome = await within(async () => {
        await clearPanel(open.id);
        const issued: string[] = [];
        for (const [at, one] of statements.entries()) {
          await app.query(`savepoint s${at}`);
          try {
            await apply(one, issued);
          } catch (error) {
            if ((error as { code?: string }).code === undefined) throw error;
            await app.query(`rollback to savepoint s${at}`);
          }
        }
        const { rows } = await app.query<{ state: string }>('select state from claim where id = $1', [open.id]);
        if (rows[0]!.state !== 'decided') return;
        const quorum = await hasQuorum();
        await app.query('savepoint asked');
        const allowed = await app.query('set constraints all immediate').then(
          () => true,
          () => false,
        );
        if (!allowed) await app.query('rollback to savepoint asked');
        if (allowed) reached += 1;
        else stopped += 1;
        expect(allowed).toBe(quorum);
        if (!allowed) await app.query('set constraints all immediate').catch(() => undefined);
      });
      expect(outcome).toMatch(/^(open|claim_quorum|error 25P02)$/);
    }),
    { numRuns: 250 },
  );
  expect(reached).toBeGreaterThan(5);
  expect(stopped).toBeGreaterThan(20);
});

describe('stops by name', () => {
  const [p0, p1, p2] = PERSONS as [string, string, string];
  const seated = async () => {
    await clearPanel(open.id);
    for (const [at, one] of [p0, p1, p2].entries()) await insert('claim_member', memberRow(open.id, one, at === 0));
  };
  const votedFor = async (persons: string[], over: object = {}) => {
    for (const one of persons)
      await insert('claim_opinion', opinionRow(open.id, 'exempt', { person_id: one, ...over }));
  };
  const issue = async (over: object = {}) => {
    const decision = newId();
    await insert('claim_decision', decisionRow(open.id, 'exempt', { id: decision, ...over }));
    await decide(open.id, decision);
  };

  test.each<[string, () => Promise<void>, string]>([
    [
      'nothing where all is in order',
      async () => void (await seated(), await votedFor([p0, p1]), await issue()),
      'open',
    ],
    ['a decision nobody voted for', async () => void (await seated(), await issue()), 'claim_quorum'],
    [
      'one that a minority voted for',
      async () => void (await seated(), await votedFor([p0]), await issue()),
      'claim_quorum',
    ],
    [
      'one voted for on another state',
      async () => void (await seated(), await votedFor([p0, p1], { state_sha256: DIGESTS[1] }), await issue()),
      'claim_quorum',
    ],
    [
      'one whose voter was recused after the vote',
      async () =>
        void (
          await seated(),
          await votedFor([p0, p1]),
          await insert('claim_recusal', recusalRow(open.id, p1)),
          await issue()
        ),
      'claim_quorum',
    ],
    [
      'one that is only proposed',
      async () =>
        void (
          await seated(),
          await votedFor([p0, p1]),
          await issue({ state: 'proposed', issued_by: null, issued_person: null, issued_at: null }),
          await app.query(`update claim_decision set state = 'dropped', version = version + 1 where claim_id = $1`, [
            open.id,
          ])
        ),
      'claim_quorum',
    ],
    [
      'a vote of a stranger to the panel',
      async () => void (await seated(), await votedFor([PERSONS[5]!])),
      'claim_opinion_member',
    ],
    ['a second vote in a round', async () => void (await seated(), await votedFor([p0, p0])), 'claim_opinion_once'],
    [
      'the vote of a recused member',
      async () => void (await seated(), await insert('claim_recusal', recusalRow(open.id, p0)), await votedFor([p0])),
      'claim_recused',
    ],
    [
      'a seat for a recused person',
      async () =>
        void (
          await clearPanel(open.id),
          await insert('claim_recusal', recusalRow(open.id, p0)),
          await insert('claim_member', memberRow(open.id, p0, true))
        ),
      'claim_recused',
    ],
    [
      'a person with two seats',
      async () => void (await seated(), await insert('claim_member', memberRow(open.id, p1, false))),
      'claim_member_once',
    ],
    [
      'a second chair',
      async () => void (await seated(), await insert('claim_member', memberRow(open.id, PERSONS[4]!, true))),
      'claim_member_one_chair',
    ],
    [
      'the same person proposing and issuing',
      async () =>
        void (await seated(), await votedFor([p0, p1]), await issue({ proposed_person: p0, issued_person: p0 })),
      'claim_decision_two_persons',
    ],
    [
      'a referral nobody approved',
      async () => void (await seated(), await votedFor([p0, p1]), await issue({ referral_grounds: ['loss-over-cap'] })),
      'claim_decision_approved',
    ],
    [
      'a decision in force exchanged for one without votes',
      async () => {
        await seated();
        await votedFor([p0, p1]);
        await issue();
        await app.query('set constraints all immediate');
        await app.query('set constraints all deferred');
        await app.query('update claim set decision_id = $2, version = version + 1 where id = $1', [open.id, newId()]);
      },
      'claim_quorum',
    ],
    [
      'a proposal that says something else afterwards',
      async () =>
        void (await app.query(`update claim_decision set kind = 'refused', version = version + 1 where claim_id = $1`, [
          proposal.id,
        ])),
      'claim_decision_frozen',
    ],
    [
      'a proposal whose validity is moved',
      async () =>
        void (await app.query(
          `update claim_decision set valid_through = '2030-01-01', version = version + 1 where claim_id = $1`,
          [proposal.id],
        )),
      'claim_decision_frozen',
    ],
    [
      'an opinion that is changed',
      async () =>
        void (await app.query(`update claim_opinion set vote = 'refused' where claim_id = $1`, [proposal.id])),
      'error 42501',
    ],
    [
      'a claim that jumps over deliberation',
      async () =>
        void (await app.query(`update claim set state = 'served', version = version + 1 where id = $1`, [open.id])),
      'claim_moves',
    ],
  ])('%s', async (_, work, expected) => {
    expect(await within(work)).toBe(expected);
  });
});
