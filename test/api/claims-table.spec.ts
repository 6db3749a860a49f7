// Role x state x act, every cell: who may do what to a claim in which state, and what everybody else is told. What is
// expected stands here in words of its own; it is not read off the code under test.
import '../setup/plain-papers';
import { openWorld, type PersonKey, type World } from '../setup/world';
import { CITY_PANEL, decision, ELEMENTS, PANEL, REVIEW_PANEL, seats, voted } from './claim-decided';
import { patched, putBack, taken, type Snapshot } from './claim-snapshots';
import { claimUpTo, heardBoth, move, type ClaimNow } from './claim-story';

const STATES = [
  'filed',
  'admitted',
  'not-admitted',
  'investigating',
  'suspended',
  'deliberating',
  'referred',
  'decided',
  'served',
  're-review',
  'upper-review',
  'closed',
  'withdrawn',
] as const;
type State = (typeof STATES)[number];

const ROLES = {
  claimant: 'sponsor',
  'another sponsor': 'otherSponsor',
  department: 'land',
  'discipline inspector': 'secondInspector',
  'recused inspector': 'sponsorAsInspector',
  'personnel inspector': 'personnel',
  'city inspector': 'cityInspector',
  'panel member': 'fifthInspector',
  'neighbour inspector': 'neighbourInspector',
  leader: 'leader',
  auditor: 'auditor',
  'system administrator': 'sysadmin',
} as const satisfies Record<string, PersonKey>;
type RoleName = keyof typeof ROLES;

const REASON = { reason: '依照程序办理' };
const CLEARING = { alleged: ['虚报公墓建设用地面积'], found: ['经实地测量，用地与批复一致'], scope: '全县各乡镇' };

interface ActRow {
  route?: string;
  body: object;
  done: 200 | 201;
  /** In whose hands, in the words of domain.md: the claimant's, either side's, the handling body's, the panel's, the higher body's. */
  hands: 'claimant' | 'side' | 'body' | 'panel' | 'above';
  open: string;
}

const ACTS: Record<string, ActRow> = {
  withdraw: { body: REASON, done: 200, hands: 'claimant', open: 'filed admitted investigating suspended' },
  admit: { body: REASON, done: 200, hands: 'body', open: 'filed' },
  'refuse-admission': { body: REASON, done: 200, hands: 'body', open: 'filed' },
  investigate: { body: {}, done: 200, hands: 'body', open: 'admitted' },
  state: {
    route: 'statements',
    body: { side: 'accuser', text: '维持原来的意见。', spokenBy: '纪检监察室主任' },
    done: 201,
    hands: 'side',
    open: 'admitted investigating re-review upper-review',
  },
  establish: {
    route: 'facts/remedied',
    body: { value: 'yes', reason: '现场核实' },
    done: 201,
    hands: 'body',
    open: 'investigating re-review upper-review',
  },
  judge: {
    route: 'questions/C13',
    body: { value: 'met', reason: '谈话核实' },
    done: 201,
    hands: 'body',
    open: 'investigating re-review upper-review',
  },
  extend: { body: REASON, done: 200, hands: 'body', open: 'investigating' },
  suspend: { body: { ...REASON, ground: 'expert-appraisal' }, done: 200, hands: 'body', open: 'investigating' },
  resume: { body: REASON, done: 200, hands: 'body', open: 'suspended' },
  'form-panel': {
    route: 'panel',
    body: {},
    done: 201,
    hands: 'body',
    open: 'investigating deliberating re-review upper-review',
  },
  deliberate: { body: REASON, done: 200, hands: 'body', open: 'investigating' },
  reopen: { body: REASON, done: 200, hands: 'panel', open: 'deliberating' },
  opine: {
    route: 'opinions',
    body: { elements: ELEMENTS, vote: 'exempt', reason: '依据核对结论' },
    done: 201,
    hands: 'panel',
    open: 'deliberating re-review upper-review',
  },
  propose: {
    route: 'decision',
    body: decision('exempt'),
    done: 201,
    hands: 'panel',
    open: 'deliberating re-review upper-review',
  },
  issue: { body: {}, done: 200, hands: 'body', open: 'deliberating re-review upper-review' },
  refer: { body: {}, done: 200, hands: 'body', open: 'deliberating re-review' },
  'approve-referral': { body: REASON, done: 200, hands: 'above', open: 'referred' },
  'send-back': { body: REASON, done: 200, hands: 'above', open: 'referred' },
  'send-back-review': { route: 'send-back', body: REASON, done: 200, hands: 'above', open: 'referred' },
  serve: { body: { how: '直接送达' }, done: 200, hands: 'body', open: 'decided' },
  'request-re-review': { body: REASON, done: 200, hands: 'claimant', open: 'served' },
  'request-upper-review': { body: REASON, done: 200, hands: 'claimant', open: 'served' },
  close: { body: REASON, done: 200, hands: 'body', open: 'served' },
  clear: { body: CLEARING, done: 201, hands: 'body', open: 'decided served closed' },
};

const OFFICERS: RoleName[] = ['claimant', 'another sponsor', 'department'];
const NO_HANDS: RoleName[] = ['leader', 'auditor', 'system administrator'];
const STRANGERS: RoleName[] = ['another sponsor', 'department', 'neighbour inspector'];

const FORBIDDEN = '403 access.forbidden';

/** What the act answers, by the rules of domain.md section 7: right of the role, sight of the claim, its state, its hands. */
function expected(role: RoleName, state: State, act: ActRow): string {
  const filing = act.hands === 'claimant' || act.hands === 'side';
  if (NO_HANDS.includes(role) || (OFFICERS.includes(role) && !filing)) return FORBIDDEN;
  if (STRANGERS.includes(role)) return '404 claim.not-found';
  if (!act.open.split(' ').includes(state)) return '409 state.act-not-open';
  return inHands(role, state, act) ?? String(act.done);
}

/** The upper review is the city's matter, everything before it the county's. */
const HANDLERS: Record<'county' | 'city', RoleName[]> = {
  county: ['discipline inspector', 'panel member'],
  city: ['city inspector', 'panel member'],
};

function inHands(role: RoleName, state: State, { hands }: ActRow): string | null {
  const city = state === 'upper-review';
  switch (hands) {
    case 'claimant':
      return role === 'claimant' ? null : '403 claim.not-claimant';
    case 'panel':
      return role === 'panel member' ? null : '403 claim.not-member';
    case 'above':
      return role === 'city inspector' ? null : '403 claim.not-higher';
    case 'side':
      // The words sent are the accuser's: not the claimant's to say. The county's discipline body is the accuser.
      if (role === 'claimant') return '403 claim.side-foreign';
      if (role === 'discipline inspector' && city) return null;
      if (role === 'recused inspector') return '403 claim.recused';
      break;
    case 'body':
      if (role === 'recused inspector' && !city) return '403 claim.recused';
  }
  return HANDLERS[city ? 'city' : 'county'].includes(role) ? null : '403 claim.not-handling';
}

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
async function run(state: State, acts: string[], snapshot: Snapshot): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const cells = acts.flatMap(act => (Object.keys(ROLES) as RoleName[]).map(role => ({ act, role })));
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

it.each(STATES)('%s: every role by every act', async state => {
  const own = Object.keys(ACTS).filter(act => snapshots.has(`${state}:${act}`));
  const found = await run(
    state,
    Object.keys(ACTS).filter(act => !own.includes(act)),
    snapshots.get(state)!,
  );
  for (const act of own) Object.assign(found, await run(state, [act], snapshots.get(`${state}:${act}`)!));
  const wanted = Object.keys(ACTS).flatMap(act =>
    (Object.keys(ROLES) as RoleName[]).map(role => [`${role}: ${act}`, expected(role, state, ACTS[act]!)]),
  );
  expect(found).toEqual(Object.fromEntries(wanted));
});
