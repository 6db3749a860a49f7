// Which rulebook a form is held to is the registry's word, not the reader's guess: the one the check itself would take.
import { loadRulebooks } from '../../src/platform/rulebook-files';
import { RulebooksService } from '../../src/rulebooks/rulebooks.service';
import { CITY, COUNTY, NEIGHBOUR, openWorld, type PersonKey, type World } from '../setup/world';
import { done } from './flaw-story';

interface Held {
  id: string;
  rulebook: { code: string; version: number };
}

let world: World;
beforeAll(async () => {
  world = await openWorld('2026-06-10T01:00:00.000Z');
});
afterAll(() => world.close());

const ask = (person: PersonKey, query: Record<string, string>) =>
  world.as(person).get(`/rulebooks/in-force?${new URLSearchParams(query).toString()}`);

const heldBy = async (query: Record<string, string>): Promise<string> =>
  (await done<Held>(ask('sponsor', { county: COUNTY, field: 'civil-affairs', ...query }), 200)).id;

it.each([
  ['2026-06-10', 'WC-513221@2'],
  ['2026-01-01', 'WC-513221@2'],
  ['2025-12-31', 'WC-513221@1'],
  ['2025-01-01', 'WC-513221@1'],
])('names the book in force on %s: %s', async (day, id) => {
  expect(await heldBy({ day })).toBe(id);
});

it('falls back on the rules of the nation where nothing nearer is in force', async () => {
  const [county, nation] = [await heldBy({ day: '2025-01-01' }), await heldBy({ day: '2024-12-31' })];
  expect(nation).not.toBe(county);
  const { rulebook } = loadRulebooks().rulebooks.find(
    ({ rulebook: { code, version } }) => `${code}@${version}` === nation,
  )!;
  expect(rulebook.region).toBe('000000');
});

it('means today, in Asia/Shanghai, when no day is given', async () => {
  expect(await heldBy({})).toBe('WC-513221@2');
  const lastYear = await openWorld('2025-12-31T15:59:59.000Z');
  try {
    const path = `/rulebooks/in-force?county=${COUNTY}&field=other`;
    expect((await done<Held>(lastYear.as('sponsor').get(path), 200)).id).toBe('WC-513221@1');
    lastYear.clock.step('2025-12-31T16:00:00.000Z');
    expect((await done<Held>(lastYear.as('sponsor').get(path), 200)).id).toBe('WC-513221@2');
  } finally {
    await lastYear.close();
  }
});

it('prefers a rule made for the field, as the check does', async () => {
  const { rulebook } = loadRulebooks().rulebooks.find(({ rulebook: one }) => one.code === 'WC-513221')!;
  const made = { ...rulebook, code: 'WC-513221-MARKET', version: 1, fields: ['market'] };
  const inForce = { ...rulebook.inForce, from: '2026-02-01', to: null };
  await world.app
    .get(RulebooksService)
    .load([{ rulebook: { ...made, inForce }, sha256: 'a'.repeat(64), file: 'market.yaml' }]);
  expect(await heldBy({ field: 'market' })).toBe('WC-513221-MARKET@1');
  expect(await heldBy({ field: 'tourism' })).toBe('WC-513221@2');
  for (const field of ['market', 'tourism']) {
    const chosen = await world.journal.read({ county: COUNTY, reach: COUNTY }, q =>
      world.app.get(RulebooksService).chosen(q, { region: COUNTY, field }, '2026-06-10'),
    );
    expect(await heldBy({ field })).toBe(`${chosen?.rulebook.code}@${chosen?.rulebook.version}`);
  }
});

it('answers with the very view of that book', async () => {
  const held = await done(ask('sponsor', { county: COUNTY, field: 'tourism' }), 200);
  expect(held).toEqual(await done(world.as('sponsor').get('/rulebooks/WC-513221@2'), 200));
});

it('says in both languages that no book was in force', async () => {
  const { body, status } = await ask('sponsor', { county: COUNTY, field: 'other', day: '2019-08-31' });
  expect(status).toBe(404);
  expect(body).toMatchObject({
    code: 'rulebook.none-found',
    detail: {
      zh: expect.stringContaining('2019-08-31') as string,
      en: expect.stringContaining('none is in force in 513221 on 2019-08-31') as string,
    },
  });
});

it.each<[PersonKey, string, number]>([
  ['sponsor', COUNTY, 200],
  ['auditor', COUNTY, 200],
  ['cityInspector', COUNTY, 200],
  ['cityInspector', CITY, 200],
  ['sponsor', NEIGHBOUR, 404],
  ['sponsor', CITY, 404],
  ['neighbourInspector', COUNTY, 404],
  ['cityInspector', NEIGHBOUR, 404],
])('%s asking about %s is answered %i', async (person, county, status) => {
  const answer = await ask(person, { county, field: 'other' });
  expect(answer.status).toBe(status);
  if (status === 404) expect(answer.body.code).toBe('rulebook.county-not-found');
});

it.each([
  [{ field: 'other' }, 'county'],
  [{ county: '5132', field: 'other' }, 'county'],
  [{ county: COUNTY }, 'field'],
  [{ county: COUNTY, field: 'alchemy' }, 'field'],
  [{ county: COUNTY, field: 'other', day: '2026-02-30' }, 'day'],
])('%j is refused, naming %s', async (query, field) => {
  const { body, status } = await ask('sponsor', query as Record<string, string>);
  expect(status).toBe(400);
  expect(new Set((body.fields as { field: string }[]).map(fault => fault.field))).toEqual(new Set([field]));
});
