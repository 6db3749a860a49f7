// S5 网红村 through the pages: a record covers its declared scope and nothing beside it. The car park lies in the next township,
// and a scope widened after the act is shown as what it is; the claim is refused, one vote dissenting.
import { done, REPORT, sealedRecord, type Now } from '../api/flaw-story';
import { runningPilot } from '../setup/stories';
import { establishAll } from './beforehand';
import { follow, reads } from './gestures';
import * as inspecting from './hands-on-case';
import { openStage, type Stage } from './stage';
import { toTheDecision } from './to-the-decision';

let stage: Stage;
let flaw: Now;

beforeAll(async () => {
  stage = await openStage('2026-03-02');
  const { world } = stage;
  const sponsor = world.as('sponsor');
  const period = { from: '2026-03-02', to: '2026-12-31' };
  const activities = ['修建临时停车场'];
  const pilot = await runningPilot(sponsor, {
    title: '网红村停车与接待',
    problem: '游客猛增，停车堵路，接待能力跟不上。',
    beneficiaries: '两个村村民及游客',
    origin: 'self-started',
    assignedBy: undefined,
    field: 'tourism',
    scope: { regions: ['513221106'], activities, period, units: [], capFen: 50_000_000, departures: [] },
  });
  const record = await sealedRecord(world, pilot, { flawKinds: ['procurement-step-skipped'], period });
  stage.day('2026-03-10');
  const meeting = { code: 'collective-decision', done: 'yes', on: '2026-03-09', reason: '有会议纪要原件' };
  await done(sponsor.post(`/exemptions/${record.id}/safeguards`, meeting), 201);
  stage.day('2026-05-06');
  const widened = { reason: '补充相邻乡镇地块', changes: { regions: ['513221106', '513221105'] } };
  const amended = await done(sponsor.post(`/pilots/${pilot.id}/amend`, widened, { ifMatch: pilot.version }), 201);
  await done(sponsor.post(`/pilots/${pilot.id}/amend/record`, {}, { ifMatch: amended.version }), 200);
  stage.day('2026-06-09');
  const found = {
    ...REPORT,
    pilotId: pilot.id,
    foundBy: 'inspection',
    description: '采购程序缺项，且地块位于水磨镇',
    kind: 'procurement-step-skipped',
    actFrom: '2026-04-07',
    actTo: '2026-04-20',
    regions: ['513221105'],
    activities,
    breaches: [{ document: '政府采购法', article: '第二十六条', mark: 'procedural', departure: 'no' }],
    amountFen: 4_200_000,
  };
  flaw = await done(world.as('inspector').post('/flaws', found), 201);
  await establishAll(world, flaw);
});
afterAll(() => stage.close());
afterEach(() => expect(stage.world.complaints).toEqual([]));

it('lies outside the record, and the scope that was widened later does not count', async () => {
  const inspector = await stage.waiting('inspector', '瑕疵待核对');
  await inspecting.check(inspector);
  await reads(inspector, '结论：不在备案容错范围内', '备案部分：不相符');
  const regions = inspector.getByRole('listitem').filter({ hasText: /^C03/ }).first();
  await reads(regions, '不符合', '行为后改动', '核对以行为前已入账的内容为准。');
});

it('tells the sponsor the same, condition by condition', async () => {
  const sponsor = await stage.at('sponsor', `/flaws/${flaw.id}`);
  await reads(sponsor, '结论：不在备案容错范围内', '行为后改动', '什么会改变结论');
});

it('is claimed, voted down with a dissent, and read by the one who claimed', async () => {
  const decision = await toTheDecision(stage, flaw, {
    statement: '停车场为节前疏堵急需，事后已补充范围，请求从轻。',
    wish: '从轻',
    votes: ['refused', 'refused'],
    last: { kind: '从轻', reason: '节前疏堵确有急需' },
    tally: '多数意见：不予容错',
    reason: '行为不在申报范围之内，事后变更范围不溯及以前，不予容错。',
  });
  await reads(decision, '不予容错');
  await follow(decision.page(), /^程序瑕疵 /);
  await reads(decision.page(), '结论：不在备案容错范围内');
});
