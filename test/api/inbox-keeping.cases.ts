// What waits for those who keep the registry: a second person's release, an erasure to carry out, a log that was not well.
import { loadRulebooks } from '../../src/platform/rulebook-files';
import { COUNTY, openWorld, type PersonKey, type World } from '../setup/world';
import { done, type Now } from './flaw-story';
import { holdersOf, inboxOf, itemOf, lookAnew, PEOPLE, turn } from './inbox-world';
import { newId } from '../../src/platform/ids';

let world: World;
beforeAll(async () => {
  world = await openWorld('2026-06-10T01:00:00.000Z');
});
afterAll(() => world.close());

describe('a rulebook draft', () => {
  const { rulebook } = loadRulebooks().rulebooks.find(
    ({ rulebook: { code, version } }) => `${code}@${version}` === 'WC-513221@2',
  )!;
  // Any inspector but its author; a second account of his sees as little as the first.
  const holders: PersonKey[] = ['secondInspector', 'personnel', 'leader'];
  const BODIES: PersonKey[] = [
    ...(['secondInspector', 'thirdInspector', 'fourthInspector', 'sponsorAsInspector', 'personnel'] as const),
    'governmentInspector',
  ];
  const drafted = (from: string) => {
    const body = { rulebook: { ...rulebook, version: 3, inForce: { ...rulebook.inForce, from } }, reason: '期限过短' };
    return done<Now>(world.as('inspector').post('/rulebooks/drafts', body), 201);
  };

  it('waits for anybody who may release, except the person who wrote it by whatever account', async () => {
    const { id: subject } = await drafted('2026-07-01');
    expect(await itemOf(world, 'inspectorAgain', { kind: 'rulebook.release', subject })).toBeUndefined();
    const overtaken = await drafted('2026-08-01');
    const everybody: PersonKey[] = [...BODIES, 'leader'];
    expect(await holdersOf(world, { kind: 'rulebook.release', subject }, PEOPLE)).toEqual(everybody);
    await turn(world, { kind: 'rulebook.release', subject, holders, by: 'leader' });
    expect(await holdersOf(world, { kind: 'rulebook.release', subject: overtaken.id })).toEqual([]);
  });

  it('is all that waits for a leader', async () => {
    expect(await inboxOf(world, 'leader')).toMatchObject({ items: [], counts: [], total: 0, more: false });
  });
});

describe('an erasure', () => {
  it('waits for the system administrator to carry it out', async () => {
    const body = { position: 0, legalDocument: '个人信息保护法', legalArticle: '第四十七条', reason: '本人申请删除' };
    const { id: subject } = await done(world.as('secadmin').post(`/ledger/${COUNTY}/erasures`, body), 201);
    await turn(world, { kind: 'erasure.execute', subject, holders: ['sysadmin'] });
  });
});

describe('a check of the log', () => {
  const run = async (failed: number, at: string) => {
    const id = newId();
    await world.superuser.query(`insert into fsck_run (county, id, origin, began_at) values ($1, $2, 'nightly', $3)`, [
      COUNTY,
      id,
      at,
    ]);
    await world.superuser.query(
      `update fsck_run set version = 2, ended_at = $3, size = 4, root = repeat('a', 64), passed = 9, failed = $4, faults = '[]',
         unjudged = '[]' where county = $1 and id = $2`,
      [COUNTY, id, at, failed],
    );
    lookAnew(world);
    return id;
  };

  it('waits for the auditor while the last one found faults', async () => {
    const subject = await run(2, '2026-06-10T02:00:00.000Z');
    expect(await holdersOf(world, { kind: 'ledger.faults', subject })).toEqual(['auditor']);
    const item = await itemOf(world, 'auditor', { kind: 'ledger.faults', subject });
    expect(item).toMatchObject({
      subject: { type: 'fsck-run', title: '2 / 11' },
      pilot: null,
      waitingSince: '2026-06-10',
    });
    await run(0, '2026-06-10T03:00:00.000Z');
    expect(await holdersOf(world, { kind: 'ledger.faults', subject })).toEqual([]);
  });
});

it('is open to everybody who is logged in, and empty of acts for those whom nothing waits for', async () => {
  const views = await Promise.all(PEOPLE.map(person => inboxOf(world, person)));
  expect(PEOPLE.filter((_, at) => views[at]!.total > 0)).toEqual([]);
});
