// How the specs on the inbox look at it and act on it: each kind has one act, done over its own route by whoever it waits for.
import type { Test } from 'supertest';
import type { InboxKind, InboxSubject } from '../../src/domain/inbox/kinds';
import type { InboxItem, InboxView } from '../../src/inbox/inbox.dto';
import { COUNTY, type PersonKey, type World } from '../setup/world';
import { CITY_PANEL, decision, opinion, PANEL, REVIEW_PANEL, seats, type Vote } from './claim-decided';
import { CLEAN, done } from './flaw-story';

export const PEOPLE: PersonKey[] = [
  ...(['sponsor', 'sponsorColleague', 'otherSponsor', 'civilAffairs', 'land', 'inspector', 'secondInspector'] as const),
  ...([
    'thirdInspector',
    'fourthInspector',
    'sponsorAsInspector',
    'personnel',
    'governmentInspector',
    'leader',
  ] as const),
  ...(['sysadmin', 'secadmin', 'auditor', 'neighbourSponsor', 'neighbourInspector', 'neighbourDepartment'] as const),
  ...(['cityLeader', 'cityInspector'] as const),
];

export const inboxOf = (world: World, person: PersonKey, query = ''): Promise<InboxView> =>
  done<InboxView>(world.as(person).get(`/inbox${query}`), 200);

/** What was seen of one world as it stands now: a reader is asked once, however often a test comes back to him. */
interface Seen {
  writes: number;
  at: string;
  views: Map<PersonKey, Promise<InboxView>>;
}
const seenOf = new WeakMap<World, Seen>();

/** An inbox changes by writes, each a request that is no GET, and by time. Who writes past the routes says so: {@link lookAnew}. */
function viewOf(world: World, person: PersonKey): Promise<InboxView> {
  const seen = seenOf.get(world) ?? watched(world);
  const at = `${seen.writes} ${world.clock.now()}`;
  if (seen.at !== at) Object.assign(seen, { at, views: new Map() });
  const view = seen.views.get(person) ?? inboxOf(world, person);
  seen.views.set(person, view);
  return view;
}

function watched(world: World): Seen {
  const seen: Seen = { writes: 0, at: '', views: new Map() };
  seenOf.set(world, seen);
  world.app.getHttpServer().on('request', ({ method }: { method?: string }) => {
    if (method !== 'GET') seen.writes++;
  });
  return seen;
}

export function lookAnew(world: World): void {
  seenOf.get(world)?.views.clear();
}

/** The item of that kind on that subject; undefined: it does not wait for this person. */
export async function itemOf(
  world: World,
  person: PersonKey,
  { kind, subject }: { kind: InboxKind; subject: string },
): Promise<InboxItem | undefined> {
  const { items } = await viewOf(world, person);
  return items.find(item => item.kind === kind && item.subject.id === subject);
}

/** Those of a unit and of one beside it, of the departments, and an inspector. */
const UNITS: PersonKey[] = ['sponsor', 'sponsorColleague', 'otherSponsor', 'civilAffairs', 'land', 'inspector'];
/** Of the county's discipline body, one of them the sponsor himself; of the other office; of the line above the unit. */
const OFFICES: PersonKey[] = [
  ...(['sponsor', 'inspector', 'secondInspector', 'thirdInspector', 'fourthInspector'] as const),
  ...(['sponsorAsInspector', 'personnel', 'governmentInspector'] as const),
];
/** Who brought the matter, who is free, two who come to sit, one recused, the bodies beside and above; and the claimant. */
const BODIES: PersonKey[] = [
  ...(['sponsor', 'inspector', 'secondInspector', 'thirdInspector', 'fourthInspector'] as const),
  ...(['sponsorAsInspector', 'cityInspector'] as const),
];
const KEEPERS: PersonKey[] = ['inspector', 'secondInspector', 'leader', 'sysadmin', 'secadmin', 'auditor'];

/**
 * Of each sort of person one, for whom such an act waits or nearly does. What keeps all others away is no matter of the
 * kind but of roles, counties and offices: in each file everybody looks once at each sort of thing.
 */
function lookers(kind: InboxKind): readonly PersonKey[] {
  if (/^(rulebook|erasure|ledger)/.test(kind)) return KEEPERS;
  if (/^(exemption\.(opine|seal|return)|flaw\.(check|establish|judge))/.test(kind)) return OFFICES;
  return /^(claim|recusal|clearance|correction\.sign)/.test(kind) && !/file|request/.test(kind) ? BODIES : UNITS;
}

/** Everybody among those people for whom it waits. */
export async function holdersOf(
  world: World,
  wanted: { kind: InboxKind; subject: string },
  among = lookers(wanted.kind),
): Promise<PersonKey[]> {
  const items = await Promise.all(among.map(person => itemOf(world, person, wanted)));
  return among.filter((_, at) => items[at] !== undefined);
}

const DETAIL: Partial<Record<InboxSubject, (id: string) => string>> = {
  pilot: id => `/pilots/${id}`,
  pledge: id => `/pledges/${id}`,
  approval: id => `/approvals/${id}`,
  exemption: id => `/exemptions/${id}`,
  flaw: id => `/flaws/${id}`,
  claim: id => `/claims/${id}`,
  correction: id => `/corrections/${id}`,
  'rulebook-draft': id => `/rulebooks/drafts/${id}`,
};

interface Doing {
  world: World;
  person: PersonKey;
  item: InboxItem;
  /** Digest of a stored file. */
  evidence: string;
}

async function versionOf({ world, person, item }: Doing): Promise<number> {
  const { type, id } = item.subject;
  return (await done(world.as(person).get(DETAIL[type]!(id)), 200)).version;
}

/** On the item's own subject at its present version: `/claims/:id/serve`. */
const on =
  (act: string, body: (doing: Doing) => object = () => ({})) =>
  async (doing: Doing): Promise<Test[]> => {
    const { type, id } = doing.item.subject;
    const path = `${DETAIL[type]!(id)}/${act}`;
    return [doing.world.as(doing.person).post(path, body(doing), { ifMatch: await versionOf(doing) })];
  };

/** Once for each part, one after another at the version each finds. */
const each =
  (path: (id: string, part: string) => string, body: (part: string, doing: Doing) => object = () => ({})) =>
  async (doing: Doing): Promise<Test[]> => {
    const { world, person, item } = doing;
    const [part] = item.parts;
    const sending = { ifMatch: await versionOf(doing) };
    return [world.as(person).post(path(item.subject.id, part!), body(part!, doing), sending)];
  };

const REASON = { reason: '依照程序办理' };
const because = () => REASON;
const favourable = (fact: string) => ({
  value: CLEAN.find(([code]) => code === fact)?.[1] ?? 'no',
  reason: '现场核实',
});
const judged = (question: string) => ({ value: question.startsWith('R') ? 'unmet' : 'met', reason: '谈话与账目核实' });
const today = ({ world }: Doing) => world.clock.today();

async function recusal({ world, person, item }: Doing): Promise<Test[]> {
  const path = `/claims/${item.subject.id}/recusals`;
  const { recusals } = await done<{ recusals: { id: string; version: number }[] }>(world.as(person).get(path), 200);
  const { id, version } = recusals.find(one => one.id === item.parts[0])!;
  return [world.as(person).post(`/recusals/${id}/decide`, { upheld: false, ...REASON }, { ifMatch: version })];
}

async function clearance({ world, person, item }: Doing): Promise<Test[]> {
  const path = `/claims/${item.subject.id}/clearances`;
  const rows = await done<{ id: string; version: number }[]>(world.as(person).get(path), 200);
  const { id, version } = rows.find(one => one.id === item.parts[0])!;
  return [world.as(person).post(`/clearances/${id}/confirm`, REASON, { ifMatch: version })];
}

async function erasure({ world, person, item }: Doing): Promise<Test[]> {
  const rows = await done<{ id: string; version: number }[]>(world.as(person).get(`/ledger/${COUNTY}/erasures`), 200);
  const { id, version } = rows.find(one => one.id === item.subject.id)!;
  return [world.as(person).post(`/erasures/${id}/execute`, {}, { ifMatch: version })];
}

const plain = (path: (item: InboxItem) => string, body: (doing: Doing) => object) => async (doing: Doing) => [
  doing.world.as(doing.person).post(path(doing.item), body(doing)),
];

const OPENING = { alreadyHappened: 'no', inspectionOpen: 'no' };

/** Members of the stage's own panel: nobody sits twice. */
async function panel(doing: Doing): Promise<Test[]> {
  const { world, person, item } = doing;
  const path = `/claims/${item.subject.id}`;
  const { stage, version } = await done<{ stage: keyof typeof PANELS; version: number }>(
    world.as(person).get(path),
    200,
  );
  return [world.as(person).post(`${path}/panel`, seats(world, PANELS[stage]), { ifMatch: version })];
}
const PANELS = { first: PANEL, 're-review': REVIEW_PANEL, 'upper-review': CITY_PANEL };

/** `ledger.faults` asks to be read, and goes when a later run is well. */
export const ACTS: Record<Exclude<InboxKind, 'ledger.faults'>, (doing: Doing) => Promise<Test[]>> = {
  'pilot.register': on('register'),
  'pilot.start': on('start'),
  'pilot.close': on('close', () => ({ outcome: 'tested-not-adopted', ...REASON })),
  'amendment.record': on('amend/record'),
  'pledge.counter-sign': on('counter-sign'),
  'pledge.restate': on('restate', ({ item }) => ({
    ...{ what: `${item.subject.title}（更正）`, amountFen: 20_000_000 },
    ...{ tranches: [{ dueOn: '2026-12-01', amountFen: 20_000_000 }], ...REASON },
  })),
  'pledge.deliver': on('deliveries', doing => ({ on: today(doing), amountFen: 40_000_000 })),
  'delivery.confirm': each((id, part) => `/pledges/${id}/deliveries/${part}/confirm`),
  'revision.confirm': each((id, part) => `/pledges/${id}/revisions/${part}/confirm`),
  'approval.apply': on('apply'),
  'approval.resubmit': on('resubmit'),
  'approval.name-path': on('name-path', () => ({
    ...{ matter: '农用地转用审批', legalBasis: '土地管理法第四十四条', termWorkdays: 20, materials: ['用地申请'] },
  })),
  'approval.accept': on('accept'),
  'approval.answer-return': on('accept'),
  'approval.decide': on('grant'),
  'approval.resume': on('resume'),
  'exemption.file': on('file'),
  'exemption.refile': on('file'),
  'exemption.renew': on('renew', () => ({ opening: OPENING, period: { from: '2027-01-01', to: '2027-06-30' } })),
  'exemption.opine': on('opinion', () => ({ stance: 'for', text: '同意备案' })),
  'exemption.seal': on('seal', () => ({ warningsSeen: true, reason: '风险可控，期限明确' })),
  'exemption.return': on('return', () => ({ remarks: '试点已结束，退回' })),
  'safeguard.record': plain(
    ({ subject }) => `/exemptions/${subject.id}/safeguards`,
    ({ item }) => ({ code: item.parts[0], done: 'yes', reason: '有会议纪要原件' }),
  ),
  'flaw.answer': each((id, part) => `/flaws/${id}/facts/${part}`, favourable),
  'flaw.check': plain(
    ({ subject }) => `/flaws/${subject.id}/check`,
    () => ({}),
  ),
  'flaw.establish': each((id, part) => `/flaws/${id}/facts/${part}`, favourable),
  'flaw.judge': each((id, part) => `/flaws/${id}/questions/${part}`, judged),
  'claim.file': plain(
    ({ subject }) => `/accountability/${subject.id}/claims`,
    () => ({ statement: '系首次探索，用地手续已在审批途中，未谋取私利。', wish: 'exempt' }),
  ),
  'claim.admit': on('admit', because),
  'claim.investigate': on('investigate'),
  'claim.resume': on('resume', because),
  'claim.state': on('statements', ({ item }) => ({ side: item.parts[0], text: '开工在先、批复在后，事实清楚。' })),
  'claim.hear': on('statements', ({ item }) => ({ side: item.parts[0], text: '如实陈述经过。', spokenBy: '镇长' })),
  'claim.form-panel': panel,
  'claim.deliberate': on('deliberate', because),
  'claim.opine': on('opinions', () => opinion('exempt' satisfies Vote)),
  'claim.reopen': on('reopen', because),
  'claim.propose': on('decision', () => decision('exempt')),
  'claim.issue': on('issue'),
  'claim.refer': on('refer'),
  'claim.approve-referral': on('approve-referral', because),
  'claim.send-back': on('send-back', because),
  'claim.serve': on('serve', () => ({ how: '直接送达申请单位' })),
  'claim.request-re-review': on('request-re-review', because),
  'claim.request-upper-review': on('request-upper-review', because),
  'claim.close': on('close', because),
  'recusal.decide': recusal,
  'clearance.confirm': clearance,
  'correction.answer': on('answer', ({ evidence }) => ({ text: '已补办并公示', evidence: [evidence] })),
  'correction.sign-off': on('sign-off', because),
  'rulebook.release': on('release'),
  'erasure.execute': erasure,
};

/** Does what one item asks; each answer as [status, code]. */
export async function perform(doing: Doing): Promise<[number, string | undefined][]> {
  const act = ACTS[doing.item.kind as keyof typeof ACTS];
  const answers: [number, string | undefined][] = [];
  for (const sent of await act(doing)) {
    const { status, body } = (await sent) as { status: number; body: { code?: string; fields?: unknown } };
    answers.push([status, status < 300 ? undefined : `${body.code} ${JSON.stringify(body.fields ?? null)}`]);
  }
  return answers;
}

export async function stored(world: World, person: PersonKey = 'sponsor'): Promise<string> {
  const upload = world.as(person).post('/files').attach('file', Buffer.from('会议纪要'), 'minutes.txt');
  return (await done<{ sha256: string }>(upload, 201)).sha256;
}

export interface Turn {
  kind: Exclude<InboxKind, 'ledger.faults'>;
  subject: string;
  /** Exactly those for whom it waits, among them and whoever looks at that kind. */
  holders: PersonKey[];
  /** Of the holders, who does it; by default the first. */
  by?: PersonKey;
  /** For whom it still waits once that one has done it: where each does it for himself. */
  left?: PersonKey[];
  /** What the item says besides. */
  says?: Partial<InboxItem>;
}

/** It waits for exactly those people; one of them does it and is not refused; then it waits no more, for him and another. */
export async function turn(world: World, { kind, subject, holders, by = holders[0]!, left = [], says }: Turn) {
  const wanted = { kind, subject };
  const looking = inOrder([...lookers(kind), ...holders]);
  expect({ kind, holders: await holdersOf(world, wanted, looking) }).toEqual({ kind, holders: inOrder(holders) });
  const item = (await itemOf(world, by, wanted))!;
  if (says) expect(item).toMatchObject(says);
  const evidence = kind === 'correction.answer' ? await stored(world, by) : '';
  for (let now: InboxItem | undefined = item, times = 0; now && times <= 40; times++) {
    const answers = await perform({ world, person: by, item: now, evidence });
    for (const [status, code] of answers)
      expect({ kind, code, ok: status < 300 }).toEqual({ kind, code: undefined, ok: true });
    const next: InboxItem | undefined = await itemOf(world, by, wanted);
    if (next && now.parts.length > 0) expect(next.parts.length).toBeLessThan(now.parts.length);
    else expect({ kind, still: next }).toEqual({ kind, still: undefined });
    now = next;
  }
  const another = holders.filter(person => person !== by && !left.includes(person)).slice(0, 1);
  const still = await holdersOf(world, wanted, inOrder([by, ...left, ...another]));
  expect({ kind, left: still }).toEqual({ kind, left: inOrder(left) });
}

const inOrder = (people: readonly PersonKey[]) => PEOPLE.filter(person => people.includes(person));
