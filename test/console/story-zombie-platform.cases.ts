// S2 僵尸平台 through the pages: a platform every village had to man, whose money never came, ends as tested and not adopted;
// what was not delivered stands against the giver, and nothing against the village.
import { done, type Now } from '../api/flaw-story';
import { runningPilot, type PilotNow } from '../setup/stories';
import { follow, reads } from './gestures';
import * as hands from './hands-on';
import { openStage, type Stage } from './stage';

const GIVER = '汶川县民政局';

let stage: Stage;
let pilot: PilotNow;
let pledge: Now;

beforeAll(async () => {
  stage = await openStage('2026-03-02');
  const { world } = stage;
  const sponsor = world.as('otherSponsor');
  pilot = await runningPilot(sponsor, {
    title: '村级数字治理平台专人值守',
    problem: '各村须配专人运行数字平台，设备无人维护，群众办事仍靠跑腿。',
    beneficiaries: '映秀镇全部行政村',
    field: 'digital-government',
    scope: {
      regions: ['513221102'],
      activities: ['平台值守', '设备维护'],
      period: { from: '2026-03-02', to: '2026-12-31' },
      units: [],
      capFen: 60_000_000,
      departures: [],
    },
  });
  const claim = {
    giverId: world.organisation('civilAffairs'),
    kind: 'funds',
    what: '平台运行维护经费',
    amountFen: 48_000_000,
    tranches: [
      { dueOn: '2026-04-30', amountFen: 24_000_000 },
      { dueOn: '2026-06-30', amountFen: 24_000_000 },
    ],
  };
  pledge = await done(sponsor.post(`/pilots/${pilot.id}/pledges`, claim), 201);
  await done(world.as('civilAffairs').post(`/pledges/${pledge.id}/counter-sign`, {}, { ifMatch: pledge.version }), 200);
});
afterAll(() => stage.close());
afterEach(() => expect(stage.world.complaints).toEqual([]));

it('gets a small part of the first tranche, entered by one side and confirmed by the other', async () => {
  stage.day('2026-05-08');
  await hands.enterDelivery(await stage.waiting('civilAffairs', '承诺已到期，待填报兑现'), {
    yuan: '30000',
    note: '先行拨付部分经费',
  });
  await hands.confirmDelivery(await stage.waiting('otherSponsor', '对方填报的兑现待确认'));
});

it('is closed as tested and not adopted, which is no flaw', async () => {
  stage.day('2026-08-20');
  const sponsor = await stage.at('otherSponsor', `/pilots/${pilot.id}`);
  await hands.closePilot(sponsor, { outcome: '试了、没成', reason: '经费未到位，设备停用；改回窗口代办' });
  await reads(sponsor, '已结束', '试了、没成');
  await hands.tab(sponsor, '瑕疵');
  await reads(sponsor, '没有登记过程序瑕疵。');
});

it('shows to both sides who owes what, and since when', async () => {
  const sentence = `在${GIVER}：欠兑现 45 万元，最早一期 2026-04-30 到期，已逾期 77 个工作日。`;
  const sponsor = await stage.at('otherSponsor', `/pledges/${pledge.id}`);
  await reads(sponsor, sentence);
  await reads(await stage.at('civilAffairs', `/pledges/${pledge.id}`), sentence);
});

it('is counted on the leader’s board against the giver', async () => {
  const leader = await stage.at('leader');
  await reads(leader, '到期未兑现的承诺');
  const row = leader.getByRole('row').filter({ hasText: GIVER });
  expect(await row.innerText()).toContain('450,000');
  await follow(row, `${GIVER} 到期未兑现 1`);
  await reads(leader, '平台运行维护经费');
});
