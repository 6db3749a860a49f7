// What holds of every decision: it is pinned to what the log says, and of two who act on it at once one wins.
import '../setup/plain-papers';
import { createHash } from 'node:crypto';
import { canonicalBytes } from '../../src/domain/canonical';
import { stateSha256, type StateParts } from '../../src/domain/claim/decision';
import type { PersonKey, World } from '../setup/world';
import {
  answered,
  claimAt,
  decision,
  fresh,
  issued,
  ISSUER,
  onLedger,
  opinion,
  PANEL,
  seats,
  type LateState,
} from './claim-decided';
import { keptClaim } from './claim-kept';
import { claimUpTo, type ClaimNow } from './claim-story';
import { openFiled } from './filed-world';
import type { Story } from './flaw-story';

let world: World;
let story: Story;
beforeAll(async () => {
  ({ world, story } = await openFiled());
});
afterAll(() => world.close());

const send = (person: PersonKey, claim: ClaimNow, act: string, body: object = {}) =>
  answered(world.as(person).post(`/claims/${claim.id}/${act}`, body, { ifMatch: claim.version }));
const at = (state: LateState, options: object = {}) => keptClaim(world, state, { story, ...options });
const another = (state: LateState, options: object = {}) => claimAt(world, state, { story, ...options });

it('pins every decision to the digest the log has, and the log says nothing but codes, digests and counts', async () => {
  const { claim } = await another('served', { votes: ['exempt', 'exempt', 'lenient'] });
  await another('proposed');
  await another('referred', { report: { lossFen: 20_000_001 }, kind: 'refused' });
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const { rows } = await world.superuser.query<Pinned>(
    `select d.*, d.valid_through::text as valid_through, c.code as claim_code, f.document, f.document_sha256, f.facts_sha256 from claim_decision d
     join claim c on c.id = d.claim_id join finding f on f.id = d.finding_id`,
  );
  expect(rows).toHaveLength(3);
  for (const row of rows) {
    const entries = (await onLedger(world, row.claim_code)).filter(({ payload }) => payload.decision === row.code);
    const pinned = entries.filter(({ kind }) => kind === 'claim.proposed' || kind === 'claim.decided');
    expect(pinned.length).toBe(row.state === 'issued' ? 2 : 1);
    expect(new Set(pinned.map(({ payload }) => payload.stateSha256))).toEqual(new Set([row.state_sha256]));
    expect(stateSha256(row.state_parts, sha256)).toBe(row.state_sha256);
    expect(row.state_parts.finding).toBe(sha256(Buffer.from(row.document)));
    expect(row.state_parts.facts).toBe(row.facts_sha256);
    const { id, kind, reason, departure_reason, valid_through, referral_grounds } = row;
    const content = canonicalBytes({ id, kind, reason, departure_reason, valid_through, referral_grounds });
    expect(pinned[0]!.payload.contentSha256).toBe(sha256(content));
  }
  const entries = await onLedger(world, claim.code);
  expect(entries.find(({ kind }) => kind === 'claim.decided')).toMatchObject({
    payload: { tally: { seats: 3, voted: 3, dissent: 1 } },
  });
  expect(JSON.stringify(entries)).not.toMatch(/\p{Script=Han}/u);
});

interface Pinned extends Record<string, unknown> {
  code: string;
  claim_code: string;
  state: string;
  state_sha256: string;
  state_parts: StateParts;
  document: string;
}

describe('two at once', () => {
  const race = async (claim: ClaimNow, both: [PersonKey, string, object?][]) => {
    const answers = await Promise.all(both.map(([person, act, body]) => send(person, claim, act, body)));
    return answers.sort();
  };
  // The later one finds another version (412) or another state (409).
  const LOST = /^412 version\.stale$|^409 /;

  test.each<[string, LateState | 'filed' | 'heard', [PersonKey, string, object?][]]>([
    [
      'two inspectors admit',
      'filed',
      [
        ['inspector', 'admit', { reason: '材料齐全' }],
        ['secondInspector', 'refuse-admission', { reason: '材料不全' }],
      ],
    ],
    [
      'two members vote',
      'deliberating',
      [
        [PANEL[0]!, 'opinions', opinion('exempt')],
        [PANEL[1]!, 'opinions', opinion('refused')],
      ],
    ],
    [
      'one member votes twice',
      'deliberating',
      [
        [PANEL[0]!, 'opinions', opinion('exempt')],
        [PANEL[0]!, 'opinions', opinion('refused')],
      ],
    ],
    [
      'two members propose',
      'voted',
      [
        [PANEL[0]!, 'decision', decision('exempt')],
        [PANEL[1]!, 'decision', decision('exempt')],
      ],
    ],
    [
      'two inspectors issue',
      'proposed',
      [
        [ISSUER, 'issue'],
        ['sixthInspector', 'issue'],
      ],
    ],
    [
      'one issues while another reopens',
      'proposed',
      [
        [ISSUER, 'issue'],
        [PANEL[1]!, 'reopen', { reason: '尚有疑问' }],
      ],
    ],
    [
      'two inspectors form panels',
      'heard',
      [
        ['inspector', 'panel', seats0()],
        ['secondInspector', 'panel', seats0()],
      ],
    ],
  ])('%s: exactly one wins, the other is told what changed', async (_, state, both) => {
    const { claim } =
      state === 'filed' || state === 'heard' ? await claimUpTo(world, state, { story }) : await at(state);
    const [won, lost] = await race(
      claim,
      both.map(([person, act, body]) => [person, act, bodyOf(body)]),
    );
    expect([won, lost]).toEqual([expect.stringMatching(/^20[01]$/), expect.stringMatching(LOST)]);
    expect((await fresh(world, 'inspector', claim)).version).toBe(claim.version + 1);
  });

  it('says which version was sent and which one stands', async () => {
    const { claim } = await at('proposed');
    await issued(world, claim);
    const late = await world.as('sixthInspector').post(`/claims/${claim.id}/issue`, {}, { ifMatch: claim.version });
    expect(late.status).toBe(412);
    expect(late.body.detail.en).toContain(`version ${claim.version}, it is now version ${claim.version + 1}`);
  });

  /** Accounts exist only once the world is open: tables of cases stand before that. */
  function seats0() {
    return { seats: PANEL };
  }
  function bodyOf(body?: object) {
    return body && 'seats' in body ? seats(world, PANEL) : body;
  }
});

test.each<[string, LateState, string, () => object]>([
  ['a panel', 'voted', 'panel', () => seats(world, PANEL)],
  ['an opinion', 'deliberating', 'opinions', () => opinion('exempt')],
  ['a proposal', 'voted', 'decision', () => decision('exempt')],
])('%s sent twice under one key is entered once', async (_, state, act, body) => {
  const votes = act === 'panel' ? { votes: ['exempt', 'lenient', 'refused'] } : {};
  const { claim } = await at(state, votes);
  const path = `/claims/${claim.id}/${act}`;
  const sending = { ifMatch: claim.version, key: `${act}-${claim.id}` };
  const person = act === 'panel' ? 'inspector' : PANEL[0]!;
  const first = await world.as(person).post(path, body(), sending);
  const second = await world.as(person).post(path, body(), sending);
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body).toEqual(first.body);
  expect((await fresh(world, 'inspector', claim)).version).toBe(claim.version + 1);
});
