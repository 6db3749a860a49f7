// The impact preview: what it lists is what a check would really say, nobody sees another county's findings through it,
// it writes nothing, and it stops when nobody listens.
import type { Response } from 'superagent';
import { request, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Facts } from '../../src/domain/check/facts';
import { check } from '../../src/domain/check/check';
import { impact } from '../../src/domain/check/impact';
import type { Finding } from '../../src/domain/check/finding';
import type { Rulebook } from '../../src/domain/check/rulebook';
import { PreviewsRepository } from '../../src/flaws/previews.repository';
import { PreviewsService } from '../../src/flaws/previews.service';
import type { PreviewLine } from '../../src/flaws/previews.dto';
import { loadRulebooks } from '../../src/platform/rulebook-files';
import { runningPilot, PILOT_BODY } from '../setup/stories';
import { COUNTY, NEIGHBOUR, openWorld, type PersonKey, type World } from '../setup/world';
import { answer, CLEAN, done, REPORT, storyUpToTheAct, type Now } from './flaw-story';

const current = loadRulebooks().rulebooks.find(
  ({ rulebook: { code, version } }) => `${code}@${version}` === 'WC-513221@2',
)!.rulebook;
const TODAY = '2026-06-09';
const draftOf = (changes: Partial<Rulebook>): Rulebook => ({
  ...current,
  version: 3,
  inForce: { ...current.inForce, from: TODAY },
  ...changes,
});
const asksNobody = (book: Rulebook): Rulebook => ({
  ...book,
  conditions: book.conditions.filter(node => !('code' in node) || !['C13', 'C14', 'C15'].includes(node.code)),
  redLines: book.redLines.filter(line => line.test.kind !== 'question'),
});

const SAME = draftOf({});
/** More lenient: no question is left for people. */
const LENIENT = asksNobody(draftOf({}));
/** Stricter: a loss of one fen bars. */
const STRICT = draftOf({
  redLines: [
    ...current.redLines,
    {
      code: `R${String(current.redLines.length + 1).padStart(2, '0')}`,
      title: { zh: '造成损失', en: 'any loss' },
      test: { kind: 'loss-over', fen: 0 },
      basis: { setting: true },
    },
  ],
});

let world: World;
let flaw: Now;
/** Codes of the county's findings in the order they were made: one before the facts were answered, one after. */
let codes: string[];
let drafts: Record<'same' | 'lenient' | 'strict', Now>;

beforeAll(async () => {
  world = await openWorld();
  const { pilot } = await storyUpToTheAct(world);
  const report = { ...REPORT, pilotId: pilot.id, lossFen: 100_000 };
  flaw = await done(world.as('sponsor').post('/flaws', report), 201);
  const first = await done(world.as('inspector').post(`/flaws/${flaw.id}/check`), 201);
  for (const [fact, value] of CLEAN) await answer(world, 'inspector', { flaw: flaw.id, fact, value });
  const second = await done(world.as('inspector').post(`/flaws/${flaw.id}/check`), 201);
  codes = [first.code, second.code];
  await neighbourFinding();
  drafts = { same: await draft(SAME), lenient: await draft(LENIENT), strict: await draft(STRICT) };
});
afterAll(() => world.close());
afterEach(() => jest.restoreAllMocks());

const draft = (rulebook: Rulebook) =>
  done(world.as('inspector').post('/rulebooks/drafts', { rulebook, reason: '试算影响' }), 201);

async function neighbourFinding(): Promise<void> {
  const scope = { ...PILOT_BODY.scope, regions: [NEIGHBOUR] };
  const pilot = await runningPilot(world.as('neighbourSponsor'), { scope });
  const body = { ...REPORT, pilotId: pilot.id, regions: [NEIGHBOUR] };
  const found = await done(world.as('neighbourSponsor').post('/flaws', body), 201);
  await done(world.as('neighbourInspector').post(`/flaws/${found.id}/check`), 201);
}

const collect = (answerOf: Response, give: (error: Error | null, body: unknown) => void) => {
  let text = '';
  const stream = answerOf as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  stream.on('end', () => give(null, text));
};

async function preview(person: PersonKey, id: string, query = ''): Promise<PreviewLine[]> {
  const got = await world.as(person).post(`/rulebooks/drafts/${id}/preview${query}`).buffer(true).parse(collect);
  return linesOf(got);
}

function linesOf({ status, headers, body }: Pick<Response, 'status' | 'headers' | 'body'>): PreviewLine[] {
  expect([status, headers['content-type']]).toEqual([200, 'application/x-ndjson']);
  const text = body as string;
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as PreviewLine);
}

const changesIn = (lines: PreviewLine[]) => lines.flatMap(({ change }) => change ?? []);
const summaryOf = (lines: PreviewLine[]) => lines.at(-1)!.summary!;

interface Stored {
  code: string;
  facts: string;
  document: string;
}

async function stored(): Promise<Stored[]> {
  const { rows } = await world.superuser.query<Stored>(
    'select code, facts, document from finding where county = $1 and code = any($2) order by code',
    [COUNTY, codes],
  );
  return rows;
}

/** Everything a preview could have touched, as one digest. */
async function everything(): Promise<string> {
  const tables = ['finding', 'flaw', 'rulebook', 'rulebook_draft', 'ledger_head', 'ledger_entry'];
  const parts = tables.map(
    name => `(select coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '') from ${name} t)`,
  );
  const { rows } = await world.superuser.query<{ digest: string }>(`select md5(${parts.join(' || ')}) as digest`);
  return rows[0]!.digest;
}

describe('what it lists', () => {
  it('is nothing for a draft that says the same', async () => {
    const lines = await preview('inspector', drafts.same.id);
    expect(changesIn(lines)).toEqual([]);
    expect(summaryOf(lines)).toMatchObject({ total: 2, replayed: 2, changed: 0, byOutcome: {}, unreadable: 0 });
  });

  it.each([
    ['lenient', 'present', LENIENT, { 'undetermined->covered': 1 }],
    ['lenient', 'throughout', LENIENT, { 'undetermined->covered': 1 }],
    // 从旧兼从轻: a stricter rule of today takes nothing from who acted under the older one.
    ['strict', 'present', STRICT, {}],
    ['strict', 'throughout', STRICT, { 'undetermined->barred': 2 }],
  ] as const)('%s, as %s: what a check with that pair of rulebooks says', async (name, as, book, byOutcome) => {
    const lines = await preview('leader', drafts[name].id, `?as=${as}`);
    const expected = (await stored()).flatMap(({ code, facts, document }) => {
      const books = { older: as === 'throughout' ? book : current, present: book };
      const turned = impact(JSON.parse(document) as Finding, check(JSON.parse(facts) as Facts, books));
      return turned === null ? [] : [{ finding: code, ...turned }];
    });
    const listed = changesIn(lines);
    expect(listed.map(({ finding }) => finding).sort()).toEqual(expected.map(({ finding }) => finding));
    for (const one of expected) expect(listed).toContainEqual(expect.objectContaining(one));
    expect(summaryOf(lines)).toMatchObject({
      total: 2,
      replayed: 2,
      changed: expected.length,
      byOutcome,
      unreadable: 0,
    });
  });

  it('says whose finding it is, and only the newest of a flaw where asked', async () => {
    const listed = changesIn(await preview('auditor', drafts.strict.id, '?as=throughout'));
    expect(listed.map(({ latest, finding }) => [finding, latest])).toEqual([
      [codes[0], false],
      [codes[1], true],
    ]);
    const newest = await preview('auditor', drafts.strict.id, '?as=throughout&latest=true');
    expect(changesIn(newest)).toEqual([
      expect.objectContaining({ finding: codes[1], flaw: flaw.code, county: COUNTY, latest: true }),
    ]);
    expect(summaryOf(newest).total).toBe(1);
  });

  it('writes nothing', async () => {
    const before = await everything();
    await preview('inspector', drafts.lenient.id);
    await preview('cityLeader', drafts.strict.id, '?as=throughout');
    expect(await everything()).toBe(before);
  });
});

describe('whose findings', () => {
  it('a city sees those of its counties, another county’s never appear', async () => {
    for (const person of ['inspector', 'cityLeader'] as const) {
      const lines = await preview(person, drafts.strict.id, '?as=throughout');
      expect([person, summaryOf(lines).total]).toEqual([person, 2]);
      for (const { county } of changesIn(lines)) expect(county).toBe(COUNTY);
      expect(JSON.stringify(lines)).not.toContain(NEIGHBOUR);
    }
  });

  it.each<[PersonKey, number, string]>([
    ['neighbourInspector', 404, 'rulebook.draft-not-found'],
    ['neighbourLeader', 404, 'rulebook.draft-not-found'],
    ['sponsor', 403, 'access.forbidden'],
    ['civilAffairs', 403, 'access.forbidden'],
    ['sysadmin', 403, 'access.forbidden'],
  ])('%s is answered %d', async (person, status, code) => {
    const refused = await world.as(person).post(`/rulebooks/drafts/${drafts.same.id}/preview`);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  it('the neighbour’s own draft reaches the neighbour’s own findings only', async () => {
    const rulebook = { ...STRICT, code: 'JJ-510104', version: 1, region: NEIGHBOUR };
    const own = await done(
      world.as('neighbourInspector').post('/rulebooks/drafts', { rulebook, reason: '首次制定' }),
      201,
    );
    const lines = await preview('neighbourLeader', own.id, '?as=throughout');
    expect(summaryOf(lines)).toMatchObject({ total: 1, replayed: 1 });
    expect(changesIn(lines).map(({ county, applied }) => [county, applied.after])).toEqual([
      [NEIGHBOUR, 'JJ-510104@1'],
    ]);
  });
});

describe('a long run', () => {
  // Four batches: a first, a last, and two between them to be stopped at.
  const COPIES = 1_600;
  const TOTAL = COPIES + 2;

  beforeAll(async () => {
    await world.superuser.query(
      `insert into finding select county, gen_random_uuid(), 'HD-' || county || '-2025-' || n, flaw_id, engine, asked_on, lane,
         outcome, facts, encode(sha256(n::text::bytea), 'hex'), rulebooks, document, document_sha256, actor_id,
         recorded_at - interval '1 day'
       from finding, generate_series(1, $3::int) as n where county = $1 and code = $2`,
      [COUNTY, codes[1], COPIES],
    );
  });

  /** Batches after the first wait until `open` is called; `waiting`: the second is asked for. */
  const gatedBatches = () => {
    const real = PreviewsRepository.prototype.after;
    let open!: () => void;
    const opened = new Promise<void>(resolve => (open = resolve));
    let reached!: () => void;
    const waiting = new Promise<void>(resolve => (reached = resolve));
    const batches = jest.spyOn(PreviewsRepository.prototype, 'after').mockImplementation(async function (
      this: PreviewsRepository,
      ...asked
    ) {
      if (asked[1] !== null) {
        reached();
        await opened;
      }
      return real.apply(this, asked);
    });
    return { batches, waiting, open };
  };

  it('tells its progress, batch by batch, and every change once', async () => {
    const lines = await preview('inspector', drafts.lenient.id);
    const progress = lines.flatMap(line => line.progress ?? []);
    expect(progress.map(({ done: at }) => at)).toEqual([0, 500, 1000, 1500, TOTAL]);
    expect(new Set(progress.map(({ total }) => total))).toEqual(new Set([TOTAL]));
    const listed = changesIn(lines);
    expect(new Set(listed.map(({ findingId }) => findingId)).size).toBe(COPIES + 1);
    expect(listed.filter(({ latest }) => latest).map(({ finding }) => finding)).toEqual([codes[1]]);
    expect(summaryOf(lines)).toMatchObject({ total: TOTAL, changed: COPIES + 1, unreadable: 0 });
    expect(summaryOf(lines).findingsPerSecond).toBeGreaterThan(0);
  });

  it('answers others meanwhile, and one preview at a time for an account', async () => {
    const { waiting, open } = gatedBatches();
    const running = preview('inspector', drafts.lenient.id);
    await waiting;
    for (let i = 0; i < 3; i++) await world.as('sponsor').get('/rulebooks').expect(200);
    const again = await world.as('inspector').post(`/rulebooks/drafts/${drafts.same.id}/preview`);
    expect([again.status, again.body.code]).toEqual([429, 'preview.running']);
    open();
    expect(summaryOf(await running).total).toBe(TOTAL);
    expect(summaryOf(await preview('inspector', drafts.same.id)).changed).toBe(0);
  });

  it('ends its work when the client goes away', async () => {
    const { batches, open } = gatedBatches();
    const noticed = new Promise<void>(resolve => {
      const server = world.app.getHttpServer() as Server;
      server.once('request', (_, response: ServerResponse) => response.once('close', () => resolve()));
    });
    const path = `/api/rulebooks/drafts/${drafts.lenient.id}/preview`;
    // supertest cannot leave in the middle of an answer; it still lends its headers.
    const { url, header } = world.as('inspector').post(path.slice(4)) as unknown as { url: string; header: object };
    await new Promise<void>((resolve, reject) => {
      const leaving = request(url, { method: 'POST', headers: { ...header } }, answered => {
        answered.once('data', () => {
          leaving.destroy();
          resolve();
        });
      });
      leaving.once('error', reject);
      leaving.end();
    });
    await noticed;
    open();
    await wait(300);
    // Four were to come: none follows the one that may be under way.
    expect(batches.mock.calls.length).toBeLessThanOrEqual(2);
    // The one that was left lets go of its place as soon as it notices; a busy machine notices later.
    const place = () =>
      world.as('inspector').post(`/rulebooks/drafts/${drafts.same.id}/preview`).buffer(true).parse(collect);
    let placed = await place();
    for (let tries = 0; tries < 100 && placed.status === 429; tries++) {
      await wait(100);
      placed = await place();
    }
    expect(summaryOf(linesOf(placed)).total).toBe(TOTAL);
  });

  it('reads no further than it is read', async () => {
    const batches = jest.spyOn(PreviewsRepository.prototype, 'after');
    const stream = await world.app.get(PreviewsService).open(world.actor('inspector'), drafts.lenient.id, {});
    stream.once('readable', () => stream.read());
    await wait(500);
    expect(batches.mock.calls.length).toBe(1);
    stream.destroy();
    await wait(50);
    expect(batches.mock.calls.length).toBe(1);
  });

  it('ends with an error line when something fails in the middle', async () => {
    const real = PreviewsRepository.prototype.after;
    jest.spyOn(PreviewsRepository.prototype, 'after').mockImplementation(async function (
      this: PreviewsRepository,
      ...asked
    ) {
      if (asked[1] !== null) throw new Error('the second batch');
      return real.apply(this, asked);
    });
    const lines = await preview('inspector', drafts.lenient.id);
    expect(lines.at(-1)!.error).toMatchObject({ code: 'server.failure' });
    expect(JSON.stringify(lines.at(-1))).not.toContain('second batch');
    expect(lines.some(line => line.summary !== undefined)).toBe(false);
  });

  describe('names a finding it cannot make again', () => {
    const DAMAGES = {
      'facts that are no facts': `facts = '{}'`,
      'facts that are no JSON': `facts = 'x'`,
      'an outcome the facts do not give': `outcome = 'barred'`,
      'a rulebook that is another': `rulebooks = replace(rulebooks, '"sha256":"', '"sha256":"0')`,
      'no rulebooks at all': `rulebooks = 'x'`,
      'rulebooks that are none': `rulebooks = '{}'`,
    };
    const damaged = new Map<string, string>();
    let lines: PreviewLine[];

    beforeAll(async () => {
      await world.superuser.query('begin; set local session_replication_role = replica');
      for (const [at, [name, change]] of Object.entries(DAMAGES).entries()) {
        const { rows } = await world.superuser.query<{ code: string }>(
          `update finding set ${change} where county = $1 and code = $2 returning code`,
          [COUNTY, `HD-${COUNTY}-2025-${at * 300 + 1}`],
        );
        damaged.set(name, rows[0]!.code);
      }
      await world.superuser.query('commit');
      lines = await preview('inspector', drafts.lenient.id);
    });

    it.each(Object.keys(DAMAGES))('%s', name => {
      expect(lines.flatMap(line => line.unreadable ?? [])).toContainEqual({
        finding: damaged.get(name),
        county: COUNTY,
      });
    });

    it('and counts each, and no other', () => {
      expect(lines.filter(line => line.unreadable)).toHaveLength(damaged.size);
      const { total, unreadable, replayed } = summaryOf(lines);
      expect({ total, unreadable, replayed }).toEqual({
        total: TOTAL,
        unreadable: damaged.size,
        replayed: TOTAL - damaged.size,
      });
    });
  });
});

it('comes true: released, the draft gives the finding that was listed', async () => {
  const [listed] = changesIn(await preview('inspector', drafts.lenient.id, '?latest=true'));
  await done(world.as('leader').post(`/rulebooks/drafts/${drafts.lenient.id}/release`, {}, { ifMatch: 1 }), 200);
  const again = world.as('inspector').post(`/flaws/${flaw.id}/check`);
  const { finding } = await done<{ finding: Finding }>(again, 201);
  const old = JSON.parse((await stored())[1]!.document) as Finding;
  expect(listed).toMatchObject({ finding: codes[1], ...impact(old, finding)! });
  expect(finding.outcome).toBe('covered');
  // What is on record now is the draft itself: the finding just made would be no other.
  const lines = await preview('inspector', drafts.lenient.id, '?latest=true');
  expect([summaryOf(lines).total, summaryOf(lines).replayed, changesIn(lines)]).toEqual([1, 0, []]);
  const overtaken = await world.as('inspector').post(`/rulebooks/drafts/${drafts.strict.id}/preview`);
  expect([overtaken.status, overtaken.body.code]).toEqual([409, 'rulebook.draft-overtaken']);
});
