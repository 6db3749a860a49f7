// S1 公墓 through the pages alone: assigned from above, the land papers stuck on the land bureau's desk, built before approval;
// from the first registration to the decision in the sponsor's hands.
import type { DecidingFact } from '../../src/domain/check/facts';
import type { Paper } from '../../src/domain/paper/paper';
import type * as Pdf from '../../src/platform/paper/pdf';
import { LogKeysService } from '../../src/proof/log-keys.service';
import { CLEAN } from '../api/flaw-story';
import { COUNTY } from '../setup/world';
import { download, follow, reads } from './gestures';
import * as hands from './hands-on';
import * as inspecting from './hands-on-case';
import { openStage, type Stage } from './stage';

// The document that is taken home is laid out as always; of all others, that they are there is enough.
jest.mock('../../src/platform/paper/pdf', () => {
  const { paperPdf } = jest.requireActual<typeof Pdf>('../../src/platform/paper/pdf');
  const plain = async (paper: Paper) => Buffer.from(JSON.stringify(paper));
  return { paperPdf: (paper: Paper) => (paper.title.endsWith('容错认定书') ? paperPdf(paper) : plain(paper)) };
});
jest.mock('../../src/platform/paper/word', () => ({
  paperWord: async (paper: Paper) => Buffer.from(JSON.stringify(paper)),
}));

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2026-03-02');
  stage.world.app.get(LogKeysService).create(COUNTY);
});
afterAll(() => stage.close());
afterEach(() => expect(stage.world.complaints).toEqual([]));

let pilot: string;
let approval: string;
let record: string;
let flaw: string;
let claim: string;

it('registers what was assigned, what was promised and what nobody has explained', async () => {
  const sponsor = await stage.arrives('sponsor');
  await follow(sponsor, '登记试点');
  pilot = await hands.registerPilot(sponsor, {
    title: '村级公益性公墓建设',
    problem: '散埋乱葬占用耕地，群众无处安葬；县里下达建设任务，用地程序无人说明。',
    beneficiaries: '漩口镇三个村 1240 户',
    assignedBy: '汶民发〔2025〕88号',
    field: '民政',
    from: '2026-03-02',
    to: '2026-12-31',
    activities: ['建设公益性公墓', '建设公墓管理房'],
  });
  await hands.startPilot(sponsor);
  await reads(sponsor, '进行中');
  await hands.tab(sponsor, '承诺');
  await hands.claimPledge(sponsor, {
    giver: '汶川县民政局',
    what: '公墓建设补助资金',
    documentNumber: '汶民发〔2025〕88号',
    document: '公墓建设补助资金 200 万元，分两期拨付。',
    tranches: [
      { dueOn: '2026-03-31', yuan: '1200000' },
      { dueOn: '2026-09-30', yuan: '800000' },
    ],
  });
  await reads(sponsor, /等 汶川县民政局 会签确认/);
  await hands.tab(sponsor, '审批');
  approval = await hands.inquire(
    sponsor,
    { matter: '公墓用地手续', approver: '汶川县自然资源局', touches: '土地' },
    '公墓用地应走哪项审批、由谁受理、需要哪些材料',
  );
  await reads(sponsor, '在汶川县自然资源局：等它告知办理途径，不满 1 个工作日');
});

it('is promised the money by the signature of the bureau that set the task', async () => {
  const bureau = await stage.waiting('civilAffairs', '承诺待会签');
  await hands.counterSign(bureau);
  await reads(bureau, '在汶川县民政局：到期的都已兑现，下一期 2026-03-31 到期。');
});

it('has a record sealed before anything is built, and takes the receipt home', async () => {
  stage.day('2026-03-04');
  const sponsor = await stage.at('sponsor', `/exemptions/new?pilot=${pilot}`);
  record = await hands.fileRecord(sponsor, {
    kinds: ['未批先建', '会议记录不全'],
    risk: '用地手续办结前须赶清明前动工',
    safeguards: ['集体决策（含纪要、出席、不同意见）'],
    leansOn: ['公墓用地手续', '公墓建设补助资金'],
    lossCapYuan: '300000',
  });
  await reads(sponsor, /^在备案机关手里，等.+出具书面意见。$/);
  const inspector = await stage.waiting('inspector', '备案待出具书面意见');
  await inspecting.opine(inspector, '预见的瑕疵与保障措施相称，同意备案');
  await inspecting.opine(await stage.waiting('personnel', '备案待出具书面意见'), '集体研究程序完备，同意备案');
  await inspecting.seal(await stage.waiting('inspector', '备案待封存或退回'));

  const sealed = await stage.at('sponsor', `/exemptions/${record}`);
  await reads(sealed, '已封存，2026-03-05 起算，今天还不起作用；至 2026-12-31。');
  const receipt = await download(sealed, '下载证明文件');
  expect(receipt.bytes.length).toBeGreaterThan(500);
  await hands.recordSafeguard(sealed, '集体决策', { on: '2026-03-03', file: '党委会议纪要：集体研究公墓选址与资金。' });
  await reads(sealed, '已做并登记');
});

it('waits for the land bureau to say which procedure it takes', async () => {
  stage.day('2026-03-25');
  const land = await stage.waiting('land', '询问待告知办理途径');
  await hands.namePath(land, {
    matter: '农村公益性公墓用地审批',
    basis: '土地管理法第四十四条、第六十条',
    term: '20',
    materials: ['用地申请', '村民代表会议决议', '勘测定界图'],
  });
  await hands.apply(await stage.waiting('sponsor', '审批可以申请了'));
});

it('builds while the days run on the bureau, and reports itself', async () => {
  stage.day('2026-06-09');
  const sponsor = await stage.at('sponsor', `/approvals/${approval}`);
  await reads(sponsor, '在汶川县自然资源局：等它受理或决定，已 51 个工作日；时限 20 个，已用 51 个，超期 31 个。');
  await sponsor.goto(`${stage.world.address}/pilots/${pilot}?tab=flaws`);
  await follow(sponsor, '自报瑕疵');
  flaw = await hands.reportFlaw(sponsor, {
    description: '用地审批未批复即开工建设公墓管理房',
    kind: '未批先建',
    actFrom: '2026-05-06',
    actTo: '2026-05-20',
    foundOn: '2026-06-08',
    awareOn: '2026-06-08',
    regions: ['漩口镇'],
    activities: ['建设公墓管理房'],
    breach: { document: '土地管理法', article: '第四十四条', mark: '程序性' },
    amountYuan: '850000',
  });
});

it('is checked: facts established by an inspector, and what no rule computes answered by people', async () => {
  const inspector = await stage.waiting('inspector', '瑕疵待核对');
  await inspecting.establishFacts(inspector, CLEAN as [DecidingFact, 'yes' | 'no'][], '经查阅账目、走访村民，未发现');
  await inspecting.check(inspector);
  await reads(inspector, '结论：尚不能确定');
  await inspecting.judge(inspector, { C13: '符合', C14: '符合', C15: '符合', R18: '未触碰' }, '首次探索，多次催办在案');
  await inspecting.check(inspector);
  await reads(inspector, '结论：在备案容错范围内');
  const causes = inspector.getByRole('region', { name: '客观条件' });
  await reads(causes, /汶川县民政局.*欠 1,?200,?000|欠 120 万元/, /汶川县自然资源局.*现压在审批方/);

  const sponsor = await stage.at('sponsor', `/flaws/${flaw}`);
  await reads(sponsor, '结论：在备案容错范围内', '备案部分：相符', '什么会改变结论');
});

it('is held to account and claims, by two answers', async () => {
  const inspector = await stage.at('inspector', `/flaws/${flaw}`);
  await inspecting.beginAccountability(inspector, {
    unit: '漩口镇人民政府',
    on: '2026-06-09',
    reason: '用地手续未批复即开工建设',
  });
  const sponsor = await stage.waiting('sponsor', '已启动问责，可以提出容错申请');
  claim = await hands.fileClaim(sponsor, {
    statement: '任务系上级下达，用地手续压在审批机关远超期限，开工前已备案并集体研究，请求免责。',
    wish: '免责',
  });
});

it('is heard on both sides before a panel on which nobody has a stake', async () => {
  stage.day('2026-06-10');
  const inspector = await stage.waiting('inspector', '容错申请待受理');
  await inspecting.admit(inspector);
  await inspecting.investigate(inspector);
  await inspecting.hear(inspector, '提出问责一方', {
    text: '未批先建属实；备案预见了此种瑕疵，其余未见违纪。',
    spokenBy: '县纪委监委案件承办室主任',
  });
  await hands.stateOwnSide(await stage.at('sponsor', `/claims/${claim}`), '催办记录七次，均未答复；现已停工补办。');
  const again = await stage.at('inspector', `/claims/${claim}/case`);
  await inspecting.formPanel(again, ['测试-thirdInspector', '测试-fourthInspector', '测试-fifthInspector']);
  await inspecting.deliberate(again);
});

it('is voted on, decided, issued by another and served', async () => {
  stage.day('2026-06-15');
  const votes = { thirdInspector: '免责', fourthInspector: '免责', fifthInspector: '减责' } as const;
  for (const [member, kind] of Object.entries(votes) as [keyof typeof votes, string][]) {
    await inspecting.vote(await stage.waiting(member, '待本人发表意见并表决'), kind, '依据核对结论和双方陈述');
  }
  const proposer = await stage.waiting('thirdInspector', '认定待拟定');
  await inspecting.procedure(proposer, '评议');
  await reads(proposer, '3 席，已表决 3 席 免责 2 减责 1', '多数意见：免责');
  await inspecting.propose(proposer, '备案在先、瑕疵在备案之内，审批逾期与补助未到非其所能左右，予以免责。');
  await inspecting.issue(await stage.waiting('secondInspector', '认定待签发'));
  await inspecting.serve(await stage.waiting('inspector', '认定待送达'));
});

it('is read by the one it concerns, who takes the document home', async () => {
  const sponsor = await stage.at('sponsor', `/claims/${claim}`);
  const decision = sponsor.getByRole('region', { name: '认定', exact: true });
  await reads(decision, '免责', '备案在先、瑕疵在备案之内，审批逾期与补助未到非其所能左右，予以免责。', '已送达');
  const paper = decision.getByRole('listitem').filter({ hasText: '认定书' });
  const { bytes } = await download(paper, '下载 PDF');
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
});
