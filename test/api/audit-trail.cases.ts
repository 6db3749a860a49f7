// The audit trail: every entry of the log once, newest first, with who did it, for the auditor's eyes.
import fc from 'fast-check';
import { reachOf } from '../../src/domain/permission';
import { CITY, COUNTY, NEIGHBOUR, openWorld, type World } from '../setup/world';
import { refused } from './identity-app';

interface Entry {
  position: number;
  receivedAt: string;
  kind: string;
  subject: string;
  unit: { id: string; name: string | null } | null;
  account: { id: string; name: string | null } | null;
  payloadKept: boolean;
  erased: { at: string; erasure: string } | null;
}
interface Page {
  items: Entry[];
  next: number | null;
}

const KINDS = ['pilot.registered', 'pilot.closed', 'pilot-note.kept', 'flaw.reported'];
const SUBJECTS = ['SD-1', 'SD-2', 'SD-3'];
const PEOPLE = ['sponsor', 'sponsorColleague', 'civilAffairs'] as const;
/** A day apart in China, on both sides of its midnight. */
const TIMES = [
  '2026-03-02T01:00:00.000Z',
  '2026-03-02T15:59:59.999Z',
  '2026-03-02T16:00:00.000Z',
  '2026-03-04T00:00:00.000Z',
];
const DAYS = ['2026-03-02', '2026-03-02', '2026-03-03', '2026-03-04'];

let world: World;
let all: Entry[];
beforeAll(async () => {
  world = await openWorld();
  let n = 0;
  for (const at of TIMES) {
    world.clock.step(at);
    for (let i = 0; i < 7; i++, n++) {
      const [kind, subject] = [KINDS[n % KINDS.length]!, SUBJECTS[n % SUBJECTS.length]!];
      await world.journal.write(world.actor(PEOPLE[n % PEOPLE.length]!), async tx => tx.record(kind, subject, { n }));
    }
  }
  await world.journal.write({ county: COUNTY, reach: reachOf(COUNTY) }, async tx =>
    tx.record('job.done', 'nightly', {}),
  );
  all = (await trail('limit=100')).items;
});
afterAll(() => world.close());

async function trail(query: string, county = COUNTY): Promise<Page> {
  const answer = await world.as('auditor').get(`/ledger/${county}/trail?${query}`);
  expect([query, answer.status]).toEqual([query, 200]);
  return answer.body as Page;
}

const positions = (page: Page) => page.items.map(entry => entry.position);

it('says of every entry when, what, which unit and who', () => {
  const rows = all;
  expect(rows.map(row => row.position)).toEqual(rows.map((_, at) => rows.length - 1 - at));
  expect(rows[0]).toEqual({
    position: rows.length - 1,
    receivedAt: TIMES[3],
    kind: 'job.done',
    subject: 'nightly',
    unit: null,
    account: null,
    payloadKept: true,
    erased: null,
  });
  expect(rows.find(row => row.kind === 'flaw.reported')).toMatchObject({
    unit: { id: expect.any(String), name: expect.stringMatching(/^(漩口镇人民政府|汶川县民政局)$/) },
    account: { id: expect.any(String), name: expect.stringMatching(/^测试-/) },
  });
  const first = rows[28]!;
  expect(first.account).toEqual({ id: world.actor('sponsor').accountId, name: '测试-sponsor' });
  expect(first.unit).toEqual({ id: world.organisation('township'), name: '漩口镇人民政府' });
});

it('comes in pages that together are the whole, whatever their size, while the log grows', async () => {
  for (const limit of [1, 4, 13, 100]) {
    const seen: Entry[] = [];
    let query = `limit=${limit}&from=${all[0]!.position}`;
    for (let page = await trail(query); ; page = await trail(query)) {
      expect(page.items.length).toBeLessThanOrEqual(limit);
      seen.push(...page.items);
      if (page.next === null) break;
      query = `limit=${limit}&from=${page.next}`;
      if (limit === 4)
        await world.journal.write(world.actor('auditor'), async tx => tx.record('note.kept', 'later', {}));
    }
    expect(seen).toEqual(all);
  }
});

it('narrows by what is asked for, and by all of it together', async () => {
  const last = all[0]!.position;
  const maybe = (values: readonly string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
  const units = ['township', 'civilAffairs'] as const;
  const actors = [...PEOPLE.map(who => world.actor(who).accountId), ...units.map(unit => world.organisation(unit))];
  const wishes = fc.record({
    kind: maybe([...KINDS, 'pilot', 'pilot-note', 'job', 'pil']),
    actor: maybe([...actors, actors[0]!.toUpperCase(), '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b']),
    subject: maybe([...SUBJECTS, 'SD', 'nightly']),
    since: maybe(DAYS),
    until: maybe([...DAYS, '2026-03-01']),
  });
  const dayOf = (entry: Entry) => DAYS[TIMES.indexOf(entry.receivedAt)]!;
  await fc.assert(
    fc.asyncProperty(wishes, async wish => {
      const { kind, actor, subject, since, until } = wish;
      const expected = all.filter(
        entry =>
          (kind === undefined || entry.kind === kind || entry.kind.split('.')[0] === kind) &&
          (actor === undefined || [entry.unit?.id, entry.account?.id].includes(actor.toLowerCase())) &&
          (subject === undefined || entry.subject === subject) &&
          (since === undefined || dayOf(entry) >= since) &&
          (until === undefined || dayOf(entry) <= until),
      );
      const set = Object.entries(wish).filter(([, value]) => value !== undefined) as [string, string][];
      const page = await trail(`${new URLSearchParams([...set, ['from', String(last)], ['limit', '100']]).toString()}`);
      expect([wish, positions(page)]).toEqual([wish, expected.map(entry => entry.position)]);
    }),
    { numRuns: 60 },
  );
});

it('says what was erased, by which order, and no longer who', async () => {
  const { position } = all.at(-5)!;
  const order = { position, legalDocument: '个人信息保护法', legalArticle: '第四十七条', reason: '本人申请删除' };
  const ordered = (await world.as('secadmin').post(`/ledger/${COUNTY}/erasures`, order).expect(201)).body;
  await world.as('sysadmin').post(`/erasures/${ordered.id}/execute`, {}, { ifMatch: ordered.version }).expect(200);
  const entry = (await trail(`from=${position}&limit=1`)).items[0]!;
  expect(entry).toEqual({
    ...all.at(-5)!,
    account: null,
    payloadKept: false,
    erased: { at: TIMES[3], erasure: ordered.code },
  });
});

it.each([
  'limit=0',
  'limit=101',
  'from=-1',
  'kind=Pilot',
  "kind=a'b",
  'actor=x',
  'since=2026-02-30',
  'until=x',
  'at=1',
])('refuses %s', async query => {
  refused(await world.as('auditor').get(`/ledger/${COUNTY}/trail?${query}`), 400, 'request.invalid');
});

it('is the auditor’s alone, and of his own county', async () => {
  const path = `/ledger/${COUNTY}/trail`;
  for (const other of ['sponsor', 'civilAffairs', 'inspector', 'leader', 'sysadmin', 'secadmin'] as const) {
    refused(await world.as(other).get(path), 403, 'access.forbidden');
  }
  refused(await world.as('neighbourAuditor').get(path), 404, 'ledger.not-found');
  refused(await world.as('auditor').get(`/ledger/${NEIGHBOUR}/trail`), 404, 'ledger.not-found');
  refused(await world.as('auditor').get(`/ledger/${CITY}/trail`), 404, 'ledger.not-found');
});
