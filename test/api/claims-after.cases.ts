// After a decision: corrections followed to the end, protections by who asks, and a name cleared by two persons.
import '../setup/plain-papers';
import { FollowingService } from '../../src/claims/after/following.service';
import { COUNTY, type PersonKey, type World } from '../setup/world';
import { openFiled } from './filed-world';
import { done, type Now } from './flaw-story';
import { decided, servedClaim, type ServedStory } from './served-claim';

let world: World;
let story: ServedStory;
let evidence: string[];
beforeAll(async () => {
  const filed = await openFiled();
  world = filed.world;
  story = await servedClaim(world, { story: filed.story });
  const upload = world.as('sponsor').post('/files').attach('file', Buffer.from('用地批复'), 'paper.txt');
  evidence = [(await done<{ sha256: string }>(upload, 201)).sha256];
});
afterAll(() => world.close());

interface Correction extends Now {
  state: string;
  dueOn: string;
  overdue: boolean;
  workdaysLate: number;
  answeredOn: string | null;
  entries: { act: string; unit: string }[];
}
const TASK = { text: '补办农用地转用审批手续', workdays: 5 };

async function refused(sent: PromiseLike<{ status: number; body: { code?: string } }>): Promise<[number, string?]> {
  const { status, body } = await sent;
  return [status, body.code];
}

describe('corrections', () => {
  let task: Correction;
  const order = (person: PersonKey, body: object = {}) =>
    world
      .as(person)
      .post(`/claims/${story.claim.id}/corrections`, { ...TASK, unitId: world.organisation('township'), ...body });
  const act = (person: PersonKey, name: string, body: object, version = task.version) =>
    world.as(person).post(`/corrections/${task.id}/${name}`, body, { ifMatch: version });

  it('are ordered by an inspector of the handling body alone, with a term that can be kept', async () => {
    for (const [person, code] of [
      ['sponsor', 'access.forbidden'],
      ['leader', 'access.forbidden'],
      ['governmentInspector', 'claim.not-handling'],
      ['cityInspector', 'claim.not-handling'],
      ['neighbourInspector', 'claim.not-found'],
      ['sponsorAsInspector', 'claim.recused'],
    ] as [PersonKey, string][]) {
      expect([person, (await order(person)).body.code]).toEqual([person, code]);
    }
    expect(await refused(order('inspector', { workdays: undefined }))).toEqual([400, 'correction.due-unsaid']);
    expect(await refused(order('inspector', { dueOn: '2026-07-01' }))).toEqual([400, 'correction.due-unsaid']);
    const past = order('inspector', { workdays: undefined, dueOn: '2026-06-09' });
    expect(await refused(past)).toEqual([400, 'correction.due-past']);
    const stranger = order('inspector', { unitId: world.organisation('neighbourTownship') });
    expect(await refused(stranger)).toEqual([404, 'organisation.not-found']);
  });

  it('are due by working days: nine from Tuesday 9 June, over the Dragon Boat Festival', async () => {
    task = await done<Correction>(order('inspector', { workdays: 9 }), 201);
    expect(task).toMatchObject({
      state: 'open',
      dueOn: '2026-06-23',
      overdue: false,
      receipt: { kind: 'correction.ordered' },
    });
    expect(task.code).toMatch(/^JC-513221-2026-\d{4}$/);
  });

  it('are answered by the responsible unit with evidence, and by nobody else', async () => {
    const body = { text: '已补办并公示', evidence };
    expect(await refused(act('otherSponsor', 'answer', body))).toEqual([403, 'correction.not-addressed']);
    expect(await refused(act('inspector', 'answer', body))).toEqual([403, 'access.forbidden']);
    expect(await refused(act('sponsor', 'answer', { ...body, evidence: [] }))).toEqual([400, 'request.invalid']);
    const unknown = { ...body, evidence: ['0'.repeat(64)] };
    expect(await refused(act('sponsor', 'answer', unknown))).toEqual([400, 'file.unknown']);
    expect(await refused(act('sponsor', 'answer', body, 7))).toEqual([412, 'version.stale']);
    expect(await refused(act('inspector', 'sign-off', { reason: '已核验' }))).toEqual([409, 'state.act-not-open']);
    task = await done<Correction>(act('sponsorColleague', 'answer', body), 200);
    expect(task).toMatchObject({ state: 'answered', answeredOn: '2026-06-09', evidence });
  });

  it('are sent back with a new term, late once it has passed, and followed to the end', async () => {
    const sentBack = act('secondInspector', 'send-back', { reason: '公示范围不足', dueOn: '2026-06-24' });
    task = await done<Correction>(sentBack, 200);
    expect(task).toMatchObject({ state: 'sent-back', dueOn: '2026-06-24' });
    const on = async (day: string) =>
      done<Correction>(world.as('leader').get(`/corrections/${task.id}?day=${day}`), 200);
    expect(await on('2026-06-24')).toMatchObject({ overdue: false, daysLeft: 0 });
    expect(await on('2026-06-29')).toMatchObject({ overdue: true, workdaysLate: 3, daysLeft: -5 });
    const late = await done<{ items: Now[] }>(
      world.as('inspector').get('/corrections?overdue=yes&day=2026-06-29'),
      200,
    );
    expect(late.items.map(({ id }) => id)).toEqual([task.id]);
    const none = await done<{ items: Now[] }>(
      world.as('inspector').get('/corrections?overdue=yes&day=2026-06-24'),
      200,
    );
    expect(none.items).toEqual([]);
    task = await done<Correction>(act('sponsor', 'answer', { text: '已扩大公示', evidence }), 200);
    task = await done<Correction>(act('inspector', 'sign-off', { reason: '现场核验到位' }), 200);
    const whole = await done<Correction>(world.as('sponsor').get(`/corrections/${task.id}`), 200);
    expect(whole.state).toBe('signed-off');
    expect(whole.entries.map(entry => entry.act)).toEqual(['order', 'answer', 'send-back', 'answer', 'sign-off']);
  });

  it('are seen by the claimant, by the unit that has to act, and by nobody else’s sponsors', async () => {
    const other = await done<Correction>(order('inspector', { unitId: world.organisation('land') }), 201);
    const seen = async (person: PersonKey, path: string) => (await world.as(person).get(path)).status;
    expect(await seen('land', `/corrections/${other.id}`)).toBe(200);
    expect(await seen('land', `/corrections/${task.id}`)).toBe(404);
    expect(await seen('land', `/claims/${story.claim.id}/corrections`)).toBe(404);
    expect(await seen('sponsor', `/corrections/${other.id}`)).toBe(200);
    expect(await seen('otherSponsor', `/corrections/${other.id}`)).toBe(404);
    const { items } = await done<{ items: Now[] }>(world.as('land').get('/corrections'), 200);
    expect(items.map(({ id }) => id)).toEqual([other.id]);
  });

  it('are frozen in the database: what is asked for, an act undone, a recused hand', async () => {
    const as = (text: string) => world.superuser.query(text);
    await expect(as(`update claim_correction set text = '换一件事情', version = version + 1`)).rejects.toMatchObject({
      constraint: 'claim_correction_frozen',
    });
    await expect(
      as(`update claim_correction set state = 'open', version = version + 1 where state = 'signed-off'`),
    ).rejects.toMatchObject({ constraint: 'claim_correction_frozen' });
    await expect(as('delete from claim_correction_entry')).rejects.toMatchObject({
      constraint: 'claim_correction_entry_append_only',
    });
  });
});

describe('protections', () => {
  const ask = (person: PersonKey, more = '') =>
    world.as(person).get(`/protections?unit=${world.organisation('township')}&matter=${story.flaw.code}${more}`);

  it('answer the organisation department with number and validity, and never with the file', async () => {
    const { body, status } = await ask('personnel');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      answer: 'must-not-count',
      reason: 'exempted',
      pending: false,
      decision: { code: story.claim.decision, kind: 'exempt', servedOn: '2026-06-09', validThrough: null },
    });
    expect(body.consequences.map(({ zh }: { zh: string }) => zh)).toEqual([
      '绩效考核',
      '评先评优',
      '职务职级晋升',
      '职称评聘',
      '表彰奖励',
    ]);
    const text = JSON.stringify(body);
    for (const hidden of [story.claim.id, story.flaw.id, '公墓', '用地', '漩口']) expect(text).not.toContain(hidden);
  });

  it.each<[PersonKey, number]>([
    ['personnel', 200],
    ['inspector', 200],
    ['auditor', 200],
    ['sponsor', 200],
    ['sponsorColleague', 200],
    ['cityInspector', 200],
    ['otherSponsor', 403],
    ['land', 403],
    ['governmentInspector', 403],
    ['leader', 403],
    ['sysadmin', 403],
    ['neighbourInspector', 404],
    ['neighbourSponsor', 403],
  ])('%s is answered %i', async (person, status) => {
    expect((await ask(person)).status).toBe(status);
  });

  it.each(
    [
      '',
      'acts',
      'statements',
      'findings',
      'panel',
      'decisions',
      'deliberation',
      'recusals',
      'corrections',
      'clearances',
    ].map(part => [part]),
  )('leave the file closed to the organisation department: claims/:id/%s', async part => {
    const path = `/claims/${story.claim.id}/${part}`.replace(/\/$/, '');
    expect(await refused(world.as('personnel').get(path))).toEqual([404, 'claim.not-found']);
    expect((await world.as('auditor').get(path)).status).toBe(200);
  });

  it('leave the lists empty for it as well', async () => {
    for (const path of ['/claims', '/corrections']) {
      expect((await world.as('inspector').get(path)).body.items.length).toBeGreaterThan(0);
      expect((await world.as('personnel').get(path)).body.items).toEqual([]);
    }
  });

  it('answer by the accountability’s number as well, for the day asked about', async () => {
    const path = `/protections?unit=${world.organisation('township')}&matter=${story.matter.code}&day=`;
    expect((await world.as('personnel').get(`${path}2026-06-08`)).body).toMatchObject({
      answer: 'no-decision',
      reason: 'not-served',
    });
    expect((await world.as('personnel').get(`${path}2026-06-09`)).body).toMatchObject({ answer: 'must-not-count' });
  });

  it('need a name and a matter that fit', async () => {
    expect(await refused(world.as('personnel').get(`/protections?matter=${story.flaw.code}`))).toEqual([
      400,
      'protection.nobody-named',
    ]);
    const other = `/protections?unit=${world.organisation('otherTownship')}&matter=${story.flaw.code}`;
    expect(await refused(world.as('personnel').get(other))).toEqual([404, 'protection.matter-unknown']);
  });

  it.each<[NonNullable<Parameters<typeof decided>[2]>, string, string]>([
    [{ kind: 'mitigated' }, 'may-count', 'as-decided'],
    [{ kind: 'refused' }, 'may-count', 'refused'],
    [{ kind: 'exempt', validThrough: '2026-06-08' }, 'may-count', 'expired'],
    [{ unserved: true }, 'no-decision', 'not-served'],
  ])('%j: %s, %s', async (options, answer, reason) => {
    const other = await servedClaim(world, { story, ...options });
    const asked = `/protections?unit=${world.organisation('township')}&matter=${other.flaw.code}`;
    const { body } = await world.as('personnel').get(asked);
    expect(body).toMatchObject({ answer, reason, consequences: [], pending: options.unserved === true });
  });

  it('follow a review that replaced the decision', async () => {
    const other = await servedClaim(world, { story });
    await decided(world, other.claim.id, { kind: 'refused', stage: 're-review' });
    const asked = `/protections?unit=${world.organisation('township')}&matter=${other.flaw.code}`;
    expect((await world.as('personnel').get(asked)).body).toMatchObject({ answer: 'may-count', reason: 'overturned' });
  });

  it('an officer’s matter is his own, not his colleagues’ nor his unit’s', async () => {
    const other = await servedClaim(world, { story, officer: 'sponsor' });
    const officer = world.actor('sponsor').accountId;
    const path = `/protections?officer=${officer}&matter=${other.flaw.code}`;
    expect((await world.as('sponsor').get(path)).body.answer).toBe('must-not-count');
    expect((await world.as('sponsorColleague').get(path)).status).toBe(403);
    expect((await world.as('personnel').get(path)).body.answer).toBe('must-not-count');
    const unit = `/protections?unit=${world.organisation('township')}&matter=${other.flaw.code}`;
    expect(await refused(world.as('personnel').get(unit))).toEqual([404, 'protection.matter-unknown']);
  });
});

describe('clearance', () => {
  const BODY = {
    alleged: ['虚报公墓建设用地面积'],
    found: ['经实地测量，用地面积与批复一致'],
    scope: '全县各乡镇和县级部门',
  };
  const propose = (person: PersonKey, version = story.claim.version) =>
    world.as(person).post(`/claims/${story.claim.id}/clear`, BODY, { ifMatch: version });
  const end = (person: PersonKey, clearance: Now, act = 'confirm') =>
    world.as(person).post(`/clearances/${clearance.id}/${act}`, { reason: '材料充分' }, { ifMatch: clearance.version });

  it('is proposed by the handling body, where an exemption is in force', async () => {
    expect(await refused(propose('sponsor'))).toEqual([403, 'access.forbidden']);
    expect(await refused(propose('personnel'))).toEqual([403, 'claim.not-handling']);
    const refusedClaim = await servedClaim(world, { story, kind: 'refused' });
    const sent = world
      .as('inspector')
      .post(`/claims/${refusedClaim.claim.id}/clear`, BODY, { ifMatch: refusedClaim.claim.version });
    expect(await refused(sent)).toEqual([409, 'clearance.not-open']);
  });

  it('is confirmed by another natural person alone, and then protects', async () => {
    const first = await done<Now & { claimVersion: number }>(propose('inspector'), 201);
    expect(first.code).toMatch(/^CQ-513221-2026-\d{4}$/);
    expect(await refused(propose('secondInspector', first.claimVersion))).toEqual([409, 'clearance.open-already']);
    for (const person of ['inspector', 'inspectorAgain'] as const) {
      expect([person, ...(await refused(end(person, first)))]).toEqual([person, 403, 'clearance.one-person']);
    }
    expect(await refused(end('cityInspector', first))).toEqual([403, 'claim.not-handling']);
    expect(await refused(end('sponsorAsInspector', first))).toEqual([403, 'claim.recused']);
    const hidden = await done<object[]>(world.as('sponsor').get(`/claims/${story.claim.id}/clearances`), 200);
    expect(hidden).toEqual([]);
    const dropped = await done<Now & { state: string }>(end('inspector', first, 'drop'), 200);
    expect(dropped.state).toBe('dropped');
    const again = await done<Now>(propose('inspector', first.claimVersion), 201);
    const confirmed = await done<Now & { state: string }>(end('secondInspector', again), 200);
    expect(confirmed).toMatchObject({ state: 'confirmed', receipt: { kind: 'clearance.confirmed' } });
    expect(await refused(end('thirdInspector', confirmed))).toEqual([409, 'state.act-not-open']);
    expect(await done<object[]>(world.as('sponsor').get(`/claims/${story.claim.id}/clearances`), 200)).toHaveLength(1);
    const asked = `/protections?unit=${world.organisation('township')}&matter=${story.flaw.code}`;
    expect((await world.as('personnel').get(asked)).body).toMatchObject({
      answer: 'must-not-count',
      reason: 'cleared',
    });
  });

  it('is refused to one person by the database too', async () => {
    const other = await servedClaim(world, { story });
    const sent = world.as('inspector').post(`/claims/${other.claim.id}/clear`, BODY, { ifMatch: other.claim.version });
    const { id } = await done(sent, 201);
    const forced = world.superuser.query(
      `update claim_clearance set state = 'confirmed', version = version + 1, ended_by = proposed_by, ended_person = person_id,
         ended_unit = proposed_unit, ended_at = now(), end_reason = '自行确认' where id = $1`,
      [id],
    );
    await expect(forced).rejects.toMatchObject({ constraint: 'claim_clearance_two_persons' });
  });
});

it('a claim is unfinished while a correction is open, and finished once all are signed off', async () => {
  const finished = () =>
    world.journal.read(world.actor('inspector'), q =>
      world.app.get(FollowingService).refuseUnfinished(q, { county: COUNTY, id: story.claim.id }),
    );
  await expect(finished()).rejects.toMatchObject({
    code: 'claim.corrections-open',
    details: { figures: { count: 1 } },
  });
  const open = await done<{ items: Now[] }>(world.as('land').get('/corrections?state=open'), 200);
  const body = { text: '已经补办', evidence };
  let task = open.items[0]!;
  const answered = world.as('land').post(`/corrections/${task.id}/answer`, body, { ifMatch: task.version });
  task = await done(answered, 200);
  await expect(finished()).rejects.toMatchObject({ code: 'claim.corrections-open' });
  const signed = world
    .as('inspector')
    .post(`/corrections/${task.id}/sign-off`, { reason: '已核验' }, { ifMatch: task.version });
  await done(signed, 200);
  await expect(finished()).resolves.toBeUndefined();
});
