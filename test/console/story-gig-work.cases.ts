// S3 就业小程序 through the pages: wanted and funded, and stalled because no department says how work injuries are insured. A
// record was sealed before; that nobody named the path stands beside the conditions as a cause, up to the decision.
import { done, sealedRecord, type Now } from '../api/flaw-story';
import { runningPilot } from '../setup/stories';
import { establishedFlaw } from './beforehand';
import { reads } from './gestures';
import * as inspecting from './hands-on-case';
import { openStage, type Stage } from './stage';
import { toTheDecision } from './to-the-decision';

let stage: Stage;
let approval: Now;
let flaw: Now;

beforeAll(async () => {
  stage = await openStage('2026-03-02');
  const { world } = stage;
  const sponsor = world.as('sponsor');
  const period = { from: '2026-03-02', to: '2026-12-31' };
  const pilot = await runningPilot(sponsor, {
    title: '零工就业小程序',
    problem: '零工找活靠蹲点，工伤没有保障，平台参保途径无人明确。',
    beneficiaries: '零工 600 余人',
    origin: 'self-started',
    assignedBy: undefined,
    field: 'employment',
    scope: { regions: ['513221106'], activities: ['零工撮合'], period, units: [], capFen: 90_000_000, departures: [] },
  });
  const inquiry = {
    matter: '零工参加工伤保险的办理途径',
    fieldClass: 'other',
    approverId: world.organisation('civilAffairs'),
    inquiry: { note: '零工参加工伤保险走哪项程序、由谁受理' },
  };
  approval = await done(sponsor.post(`/pilots/${pilot.id}/approvals`, inquiry), 201);
  const foreseen = { flawKinds: ['opinion-not-sought', 'missing-documents'], approvals: [approval.id] };
  const record = await sealedRecord(world, pilot, { ...foreseen, period: { from: '2026-03-02', to: '2026-12-31' } });
  stage.day('2026-03-10');
  const meeting = { code: 'collective-decision', done: 'yes', on: '2026-03-09', reason: '有会议纪要原件' };
  await done(sponsor.post(`/exemptions/${record.id}/safeguards`, meeting), 201);
  stage.day('2026-06-09');
  flaw = await establishedFlaw(world, {
    pilotId: pilot.id,
    kind: 'opinion-not-sought',
    activities: ['零工撮合'],
    description: '未等部门书面意见即上线运行',
    breaches: [],
  });
});
afterAll(() => stage.close());
afterEach(() => expect(stage.world.complaints).toEqual([]));

it('shows on whose desk the question still lies', async () => {
  const sponsor = await stage.at('sponsor', `/approvals/${approval.id}`);
  await reads(sponsor, '在汶川县民政局：等它告知办理途径，已 68 个工作日；时限 5 个，已用 68 个，超期 63 个。');
});

it('is checked in the lane of a sealed record, motives left to people, the stalled question told as a cause', async () => {
  const inspector = await stage.waiting('inspector', '瑕疵待核对');
  await inspecting.check(inspector);
  await reads(inspector, '结论：尚不能确定', /事先备案情形/);
  await inspecting.judge(inspector, { C13: '符合', C14: '符合', C15: '符合', R18: '未触碰' }, '催办记录在案，未见谋私');
  await inspecting.check(inspector);
  await reads(inspector, '结论：在备案容错范围内', '备案部分：相符');
  const causes = inspector.getByRole('region', { name: '客观条件' });
  await reads(causes, /汶川县民政局）至 2026-06-01 未被告知办理途径，已 62 个工作日/);
});

it('is claimed, voted on, decided and read', async () => {
  const decision = await toTheDecision(stage, flaw, {
    statement: '多次催请书面意见未复，群众等不及，请求免责。',
    wish: '免责',
    votes: ['exempt', 'exempt'],
    last: { kind: '减责', reason: '催办在先，但上线前应再请示一次' },
    tally: '3 席，已表决 3 席 免责 2 减责 1',
    reason: '已预见并备案，部门久不答复属客观条件，已补正且无损失，予以免责。',
  });
  await reads(decision, '免责');
});
