// Whom a panel could seat: every inspector of the place with what keeps him away, agreeing with what forming it says.
import '../setup/plain-papers';
import type { PersonKey, World } from '../setup/world';
import { claimUpTo, type ClaimNow } from './claim-story';
import { openFiled } from './filed-world';
import { done } from './flaw-story';

let world: World;
let claim: ClaimNow;
beforeAll(async () => {
  const filed = await openFiled();
  world = filed.world;
  ({ claim } = await claimUpTo(world, 'investigating', { story: filed.story }));
});
afterAll(() => world.close());

interface Candidate {
  accountId: string;
  name: string;
  unit: string;
  keptAwayBy: { code: string; zh: string; en: string }[];
}

const candidates = () => done<Candidate[]>(world.as('secondInspector').get(`/claims/${claim.id}/candidates`), 200);
const groundsOf = (list: Candidate[], person: PersonKey) =>
  list.find(({ accountId }) => accountId === world.actor(person).accountId)?.keptAwayBy.map(({ code }) => code);

it('names every inspector of the county, those who may sit first, and why the others may not', async () => {
  const list = await candidates();
  expect(list).toHaveLength(12);
  expect(groundsOf(list, 'thirdInspector')).toEqual([]);
  expect(groundsOf(list, 'personnel')).toEqual([]);
  expect(groundsOf(list, 'governmentInspector')).toEqual(['own-unit']);
  expect(groundsOf(list, 'sponsorAsInspector')).toContain('filed');
  expect(groundsOf(list, 'cityInspector')).toBeUndefined();
  const free = list.map(({ keptAwayBy }) => keptAwayBy.length === 0);
  expect(free.lastIndexOf(true)).toBeLessThan(free.indexOf(false));
});

it('agrees with the panel: whoever is kept away is refused, whoever is free may sit', async () => {
  const list = await candidates();
  const away = list.find(({ keptAwayBy }) => keptAwayBy.length > 0)!;
  const free = list.filter(({ keptAwayBy }) => keptAwayBy.length === 0);
  const form = (members: Candidate[]) =>
    world
      .as('secondInspector')
      .post(
        `/claims/${claim.id}/panel`,
        { members: members.map(({ accountId }, seat) => ({ accountId, chair: seat === 0 })), reason: '组成合议组' },
        { ifMatch: claim.version },
      );
  const refused = await form([away, ...free.slice(0, 2)]);
  expect([refused.status, (refused.body as { code: string }).code]).toEqual([403, 'claim.panel-recused']);
  await done(form(free.slice(0, 3)), 201);
});

it.each<[PersonKey, number]>([
  ['sponsor', 403],
  ['cityInspector', 403],
  ['personnel', 403],
  ['neighbourInspector', 404],
])('is closed to %s', async (person, status) => {
  expect((await world.as(person).get(`/claims/${claim.id}/candidates`)).status).toBe(status);
});
