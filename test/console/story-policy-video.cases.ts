// S4 短视频 through the pages: three returns with remarks that nobody can meet together. Published before the last answer and
// without a record sealed before: only the lane after the fact is open, and the contradictions stand in it as causes.
import type { Now } from '../api/flaw-story';
import { runningPilot, type PilotNow } from '../setup/stories';
import { establishedFlaw } from './beforehand';
import { reads } from './gestures';
import * as hands from './hands-on';
import * as inspecting from './hands-on-case';
import { openStage, type Stage } from './stage';
import { toTheDecision } from './to-the-decision';

let stage: Stage;
let pilot: PilotNow;
let approval: string;
let flaw: Now;

beforeAll(async () => {
  stage = await openStage('2026-03-16');
  const period = { from: '2026-03-16', to: '2026-12-31' };
  pilot = await runningPilot(stage.world.as('sponsor'), {
    title: '惠民政策方言短视频',
    problem: '政策文件群众看不懂、不愿看，用方言短视频讲清楚。',
    beneficiaries: '老年群众 2000 余人',
    origin: 'self-started',
    assignedBy: undefined,
    field: 'culture-media',
    scope: { regions: ['513221106'], activities: ['发布短视频'], period, units: [], capFen: 8_000_000, departures: [] },
  });
});
afterAll(() => stage.close());
afterEach(() => expect(stage.world.complaints).toEqual([]));

/** The department returns on the one day, the sponsor resubmits on the other. */
async function returned(on: string, remarks: readonly hands.Remark[], again: string): Promise<void> {
  stage.day(on);
  const waits = remarks[0]!.by === '分管副部长' ? '审批申请待受理' : '退回后重新提交，待答复';
  await hands.returnApproval(await stage.waiting('civilAffairs', waits), remarks);
  stage.day(again);
  await hands.resubmit(await stage.waiting('sponsor', '审批被退回，待重新提交'));
}

it('is sent back and forth, each return a round', async () => {
  const sponsor = await stage.at('sponsor', `/pilots/${pilot.id}?tab=approvals`);
  approval = await hands.openApproval(sponsor, {
    matter: '政策短视频内容审核',
    approver: '汶川县民政局',
    touches: '其他',
    basis: '内容审核办法',
    term: '5',
  });
  const deputy = { by: '分管副部长' };
  const less = { about: '片长', demand: '减少' };
  await returned(
    '2026-03-25',
    [
      { ...less, ...deputy },
      { about: '方言', demand: '保留不动', ...deputy },
    ],
    '2026-03-27',
  );
  const minister = { by: '部长' };
  await returned(
    '2026-04-08',
    [
      { about: '片长', demand: '增加', ...minister },
      { about: '方言', demand: '必须修改', ...minister },
    ],
    '2026-04-10',
  );
  await returned('2026-04-22', [{ ...less, by: '分管副县长' }], '2026-04-24');
});

it('shows who asked for what, which demands contradict, and how many days each side held it', async () => {
  stage.day('2026-06-09');
  const sponsor = await stage.at('sponsor', `/approvals/${approval}`);
  await reads(sponsor, '3 处要求前后矛盾，无法同时满足');
  await reads(sponsor, /“方言”：第 1 轮 分管副部长 要求“保留不动”；第 2 轮 部长 要求“必须修改”/);
  await reads(sponsor, '第 3 轮退回', '与第 2 轮部长相反');
  await reads(sponsor, /漩口镇人民政府 \d+ 个工作日/);
});

it('can only be checked after the fact, with the contradictions among the causes', async () => {
  flaw = await establishedFlaw(stage.world, {
    pilotId: pilot.id,
    kind: 'steps-reversed',
    activities: ['发布短视频'],
    description: '第三轮审核未办结即发布成片',
    breaches: [{ document: '内容审核办法', article: '第五条', mark: 'procedural', departure: 'no' }],
    amountFen: 3_000_000,
  });
  const inspector = await stage.waiting('inspector', '瑕疵待核对');
  await inspecting.check(inspector);
  await reads(inspector, '结论：尚不能确定', /事后申请情形/);
  await inspecting.judge(
    inspector,
    { C13: '符合', C14: '符合', C15: '符合', R18: '未触碰' },
    '三轮意见互相矛盾，未见谋私',
  );
  await inspecting.check(inspector);
  await reads(inspector, '结论：符合容错条件');
  const causes = inspector.getByRole('region', { name: '客观条件' });
  await reads(
    causes,
    /退回 3 次，有 3 处意见相互矛盾（方言、片长）/,
    /现压在审批方；共 52 个工作日：申报方 6、审批方 46/,
  );
});

it('is claimed, voted on, decided and read', async () => {
  const decision = await toTheDecision(stage, flaw, {
    statement: '三位领导意见互相矛盾、三次退回，请求免责。',
    wish: '免责',
    votes: ['exempt', 'exempt'],
    last: { kind: '免责', reason: '矛盾要求不在其掌握之中' },
    tally: '3 席，已表决 3 席 免责 3',
    reason: '审核意见反复矛盾系客观条件，主动报告且无损失，符合条件，予以免责。',
  });
  await reads(decision, '免责');
});
