// Role x state x act, played: each cell of claim-act-rows meets a claim that stands as the state demands.
import '../setup/plain-papers';
import { openWorld, type PersonKey, type World } from '../setup/world';
import {
  ACTS,
  cellsOf,
  expected,
  OUTSIDERS,
  REASON,
  ROLE_NAMES,
  ROLES,
  STATES,
  WHOLE,
  type Cell,
  type RoleName,
  type State,
} from './claim-act-rows';
import { CITY_PANEL, decision, PANEL, REVIEW_PANEL, seats, voted } from './claim-decided';
import { patched, putBack, taken, type Snapshot } from './claim-snapshots';
import { claimUpTo, heardBoth, move, type ClaimNow } from './claim-story';

let world: World;
let claim: ClaimNow;
/** One a state; `state:act` where the act needs something else to have gone before. */
const snapshots = new Map<string, Snapshot>();
const subject = () => ({ claimId: claim.id, flawId: claim.flawId });

async function keep(name: string): Promise<Snapshot> {
  const snapshot = await taken(world, subject());
  snapshots.set(name, snapshot);
  return snapshot;
}

const REFERRED = () => ({
  state: 'referred',
  referral_grounds: ['forged-papers'],
  referred_by: world.actor('secondInspector').accountId,
  referred_person: world.actor('secondInspector').personId,
  referred_at: '2026-06-09T01:00:00+00:00',
});

/** Panel formed, votes cast, decision proposed, in one stage; what `refer` needs is patched in. */
async function deliberated(state: 'deliberating' | 're-review' | 'upper-review', panel: PersonKey[]): Promise<void> {
  const seated = await keep(`${state}:opine`);
  snapshots.set(`${state}:form-panel`, seated);
  claim = await voted(world, claim, { panel });
  await keep(`${state}:propose`);
  claim = await move(world, panel[0]!, claim, { act: 'decision', body: decision('exempt'), status: 201 });
  const proposed = await keep(state);
  snapshots.set(`${state}:refer`, patched(proposed, {}, { referral_grounds: ['forged-papers'] }));
}

const step = async (person: PersonKey, act: string, body: object = REASON, status = 200) => {
  claim = await move(world, person, claim, { act, body, status });
};

beforeAll(async () => {
  world = await openWorld();
  ({ claim } = await claimUpTo(world, 'filed'));
  const filed = await keep('filed');
  for (const state of ['not-admitted', 'withdrawn']) snapshots.set(state, patched(filed, { state }));
  await step('inspector', 'admit');
  await keep('admitted');
  await step('inspector', 'investigate', {});
  claim = await heardBoth(world, claim);
  await step('inspector', 'panel', seats(world, PANEL), 201);
  snapshots.set('suspended', patched(await keep('investigating'), { state: 'suspended' }));
  await step('inspector', 'deliberate');
  await deliberated('deliberating', PANEL);
  snapshots.set('referred', patched(snapshots.get('deliberating')!, { state: 'referred' }, REFERRED()));
  await step('fourthInspector', 'issue', {});
  await keep('decided');
  await step('inspector', 'serve', { how: '直接送达' });
  const served = await keep('served');
  snapshots.set('served:close', patched(served, { served_on: '2026-04-30' }));
  snapshots.set('closed', patched(served, { state: 'closed' }));
  await reviewed();
}, 60_000);
afterAll(() => world.close());

/** The re-review by others of the county, the upper review by the city. */
async function reviewed(): Promise<void> {
  const said = { side: 'accuser', text: '维持原来的意见。', spokenBy: '纪检监察室主任' };
  await step('sponsor', 'request-re-review');
  await step('secondInspector', 'statements', said, 201);
  await step('secondInspector', 'panel', seats(world, REVIEW_PANEL), 201);
  await deliberated('re-review', REVIEW_PANEL);
  snapshots.set('referred:send-back-review', patched(snapshots.get('re-review')!, { state: 'referred' }, REFERRED()));
  await step('seventhInspector', 'issue', {});
  await step('secondInspector', 'serve', { how: '直接送达' });
  await keep('served:request-upper-review');
  await step('sponsor', 'request-upper-review');
  await step('cityInspector', 'statements', said, 201);
  await step(
    'cityInspector',
    'panel',
    seats(world, CITY_PANEL.filter(one => one !== 'cityInspector').concat('fourthCityInspector')),
    201,
  );
  await deliberated('upper-review', ['secondCityInspector', 'thirdCityInspector', 'fourthCityInspector']);
}

/** Of the state's panel, a member who did not propose. */
const MEMBERS: Partial<Record<State, PersonKey>> = {
  're-review': 'eighthInspector',
  'upper-review': 'fourthCityInspector',
};

const personOf = (role: RoleName, state: State): PersonKey =>
  (role === 'panel member' ? MEMBERS[state] : undefined) ?? ROLES[role];

function bodyOf(act: string, state: State): object {
  if (act !== 'form-panel') return ACTS[act]!.body;
  const city: PersonKey[] = ['secondCityInspector', 'thirdCityInspector', 'fourthCityInspector'];
  return seats(world, state === 'upper-review' ? city : state === 're-review' ? REVIEW_PANEL : PANEL);
}

async function cell(role: RoleName, state: State, act: string): Promise<string> {
  const { version } = snapshots.get(snapshots.has(`${state}:${act}`) ? `${state}:${act}` : state)!.claim![0]!;
  const path = `/claims/${claim.id}/${ACTS[act]!.route ?? act}`;
  // Thousands of requests: over connections kept alive, with the hands' own address and token.
  const { url, header } = world.as(personOf(role, state)).get(path) as unknown as { url: string; header: object };
  const headers = { ...header, 'Content-Type': 'application/json', 'If-Match': `"${String(version)}"` };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(bodyOf(act, state)) });
  const { code } = (await answer.json()) as { code?: string };
  return answer.ok ? String(answer.status) : `${answer.status} ${code}`;
}

/** Cells of one snapshot: refusals change nothing and run side by side, each success meets the snapshot put back. */
async function run(state: State, cells: Cell[], snapshot: Snapshot): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const refused = cells.filter(({ act, role }) => expected(role, state, ACTS[act]!).length > 3);
  await putBack(world, subject(), snapshot);
  while (refused.length > 0) {
    const answers = refused.splice(0, 8).map(async ({ act, role }) => {
      found[`${role}: ${act}`] = await cell(role, state, act);
    });
    await Promise.all(answers);
  }
  expect(await taken(world, subject())).toEqual(snapshot);
  for (const { act, role } of cells.filter(({ act: one, role: by }) => expected(by, state, ACTS[one]!).length === 3)) {
    found[`${role}: ${act}`] = await cell(role, state, act);
    await putBack(world, subject(), snapshot);
  }
  return found;
}

it.each(STATES)('%s: every act by every role that can tell the state', async state => {
  const wanted = cellsOf(state);
  const own = Object.keys(ACTS).filter(act => snapshots.has(`${state}:${act}`));
  const found = await run(
    state,
    wanted.filter(({ act }) => !own.includes(act)),
    snapshots.get(state)!,
  );
  for (const one of own) {
    const cells = wanted.filter(({ act }) => act === one);
    Object.assign(found, await run(state, cells, snapshots.get(`${state}:${one}`)!));
  }
  expect(found).toEqual(
    Object.fromEntries(wanted.map(({ role, act }) => [`${role}: ${act}`, expected(role, state, ACTS[act]!)])),
  );
});

it('sends every role through every act, and every role but those without a right or sight through every state', () => {
  const cells = STATES.flatMap(state => cellsOf(state).map(cell => ({ state, ...cell })));
  const pairs = (name: 'act' | 'state') => new Set(cells.map(cell => `${cell.role}: ${cell[name]}`)).size;
  expect([pairs('act'), pairs('state')]).toEqual([
    ROLE_NAMES.length * Object.keys(ACTS).length,
    (ROLE_NAMES.length - OUTSIDERS.length) * STATES.length + OUTSIDERS.length * WHOLE.length,
  ]);
});
