// A county in which every figure of the board has something to count, and a second county of the same city beside it.
import { newId } from '../../src/platform/ids';
import { FilesService } from '../../src/files/files.service';
import { draftPilot, PILOT_BODY, runningPilot, type PilotNow } from '../setup/stories';
import { openWorld, type PersonKey, type World } from '../setup/world';
import { claimAt } from './claim-decided';
import { claimUpTo } from './claim-story';
import { done, REPORT, type Now, type Story } from './flaw-story';
import { servedClaim } from './served-claim';

/** The county of the same city that is seeded by SQL. */
export const SECOND_COUNTY = '513222';
/** The world's last day. */
export const TODAY = '2026-07-20';

const scopeOf = (...regions: string[]) => ({ scope: { ...PILOT_BODY.scope, regions } });
const at = (day: string) => `${day}T01:00:00.000Z`;

let opened: Promise<World> | undefined;

/** One for a whole spec file: most of what its cases cost is playing it. Only the last case of board.cases writes. */
export const boardWorld = (): Promise<World> => (opened ??= openBoardWorld());

async function openBoardWorld(): Promise<World> {
  const world = await openWorld();
  const { story } = await claimsOf(world);
  await flawsOf(world, story);
  const assigned = await pilotsOf(world);
  await pledgesOf(world, assigned);
  await approvalsOf(world, assigned);
  await secondCounty(world);
  world.clock.step(at(TODAY));
  return world;
}

/** One served with a re-review's decision unserved beside it, and one in each early state; some have run out of their term. */
async function claimsOf(world: World): Promise<{ story: Story }> {
  const story = await servedClaim(world, { kind: 'exempt' });
  const again = { story };
  await servedClaim(world, { ...again, kind: 'refused' });
  for (const state of ['filed', 'investigating', 'suspended', 'withdrawn', 'not-admitted'] as const) {
    await claimUpTo(world, state, again);
  }
  const decided = await claimAt(world, 'decided', { ...again, kind: 'mitigated' });
  expect(decided.claim.state).toBe('decided');
  world.clock.step(at('2026-07-14'));
  await claimUpTo(world, 'filed', again);
  world.clock.step(at('2026-07-15'));
  await claimUpTo(world, 'admitted', again);
  return { story };
}

async function flawsOf(world: World, { pilot }: Story): Promise<void> {
  const report = { ...REPORT, pilotId: pilot.id };
  await done(world.as('sponsor').post('/flaws', report), 201);
  const barred = await done(world.as('inspector').post('/flaws', { ...report, foundBy: 'audit' }), 201);
  const fact = { value: 'yes', reason: '账目核实' };
  await done(world.as('inspector').post(`/flaws/${barred.id}/facts/private-gain`, fact), 201);
  await done(world.as('inspector').post(`/flaws/${barred.id}/check`), 201);
  const unknown = await done(world.as('sponsor').post('/flaws', { ...report, lossFen: null }), 201);
  await done(world.as('inspector').post(`/flaws/${unknown.id}/check`), 201);
  const { version } = await done(world.as('inspector').get(`/flaws/${unknown.id}`), 200);
  const ending = { reason: '核对结论已采用' };
  await done(world.as('inspector').post(`/flaws/${unknown.id}/close`, ending, { ifMatch: version }), 200);
}

/** In all states, fields and kinds of place; the running ones that were assigned from above are handed on. */
async function pilotsOf(world: World): Promise<PilotNow[]> {
  const [sponsor, other] = [world.as('sponsor'), world.as('otherSponsor')];
  await draftPilot(sponsor, { field: 'water' });
  await runningPilot(other, { ...scopeOf('513221102'), origin: 'self-started', field: 'tourism' });
  await runningPilot(sponsor, { ...scopeOf('513221'), field: 'digital-government' });
  await runningPilot(sponsor, scopeOf('513221000', '513221102', '513221102001'));
  const act = async (pilot: PilotNow, name: string, body: object) =>
    done<PilotNow>(sponsor.post(`/pilots/${pilot.id}/${name}`, body, { ifMatch: pilot.version }), 200);
  await act(await runningPilot(sponsor), 'suspend', { reason: '上级资金未到位' });
  for (const outcome of ['adopted', 'starved', 'tested-not-adopted']) {
    await act(await runningPilot(sponsor, { field: 'tourism' }), 'close', { reason: '试点期满', outcome });
  }
  const registered = await draftPilot(sponsor, scopeOf('513221106', '513221107'));
  await act(registered, 'register', {});
  const moved = await runningPilot(sponsor);
  const amendment = { reason: '群众要求增加', changes: { regions: ['513221102', '513221106'] } };
  await done(sponsor.post(`/pilots/${moved.id}/amend`, amendment, { ifMatch: moved.version }), 201);
  const assigned = [];
  for (let n = 0; n < 3; n++) assigned.push(await runningPilot(sponsor));
  return [...assigned, await runningPilot(sponsor, { origin: 'self-started', assignedBy: undefined })];
}

interface PledgePlan {
  body?: object;
  tranches: [dueOn: string, amount: number][];
  /** Confirmed unless the third says otherwise. */
  given?: [on: string, amount: number, left?: 'entered' | 'refused'][];
  revised?: [on: string, amount: number][];
}

const UNITS = { kind: 'staff', what: '派驻工作人员', unit: '人' };

const PLANS: PledgePlan[] = [
  {
    tranches: [
      ['2026-03-31', 100],
      ['2026-06-30', 200],
      ['2026-12-31', 300],
    ],
    given: [['2026-04-10', 150]],
  },
  { tranches: [['2026-05-31', 100]], given: [['2026-05-30', 250]] },
  {
    tranches: [['2026-05-31', 900]],
    given: [
      ['2026-06-01', 100, 'entered'],
      ['2026-06-02', 90, 'refused'],
    ],
  },
  {
    tranches: [
      ['2026-03-31', 400],
      ['2026-12-31', 600],
    ],
    revised: [['2026-05-01', 300]],
    given: [['2026-04-01', 300]],
  },
  {
    tranches: [
      ['2026-03-31', 400],
      ['2026-06-30', 600],
    ],
    revised: [
      ['2026-05-01', 700],
      ['2026-06-15', 900],
    ],
  },
  { tranches: [['2026-04-30', 500]], revised: [['2026-06-01', 0]] },
  { tranches: [['2026-12-31', 500]] },
  {
    body: UNITS,
    tranches: [
      ['2026-04-30', 2],
      ['2026-08-31', 3],
    ],
    given: [['2026-05-06', 1]],
  },
  { body: UNITS, tranches: [['2026-04-30', 4]], revised: [['2026-05-20', 2]], given: [['2026-06-01', 2]] },
];

async function pledgesOf(world: World, pilots: readonly PilotNow[]): Promise<void> {
  const sponsor = world.as('sponsor');
  const claim = async (pilot: PilotNow, body: object) => done(sponsor.post(`/pilots/${pilot.id}/pledges`, body), 201);
  for (const [n, plan] of PLANS.entries()) {
    const giver: PersonKey = n % 2 === 0 ? 'civilAffairs' : 'land';
    const pledge = await claim(pilots[n % pilots.length]!, bodyOf(plan, world.organisation(giver)));
    await made(world, giver, { pledge, plan });
  }
  const { sha256 } = await world.app.get(FilesService).store(world.actor('sponsor'), Buffer.from('会议纪要'));
  const plain = bodyOf(PLANS[0]!, world.organisation('civilAffairs'));
  const documented = { ...plain, documentNumber: '汶民发〔2026〕3号', documentSha256: sha256 };
  await claim(pilots[0]!, documented);
  await claim(pilots[0]!, { ...plain, documentNumber: '汶民发〔2026〕4号' });
  const outside = { ...documented, giverId: undefined, giverName: '阿坝州民政局' };
  await claim(pilots[1]!, outside);
  await claim(pilots[1]!, { ...plain, giverId: undefined, giverName: '阿坝州财政局' });
  const disputed = await claim(pilots[2]!, plain);
  const reason = { reason: '文件未列明该项资金' };
  const disputing = world
    .as('civilAffairs')
    .post(`/pledges/${disputed.id}/dispute`, reason, { ifMatch: disputed.version });
  await done(disputing, 200);
}

const measured = (plan: PledgePlan, amount: number) => (plan.body ? { quantity: amount } : { amountFen: amount });

function bodyOf(plan: PledgePlan, giverId: string): object {
  const whole = plan.tranches.reduce((sum, [, amount]) => sum + amount, 0);
  const tranches = plan.tranches.map(([dueOn, amount]) => ({ dueOn, ...measured(plan, amount) }));
  return { kind: 'funds', what: '公墓建设补助资金', giverId, ...plan.body, ...measured(plan, whole), tranches };
}

async function made(
  world: World,
  giver: PersonKey,
  { pledge, plan }: { pledge: Now; plan: PledgePlan },
): Promise<void> {
  let { version } = pledge;
  const act = async (person: PersonKey, path: string, [body, status]: [object, number]) => {
    const sent = world.as(person).post(`/pledges/${pledge.id}/${path}`, body, { ifMatch: version });
    const answered = await done<{ version: number; entry: { id: string } }>(sent, status);
    version = answered.version;
    return answered;
  };
  await act(giver, 'counter-sign', [{}, 200]);
  for (const [on, amount, left] of plan.given ?? []) {
    const { entry } = await act(giver, 'deliveries', [{ on, ...measured(plan, amount) }, 201]);
    if (left === 'refused') await act('sponsor', `deliveries/${entry.id}/refuse`, [{ reason: '未收到该笔款项' }, 200]);
    else if (left === undefined) await act('sponsor', `deliveries/${entry.id}/confirm`, [{}, 200]);
  }
  for (const [on, amount] of plan.revised ?? []) {
    const { entry } = await act(giver, 'revisions', [{ on, note: '资金压减', ...measured(plan, amount) }, 201]);
    await act('sponsor', `revisions/${entry.id}/confirm`, [{}, 200]);
  }
}

type Step = [person: PersonKey, act: string, body: object];

const RETURNED = { remarks: [{ topic: '选址', demand: 'more', by: '科室负责人' }] };
const PATH = {
  matter: '农用地转用审批',
  legalBasis: '土地管理法第四十四条',
  termWorkdays: 20,
  materials: ['用地申请'],
};

/** Each begins as opened; days are stated. */
const COURSES: Step[][] = [
  [],
  [['sponsor', 'apply', { on: '2026-03-03' }]],
  [
    ['sponsor', 'apply', { on: '2026-04-01' }],
    ['land', 'accept', { on: '2026-04-03' }],
  ],
  [
    ['sponsor', 'apply', { on: '2026-03-03' }],
    ['land', 'return', { on: '2026-05-06', ...RETURNED }],
  ],
  [
    ['sponsor', 'apply', { on: '2026-06-01' }],
    ['land', 'return', { on: '2026-06-10', ...RETURNED }],
    ['sponsor', 'resubmit', { on: '2026-06-20' }],
  ],
  [
    ['sponsor', 'apply', { on: '2026-06-20' }],
    ['land', 'suspend', { on: '2026-06-25', reason: 'hearing' }],
  ],
  [['sponsor', 'apply', { on: '2026-07-15' }]],
  [
    ['sponsor', 'apply', { on: '2026-03-03' }],
    ['land', 'grant', { on: '2026-04-20' }],
  ],
  [
    ['sponsor', 'apply', { on: '2026-03-03' }],
    ['land', 'grant', { on: '2026-03-10' }],
  ],
  [
    ['sponsor', 'apply', { on: '2026-05-03' }],
    ['land', 'refuse', { on: '2026-06-10', note: '不符合村庄规划' }],
  ],
  [
    ['sponsor', 'apply', { on: '2026-05-03' }],
    ['sponsor', 'withdraw', { on: '2026-06-10' }],
  ],
  [['sponsor', 'inquire', { on: '2026-03-03' }]],
  [['sponsor', 'inquire', { on: '2026-07-10' }]],
  [
    ['sponsor', 'inquire', { on: '2026-03-03' }],
    ['land', 'name-path', { on: '2026-06-01', ...PATH }],
  ],
];

async function approvalsOf(world: World, pilots: readonly PilotNow[]): Promise<void> {
  for (const [n, course] of COURSES.entries()) {
    const inquiry = course[0]?.[1] === 'inquire';
    const terms = inquiry ? {} : { legalBasis: '土地管理法第四十四条', termWorkdays: 20 };
    const approver: PersonKey = n === 2 ? 'civilAffairs' : 'land';
    const approverId = world.organisation(approver);
    const asked = { matter: '农村公益性公墓用地审批', fieldClass: 'land', approverId, ...terms };
    // The last pilot was not assigned from above: what it waits for is no missing means.
    const pilot = pilots[n % 4 === 1 ? 1 : n % 4 === 3 ? 3 : 0]!;
    const opened = inquiry ? { ...asked, inquiry: course[0]![2] } : asked;
    let now = await done(world.as('sponsor').post(`/pilots/${pilot.id}/approvals`, opened), 201);
    for (const [person, act, body] of inquiry ? course.slice(1) : course) {
      const hands = world.as(person === 'land' ? approver : person);
      now = await done(hands.post(`/approvals/${now.id}/${act}`, body, { ifMatch: now.version }), 200);
    }
  }
}

/** Rows as they would stand there: nobody of the world works in that county. */
async function secondCounty(world: World): Promise<void> {
  const county = SECOND_COUNTY;
  const [unit, account, pilot, other] = [newId(), newId(), newId(), newId()];
  const run = (sql: string, values: unknown[]) => world.superuser.query(sql, values);
  await run('begin', []);
  await run('set local session_replication_role = replica', []);
  await run(
    `insert into organisation (county, id, region, level, kind, name, credit_code, recorded_at)
     select $1, $2, '513222100', 'township', 'government', '杂谷脑镇人民政府', credit_code, recorded_at
     from organisation where county = '513221' limit 1`,
    [county, unit],
  );
  for (const [id, state] of [
    [pilot, 'running'],
    [other, 'draft'],
  ]) {
    await run(
      `insert into pilot (county, id, code, state, title, problem, beneficiaries, origin, assigned_by, sponsor_id, lead_id, field,
         period_from, search_text, grams, recorded_at)
       values ($1, $2, 'SD-513222-2026-' || $3::text, $3::text, '乡镇养老驿站', '老人无人照料', '全镇老人', 'assigned', '理民发〔2026〕1号', $4, $5,
         'civil-affairs', '2026-03-01', '', '{}', '2026-04-02T01:00:00Z')`,
      [county, id, state, unit, account],
    );
  }
  await run(
    `insert into flaw (county, id, code, state, pilot_id, found_by, units, posts, description, files, self_report, established,
       reporter_id, reporter_unit, search_text, grams, recorded_at)
     values ($1, $2, 'XC-513222-2026-0001', 'reported', $3, 'audit', '{}', '{}', '用地未批先建', '{}', 'unknown', true, $4, $5, '', '{}',
       '2026-05-02T01:00:00Z')`,
    [county, newId(), pilot, account, unit],
  );
  const pledge = newId();
  await run(
    `insert into pledge (county, id, code, pilot_id, receiver_id, giver_id, kind, standing, recorded_at)
     values ($1, $2, 'CN-513222-2026-0001', $3, $4, $5, 'funds', 'made', '2026-04-02T01:00:00Z')`,
    [county, pledge, pilot, other, unit],
  );
  await run(
    `insert into pledge_terms (county, id, pledge_id, number, what, amount_fen, actor_id, recorded_at)
     values ($1, $2, $3, 1, '建设补助', 77, $4, '2026-04-02T01:00:00Z')`,
    [county, newId(), pledge, account],
  );
  await run(
    `insert into pledge_tranche (county, id, pledge_id, terms_number, ordinal, due_on, amount_fen, recorded_at)
     values ($1, $2, $3, 1, 1, '2026-05-31', 77, '2026-04-02T01:00:00Z')`,
    [county, newId(), pledge],
  );
  const approval = newId();
  await run(
    `insert into approval (county, id, version, code, pilot_id, state, approver_id, field_class, matter, legal_basis, term_workdays,
       materials, recorded_at)
     values ($1, $2, 2, 'SP-513222-2026-0001', $3, 'applied', $4, 'land', '用地审批', '土地管理法', 20, '{}', '2026-04-02T01:00:00Z')`,
    [county, approval, pilot, unit],
  );
  await run(
    `insert into approval_event (county, id, approval_id, ordinal, kind, happened_on, remarks, actor_id, unit_id, recorded_at)
     values ($1, $2, $3, 1, 'applied', '2026-04-02', '[]', $4, $5, '2026-04-02T01:00:00Z')`,
    [county, newId(), approval, account, unit],
  );
  await run('commit', []);
}
