// No route reads or writes another county's rows: every route of the API document is called by strangers with real ids.
import type { OpenAPIObject } from '@nestjs/swagger';
import { apiDocument } from '../../src/platform/api-document';
import { COUNTY, openWorld, type PersonKey, type World } from '../setup/world';
import { done, REPORT, storyUpToTheAct } from './flaw-story';

let world: World;
let document: OpenAPIObject;
/** Real ids of the county, by the name of the path parameter and the room of the path. */
let known: Record<string, string>;

beforeAll(async () => {
  world = await openWorld();
  document = apiDocument(world.app);
  const { pilot, approval, pledge, record } = await storyUpToTheAct(world);
  const sponsor = world.as('sponsor');
  const flaw = await done(sponsor.post('/flaws', { ...REPORT, pilotId: pilot.id }), 201);
  const finding = await done(world.as('inspector').post(`/flaws/${flaw.id}/check`), 201);
  const upload = sponsor.post('/files').attach('file', Buffer.from('会议纪要'), 'minutes.txt');
  const file = await done<{ sha256: string }>(upload, 201);
  known = {
    pilot: pilot.id,
    approval: approval.id,
    pledge: pledge.id,
    exemption: record.id,
    flaw: flaw.id,
    finding: finding.id,
    file: file.sha256,
    organisation: world.organisation('township'),
    account: world.actor('sponsor').accountId,
    session: await sessionOf(world.actor('sponsor').accountId),
    county: COUNTY,
  };
});
afterAll(() => world.close());

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

function routes(): Route[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
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
  [/^\/flaws\/\{id\}/, 'flaw'],
  [/^\/findings\/\{id\}/, 'finding'],
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

it('has a real target for every route that names a thing of a county', () => {
  const untargeted = routes().filter(({ path }) => path.includes('{') && aimed(path) === null);
  expect(untargeted.map(({ path }) => path)).toEqual(['/rulebooks/{id}']);
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
