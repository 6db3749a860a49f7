// No route reads or writes another county's rows: every route of the API document is called by strangers with real ids.
import '../setup/plain-papers';
import type { OpenAPIObject } from '@nestjs/swagger';
import { apiDocument } from '../../src/platform/api-document';
import { findRulebook, loadRulebooks } from '../../src/platform/rulebook-files';
import { COUNTY, openWorld, type PersonKey, type World } from '../setup/world';
import { done, REPORT, storyUpToTheAct, type Story } from './flaw-story';
import { servedClaim } from './served-claim';

let world: World;
let document: OpenAPIObject;
/** Real ids of the county, by the name of the path parameter and the room of the path. */
let known: Record<string, string>;

beforeAll(async () => {
  world = await openWorld();
  document = apiDocument(world.app);
  const story = await storyUpToTheAct(world);
  const { pilot, approval, pledge, record } = story;
  const sponsor = world.as('sponsor');
  const flaw = await done(sponsor.post('/flaws', { ...REPORT, pilotId: pilot.id }), 201);
  const finding = await done(world.as('inspector').post(`/flaws/${flaw.id}/check`), 201);
  const draft = await done(world.as('inspector').post('/rulebooks/drafts', nextVersion()), 201);
  const upload = sponsor.post('/files').attach('file', Buffer.from('会议纪要'), 'minutes.txt');
  const file = await done<{ sha256: string }>(upload, 201);
  const { claim, correction, clearance } = await followed(story);
  known = {
    accountability: await heldTo(flaw.id),
    claim,
    recusal: await demanded(claim),
    correction,
    clearance,
    pilot: pilot.id,
    approval: approval.id,
    pledge: pledge.id,
    exemption: record.id,
    flaw: flaw.id,
    finding: finding.id,
    file: file.sha256,
    draft: draft.id,
    erasure: await ordered(),
    organisation: world.organisation('township'),
    account: world.actor('sponsor').accountId,
    session: await sessionOf(world.actor('sponsor').accountId),
    county: COUNTY,
  };
});
afterAll(() => world.close());

/** An erasure that is ordered and not carried out. */
async function ordered(): Promise<string> {
  const body = { position: 0, legalDocument: '个人信息保护法', legalArticle: '第四十七条', reason: '本人申请删除' };
  return (await done(world.as('secadmin').post(`/ledger/${COUNTY}/erasures`, body), 201)).id;
}

/** The county's rulebook as its next version. */
function nextVersion(): object {
  const { rulebook } = findRulebook(loadRulebooks().rulebooks, 'WC-513221')!;
  return { rulebook: { ...rulebook, version: rulebook.version + 1 }, reason: '修订' };
}

/** A claim that was served, with a correction ordered and a clearance proposed. */
async function followed(story: Story): Promise<Record<'claim' | 'correction' | 'clearance', string>> {
  const { claim } = await servedClaim(world, { story });
  const task = { text: '补办农用地转用审批手续', workdays: 5, unitId: world.organisation('township') };
  const correction = await done(world.as('inspector').post(`/claims/${claim.id}/corrections`, task), 201);
  const body = { alleged: ['虚报用地面积'], found: ['用地面积与批复一致'], scope: '全县各乡镇' };
  const proposed = world.as('inspector').post(`/claims/${claim.id}/clear`, body, { ifMatch: claim.version });
  const clearance = await done(proposed, 201);
  return { claim: claim.id, correction: correction.id, clearance: clearance.id };
}

/** The township held to account for the flaw. */
async function heldTo(flaw: string): Promise<string> {
  const body = { unitId: world.organisation('township'), begunOn: '2026-06-09', reason: '未批先建' };
  return (await done(world.as('inspector').post(`/flaws/${flaw}/accountability`, body), 201)).id;
}

/** A recusal that the claimant demands. */
async function demanded(claim: string): Promise<string> {
  const { version: ifMatch } = await done(world.as('sponsor').get(`/claims/${claim}`), 200);
  const body = { accountId: world.actor('thirdInspector').accountId, ground: 'relative', reason: '近亲属' };
  return (await done(world.as('sponsor').post(`/claims/${claim}/recusals`, body, { ifMatch }), 201)).id;
}

async function sessionOf(accountId: string): Promise<string> {
  const { rows } = await world.superuser.query<{ id: string }>('select id from session where account_id = $1', [
    accountId,
  ]);
  return rows[0]!.id;
}

interface Schema {
  $ref?: string;
  type?: string | string[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  example?: unknown;
  enum?: unknown[];
  allOf?: Schema[];
  anyOf?: Schema[];
}

interface Parameter {
  in: string;
  name: string;
  required?: boolean;
  schema?: Schema;
}

interface Operation {
  security?: unknown[];
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
}

interface Route {
  method: 'get' | 'post' | 'put';
  path: string;
  query: string;
  body: unknown;
}

/** A body the API would accept, out of the document's own examples. */
function sample(schema: Schema | undefined): unknown {
  if (!schema) return {};
  if (schema.$ref) return sample(document.components?.schemas?.[schema.$ref.split('/').at(-1)!] as Schema);
  if (schema.allOf) return sample(schema.allOf[0]);
  if (schema.anyOf) return sample(schema.anyOf[0]);
  if (schema.example !== undefined) return schema.example;
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'array') return [sample(schema.items)];
  const fields = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name));
  return Object.fromEntries(fields.map(([name, field]) => [name, sample(field)]));
}

/** What optional fields a route needs all the same, so that a stranger gets as far as looking for the thing. */
const COMPLETE: Record<string, () => object> = {
  '/pilots/{pilotId}/pledges': () => ({
    giverName: '阿坝州民政局',
    amountFen: 5_000_000,
    tranches: [{ dueOn: '2026-06-30', amountFen: 5_000_000 }],
  }),
  '/pledges/{id}/restate': () => ({ amountFen: 5_000_000, tranches: [{ dueOn: '2026-06-30', amountFen: 5_000_000 }] }),
  '/pilots/{pilotId}/approvals': () => ({ legalBasis: '土地管理法', termWorkdays: 20 }),
  '/flaws/{id}/facts/{fact}': () => ({ reason: '现场核实' }),
  '/exemptions/{id}/safeguards': () => ({ reason: '现场核实', on: '2026-03-01' }),
};

function queryOf({ parameters = [] }: Operation): string {
  const needed = parameters.filter(parameter => parameter.in === 'query' && parameter.required);
  return needed.map(({ name, schema }) => `${name}=${encodeURIComponent(String(sample(schema)))}`).join('&');
}

/** What outsiders hold the log to: ids, codes, digests and keys, for whoever asks. */
const OPEN_TO_ANYONE = ['/api/ledger/{county}/keys.json', '/log/{county}/checkpoint', '/log/{county}/tile/{path}'];

function routes(): Route[] {
  const closed = Object.entries(document.paths).filter(([path]) => !OPEN_TO_ANYONE.includes(path));
  return closed.flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>)
      .filter(([method]) => ['get', 'post', 'put'].includes(method))
      .map(([method, operation]) => ({
        method: method as Route['method'],
        path: path.replace(/^\/api/, ''),
        query: queryOf(operation),
        body: {
          ...(sample(operation.requestBody?.content?.['application/json']?.schema) as object),
          ...COMPLETE[path.replace(/^\/api/, '')]?.(),
        },
      })),
  );
}

const ROOM_OF: [RegExp, string][] = [
  [/^\/pilots\/\{(id|pilotId)\}/, 'pilot'],
  [/^\/pledges\/\{id\}/, 'pledge'],
  [/^\/approvals\/\{id\}/, 'approval'],
  [/^\/exemptions\/\{id\}/, 'exemption'],
  [/^\/flaws\/\{(id|flawId)\}/, 'flaw'],
  [/^\/accountability\/\{id\}/, 'accountability'],
  [/^\/findings\/\{id\}/, 'finding'],
  [/^\/rulebooks\/drafts\/\{id\}/, 'draft'],
  [/^\/claims\/\{id\}/, 'claim'],
  [/^\/recusals\/\{id\}/, 'recusal'],
  [/^\/corrections\/\{id\}/, 'correction'],
  [/^\/clearances\/\{id\}/, 'clearance'],
  [/^\/erasures\/\{id\}/, 'erasure'],
  [/^\/organisations\/\{id\}/, 'organisation'],
  [/^\/accounts\/\{(id|accountId)\}/, 'account'],
  [/^\/me\/sessions\/\{id\}/, 'session'],
  [/^\/files\/\{sha256\}/, 'file'],
  [/^\/ledger\/\{county\}/, 'county'],
];

/** The path with the county's real ids, or null when it names nothing of a county. */
function aimed(path: string): string | null {
  const room = ROOM_OF.find(([pattern]) => pattern.test(path))?.[1];
  if (room === undefined) return null;
  return path
    .replace(/\{[^}]+\}/, known[room]!)
    .replace('{fact}', 'private-gain')
    .replace('{code}', 'C13')
    .replace(/\{[^}]+\}/g, known.pledge!);
}

const STRANGERS: PersonKey[] = [
  'neighbourSponsor',
  'neighbourDepartment',
  'neighbourInspector',
  'neighbourLeader',
  'neighbourSysadmin',
  'neighbourSecadmin',
  'neighbourAuditor',
];

async function ledgerSize(): Promise<string> {
  const { rows } = await world.superuser.query<{ size: string }>('select size from ledger_head where county = $1', [
    COUNTY,
  ]);
  return rows[0]!.size;
}

it('opens to anyone only the declared routes that name a thing of a county', () => {
  const open = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods as Record<string, Operation>)
      .filter(({ security = [] }) => path.includes('{') && security.length === 0)
      .map(() => path),
  );
  // The code on a paper is known to whoever holds the paper.
  expect(open.sort()).toEqual([...OPEN_TO_ANYONE, '/api/verify/{code}'].sort());
});

it('has a real target for every route that names a thing of a county', () => {
  // Regions are known to anyone; a form draft is its account's own (form-drafts.cases.ts).
  const untargeted = routes().filter(({ path }) => path.includes('{') && aimed(path) === null);
  expect(untargeted.map(({ path }) => path)).toEqual([
    '/regions/{code}',
    '/form-drafts/{form}/{key}',
    '/form-drafts/{form}/{key}',
    '/rulebooks/{id}',
    '/verify/{code}',
  ]);
  expect(routes().filter(({ path }) => aimed(path) !== null).length).toBeGreaterThan(60);
});

it.each(STRANGERS)('%s reaches nothing of the county by any route', async stranger => {
  const before = await ledgerSize();
  const hands = world.as(stranger);
  for (const { method, path, query, body } of routes()) {
    const aim = aimed(path);
    if (aim === null) continue;
    const target = query === '' ? aim : `${aim}?${query}`;
    const sending = { ifMatch: 1 };
    const answer = await (method === 'get' ? hands.get(target) : hands[method](target, body as object, sending));
    // A stranger without the permission is told so before anything is looked up; all others find nothing.
    expect([`${method} ${path}`, answer.status, answer.body.code]).toEqual([
      `${method} ${path}`,
      expect.any(Number),
      expect.stringMatching(/not-found$|^access\.forbidden$/),
    ]);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(answer.body)).not.toContain('公墓');
  }
  expect(await ledgerSize()).toBe(before);
});

it.each(STRANGERS)('%s sees nothing of the county in any list', async stranger => {
  for (const { method, path } of routes()) {
    if (method !== 'get' || path.includes('{')) continue;
    const answer = await world.as(stranger).get(path);
    const text = JSON.stringify(answer.body);
    for (const id of Object.values(known)) if (id.length > 6) expect([path, text.includes(id)]).toEqual([path, false]);
  }
});
