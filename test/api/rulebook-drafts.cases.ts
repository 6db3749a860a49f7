// A change of the rules takes two natural persons, names every faulty field, and stays within the county that makes it.
import { Client } from 'pg';
import { openActs, unreachable } from '../../src/domain/lifecycle';
import type { Rulebook } from '../../src/domain/check/rulebook';
import { loadRulebooks } from '../../src/platform/rulebook-files';
import { DRAFT_LIFECYCLE } from '../../src/rulebooks/draft-rules';
import { RulebooksService } from '../../src/rulebooks/rulebooks.service';
import { CITY, COUNTY, openWorld, type PersonKey, type World } from '../setup/world';
import { done, type Now } from './flaw-story';

interface Draft extends Now {
  state: string;
  sha256: string;
  proposes: string;
  receipt: { county: string; position: number; kind: string };
}

const current = loadRulebooks().rulebooks.find(
  ({ rulebook: { code, version } }) => `${code}@${version}` === 'WC-513221@2',
)!;
const REASON = '自我报告期限过短';
const FROM = '2026-07-01';
const next = (changes: object = {}): Rulebook => ({
  ...current.rulebook,
  version: 3,
  inForce: { ...current.rulebook.inForce, from: FROM },
  ...changes,
});
const body = (changes: object = {}) => ({ rulebook: next(changes), reason: REASON });

let world: World;
const open = async () => {
  world = await openWorld('2026-06-10T01:00:00.000Z');
};
const close = () => world.close();
const aWorldEach = () => {
  beforeEach(open);
  afterEach(close);
};

const drafted = (changes: object = {}) =>
  done<Draft>(world.as('inspector').post('/rulebooks/drafts', body(changes)), 201);

const act = (person: PersonKey, on: Draft, name: 'release' | 'withdraw') =>
  world.as(person).post(`/rulebooks/drafts/${on.id}/${name}`, {}, { ifMatch: on.version });

async function chosenOn(day: string): Promise<string> {
  const kept = await world.journal.read({ county: COUNTY, reach: COUNTY }, q =>
    world.app.get(RulebooksService).chosen(q, { region: '513221106' }, day),
  );
  return `${kept?.rulebook.code}@${kept?.rulebook.version}`;
}

async function entries(
  kind: string,
): Promise<{ county: string; subject: string; position: number; payload: string }[]> {
  const { rows } = await world.superuser.query(
    `select e.county, e.subject, e.position::int as position, convert_from(l.payload, 'UTF8') as payload
     from ledger_entry e join ledger_payload l on l.county = e.county and l.position = e.position where e.kind = $1`,
    [kind],
  );
  return rows;
}

describe('a draft', () => {
  aWorldEach();

  it('goes from one person’s draft through another’s release into force on its day, with its leaf', async () => {
    const draft = await drafted();
    expect(draft).toMatchObject({ code: 'QD-513221-2026-0001', version: 1, state: 'draft', proposes: 'WC-513221@3' });
    expect(await chosenOn(FROM)).toBe('WC-513221@2');
    const released = await done<Draft>(act('leader', draft, 'release'), 200);
    expect(released).toMatchObject({ state: 'released', version: 2, releasedBy: world.actor('leader').accountId });
    const shown = await done<{ sha256: string; rulebook: Rulebook }>(
      world.as('sponsor').get('/rulebooks/WC-513221@3'),
      200,
    );
    expect(shown).toMatchObject({ sha256: draft.sha256, rulebook: next() });
    expect([await chosenOn('2026-06-30'), await chosenOn(FROM)]).toEqual(['WC-513221@2', 'WC-513221@3']);
    const [leaf, ...more] = await entries('rulebook.released');
    expect(more).toEqual([]);
    expect(leaf).toMatchObject({ county: COUNTY, subject: 'WC-513221@3', position: released.receipt.position });
    const payload = { draft: draft.id, draftCode: draft.code, code: 'WC-513221', version: 3, sha256: draft.sha256 };
    expect(JSON.parse(leaf!.payload)).toEqual(payload);
  });

  it('is written anew by its author only, at the version he read', async () => {
    const draft = await drafted();
    const path = `/rulebooks/drafts/${draft.id}`;
    const put = (person: PersonKey, ifMatch?: number) =>
      world.as(person).put(path, body({ panelSize: 5 }), ifMatch === undefined ? {} : { ifMatch });
    expect((await put('inspector')).status).toBe(428);
    expect((await put('secondInspector', 1)).body.code).toBe('rulebook.draft-not-author');
    const edited = await put('inspector', 1);
    expect([edited.status, edited.headers.etag, edited.body.rulebook.panelSize]).toEqual([200, '"2"', 5]);
    expect((await put('inspector', 1)).status).toBe(412);
    expect((await act('leader', draft, 'release')).status).toBe(412);
    expect((await act('secondInspector', edited.body as Draft, 'withdraw')).body.code).toBe(
      'rulebook.draft-not-author',
    );
    const withdrawn = await done<Draft>(act('inspector', edited.body as Draft, 'withdraw'), 200);
    expect(withdrawn.state).toBe('withdrawn');
    expect((await act('leader', withdrawn, 'release')).body.code).toBe('state.act-not-open');
    expect((await put('inspector', 3)).body.code).toBe('state.act-not-open');
    const kinds = ['rulebook.drafted', 'rulebook.draft-edited', 'rulebook.draft-withdrawn'];
    for (const kind of kinds) expect((await entries(kind)).map(({ subject }) => subject)).toEqual([draft.code]);
  });
});

describe('two persons', () => {
  aWorldEach();

  it('refuses the author, and the author’s second account', async () => {
    const draft = await drafted();
    expect((await act('inspector', draft, 'release')).body.code).toBe('rulebook.draft-same-person');
    const [author, second] = [world.actor('inspector'), world.actor('secondInspector')];
    // No act gives an account another person: the table is changed behind its triggers' back.
    await world.superuser.query('begin; set local session_replication_role = replica');
    await world.superuser.query('update account set person_id = $1 where id = $2', [author.personId, second.accountId]);
    await world.superuser.query('update role_grant set person_id = $1 where account_id = $2', [
      author.personId,
      second.accountId,
    ]);
    await world.superuser.query('commit');
    const refused = await act('secondInspector', draft, 'release');
    expect([refused.status, refused.body.code]).toEqual([403, 'rulebook.draft-same-person']);
    expect(await entries('rulebook.released')).toEqual([]);
  });

  it('lets one of two releases at once win', async () => {
    const draft = await drafted();
    const answers = await Promise.all([act('leader', draft, 'release'), act('secondInspector', draft, 'release')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await entries('rulebook.released')).toHaveLength(1);
  });

  it('releases one of two drafts of the same version', async () => {
    const [one, two] = [await drafted(), await drafted({ panelSize: 5 })];
    await done(act('leader', one, 'release'), 200);
    const refused = await act('leader', two, 'release');
    expect([refused.status, refused.body.code]).toEqual([409, 'rulebook.draft-unfit']);
    expect(refused.body.fields.map(({ field }: { field: string }) => field)).toContain('rulebook.version');
  });
});

describe('content', () => {
  // What is refused leaves nothing behind.
  beforeAll(open);
  afterAll(close);

  const [first, ...rest] = current.rulebook.redLines;
  it.each<[string, object, string[]]>([
    ['an unknown effect', { effect: 'amnesty' }, ['rulebook.effect']],
    ['an even panel', { panelSize: 4 }, ['rulebook.panelSize']],
    ['a key nobody knows', { conditons: [] }, ['rulebook.conditons']],
    [
      'a red line on a fact that speaks for a person',
      { redLines: [{ ...first, test: { kind: 'fact', anyOf: ['remedied'] } }, ...rest] },
      ['rulebook.redLines[0].test.anyOf[0]'],
    ],
    ['land granted by silence', { deemedGranted: ['用地审批'] }, ['rulebook.deemedGranted[0]']],
    ['two faults at once', { effect: 'amnesty', panelSize: 4 }, ['rulebook.effect', 'rulebook.panelSize']],
    ['another county', { region: '513222' }, ['rulebook.region']],
    ['the city above', { region: '513200', level: 'city' }, ['rulebook.region']],
    ['the nation', { region: '000000', level: 'nation' }, ['rulebook.region']],
  ])('refuses %s and names it in both languages', async (_, changes, fields) => {
    const refused = await world.as('inspector').post('/rulebooks/drafts', body(changes));
    expect([refused.status, refused.body.code]).toEqual([400, 'rulebook.draft-invalid']);
    const named = refused.body.fields as { field: string; zh: string; en: string }[];
    expect(named.map(({ field }) => field)).toEqual(fields);
    for (const { zh, en } of named) expect([/\p{Script=Han}/u.test(zh), en.length > 3]).toEqual([true, true]);
  });

  it.each<[string, object, string[]]>([
    ['a version on record', { version: 2 }, ['rulebook.version']],
    ['a skipped version', { version: 4 }, ['rulebook.version']],
    ['a new code that begins at 2', { code: 'WC-NEW', version: 2 }, ['rulebook.version']],
    [
      'a code of another region',
      { code: 'sh-business-2024', version: 2 },
      ['rulebook.code', 'rulebook.region', 'rulebook.level', 'rulebook.fields'],
    ],
    ['a version for other fields of work', { fields: ['village-water'] }, ['rulebook.fields']],
    ['a version that is a zone’s', { level: 'zone' }, ['rulebook.level']],
  ])('refuses %s, which would not follow on', async (_, changes, fields) => {
    const refused = await world.as('inspector').post('/rulebooks/drafts', body(changes));
    expect([refused.status, refused.body.code]).toEqual([409, 'rulebook.draft-unfit']);
    const named = (refused.body.fields as { field: string }[]).map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(named));
    expect(named[0]).toBe(fields[0]);
  });
});

describe('days in force that are refused', () => {
  // What is not released does not stand in the way of another draft.
  beforeAll(open);
  afterAll(close);

  it.each([
    ['the day before the release', '2026-06-09'],
    ['no known day', null],
  ])('in force from %s: %s', async (_, from) => {
    const answer = await act(
      'leader',
      await drafted({ inForce: { from, to: null, basis: { setting: true } } }),
      'release',
    );
    expect([answer.status, answer.body.fields[0].field]).toEqual([409, 'rulebook.inForce.from']);
  });
});

describe('days in force and places', () => {
  aWorldEach();

  it('in force from the day of the release', async () => {
    const draft = await drafted({ inForce: { from: '2026-06-10', to: null, basis: { setting: true } } });
    await done(act('leader', draft, 'release'), 200);
  });

  it('never begins before the version it follows', async () => {
    await done(
      act('leader', await drafted({ inForce: { ...current.rulebook.inForce, from: '2027-01-01' } }), 'release'),
      200,
    );
    const early = await drafted({ version: 4, inForce: { ...current.rulebook.inForce, from: '2026-12-31' } });
    const refused = await act('leader', early, 'release');
    expect(refused.body.fields).toEqual([
      expect.objectContaining({ field: 'rulebook.inForce.from', en: expect.stringContaining('2027-01-01') }),
    ]);
  });

  it('takes a rulebook of a township of the county under a code of its own', async () => {
    const draft = await drafted({ code: 'XK-513221106', version: 1, region: '513221106', level: 'township' });
    await done(act('leader', draft, 'release'), 200);
    expect(await chosenOn(FROM)).toBe('XK-513221106@1');
  });
});

describe('who', () => {
  aWorldEach();

  it.each<[PersonKey, number]>([
    ['leader', 403],
    ['secondInspector', 201],
  ])('%s: drafting %d, and releases another’s', async (person, drafting) => {
    const draft = await drafted();
    expect((await world.as(person).post('/rulebooks/drafts', body())).status).toBe(drafting);
    expect((await act(person, draft, 'release')).status).toBe(200);
  });
});

describe('who else', () => {
  // Nobody but the inspector of the one draft gets anything done here.
  let draft: Draft;
  beforeAll(async () => {
    await open();
    draft = await drafted();
  });
  afterAll(close);

  it.each<[PersonKey, number, number]>([
    ['sponsor', 403, 403],
    ['civilAffairs', 403, 403],
    ['sysadmin', 403, 403],
    ['secadmin', 403, 403],
    ['auditor', 403, 403],
    ['neighbourInspector', 400, 404],
    ['neighbourLeader', 403, 404],
    ['cityLeader', 403, 404],
  ])('%s: drafting %d, releasing another’s %d', async (person, drafting, releasing) => {
    expect((await world.as(person).post('/rulebooks/drafts', body())).status).toBe(drafting);
    expect((await act(person, draft, 'release')).status).toBe(releasing);
  });

  it('shows drafts to the county and those above it, never beside it', async () => {
    const seen = async (person: PersonKey) => {
      const list = await done<Draft[]>(world.as(person).get('/rulebooks/drafts?state=draft'), 200);
      return [list.map(({ id }) => id), (await world.as(person).get(`/rulebooks/drafts/${draft.id}`)).status];
    };
    for (const person of ['inspector', 'leader', 'auditor', 'cityLeader'] as const)
      expect([person, ...(await seen(person))]).toEqual([person, [draft.id], 200]);
    for (const person of ['neighbourInspector', 'neighbourLeader', 'neighbourAuditor'] as const)
      expect([person, ...(await seen(person))]).toEqual([person, [], 404]);
    expect(CITY.slice(0, 4)).toBe(COUNTY.slice(0, 4));
  });
});

describe('the database by itself', () => {
  aWorldEach();

  async function attempt(sql: string, parameters: unknown[]): Promise<string> {
    const client = new Client({ connectionString: world.database.appUrl });
    await client.connect();
    try {
      await client.query(`begin; select set_config('app.region', '${COUNTY}', true)`);
      await client.query(sql, parameters);
      await client.query('commit');
      return 'done';
    } catch (error) {
      return (
        (error as { constraint?: string; code?: string }).constraint ?? `error ${(error as { code: string }).code}`
      );
    } finally {
      await client.end();
    }
  }
  const RELEASE = `update rulebook_draft set version = version + 1, state = 'released', released_at = now(), released_by = $2,
    released_person = $3 where id = $1`;

  it('keeps the two persons, the frozen rows and the record behind a release', async () => {
    const draft = await drafted();
    const [author, leader] = [world.actor('inspector'), world.actor('leader')];
    const by = (account: string, person: string) => attempt(RELEASE, [draft.id, account, person]);
    expect(await by(author.accountId, author.personId)).toBe('rulebook_draft_two_persons');
    expect(await by(author.accountId, leader.personId)).toBe('rulebook_draft_persons');
    expect(await by(leader.accountId, leader.personId)).toBe('rulebook_draft_on_record');
    expect(await attempt('delete from rulebook_draft where id = $1', [draft.id])).toBe('error 42501');
    const copy = `insert into rulebook_draft select (jsonb_populate_record(d, '{"code": "X", "id": "${author.personId}", "version": 2}')).*
      from rulebook_draft d where d.id = $1`;
    expect(await attempt(copy, [draft.id])).toBe('rulebook_draft_begins');
    const given = 'update rulebook_draft set version = version + 1, drafted_by = $2, drafted_person = $3 where id = $1';
    expect(await attempt(given, [draft.id, leader.accountId, leader.personId])).toBe('rulebook_draft_identity');
    await done(act('leader', draft, 'release'), 200);
    const touched = "update rulebook_draft set version = version + 1, reason = '别的理由' where id = $1";
    expect(await attempt(touched, [draft.id])).toBe('rulebook_draft_frozen');
  });
});

it('has a life in which every state is reached and both ends rest', () => {
  expect(unreachable(DRAFT_LIFECYCLE)).toEqual([]);
  expect(openActs(DRAFT_LIFECYCLE, 'draft')).toEqual(['edit', 'release', 'withdraw']);
  for (const end of ['released', 'withdrawn'] as const) expect(openActs(DRAFT_LIFECYCLE, end)).toEqual([]);
});
