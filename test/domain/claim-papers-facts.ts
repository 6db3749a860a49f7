// One county's claim about story S1 (公墓), as the claims room would hand it to the documents.
import type { ClearancePaperFacts } from '../../src/domain/claim/papers/clearance';
import type { CorrectionPaperFacts } from '../../src/domain/claim/papers/correction';
import type { DecisionPaperFacts } from '../../src/domain/claim/papers/decision-facts';
import type { FilingReceiptPaperFacts } from '../../src/domain/claim/papers/filing-receipt';
import type { ClaimSubject, PaperFrame } from '../../src/domain/claim/papers/frame';
import { formatVerificationCode } from '../../src/domain/paper/verification-code';

export const digest = (digit: string): string => digit.repeat(64);

export const frame = (number: string): PaperFrame => ({
  organMark: ['中共汶川县纪律检查委员会', '汶川县监察委员会'],
  number,
  organs: ['中共汶川县纪律检查委员会', '汶川县监察委员会'],
  day: '2026-06-08',
  copiesTo: ['中共汶川县委组织部', '汶川县人力资源和社会保障局', '水磨镇党委'],
  printed: { office: '中共汶川县纪委办公室', day: '2026-06-09' },
  verification: {
    code: formatVerificationCode(Uint8Array.from([250, 17, 3, 99, 128, 7, 61, 200, 45, 18])),
    address: 'https://harbor.wenchuan.example/verify',
  },
  madeAt: '2026-06-08T02:15:00.000Z',
});

export const subject: ClaimSubject = {
  claim: 'RC-513221-2026-0003',
  claimant: { name: '水磨镇人民政府', kind: 'unit' },
  unit: '水磨镇人民政府',
  pilot: { code: 'SD-513221-2026-0001', title: '村级公益性公墓建设试点' },
  flaw: { code: 'XC-513221-2026-0002', title: '未批先建' },
};

const older = {
  title: '汶川县容错纠错办法（演示）',
  document: '汶川县容错纠错办法',
  article: '第九条',
  inForce: { from: '2025-01-01', to: '2025-12-31' },
  effect: 'may-exempt',
  outcome: 'outside-record',
} as const;

const present = {
  ...older,
  title: '汶川县容错纠错办法（2026年修订，演示）',
  document: '汶川县容错纠错办法（2026年修订）',
  inForce: { from: '2026-01-01', to: null },
  effect: 'shall-exempt',
  outcome: 'covered',
} as const;

const provision = '《汶川县容错纠错办法（2026年修订）》第九条第一款';

export const decisionFacts: DecisionPaperFacts = {
  frame: frame('汶纪容认〔2026〕1号'),
  subject,
  filedOn: '2026-05-06',
  proposed: false,
  admittedOn: '2026-05-11',
  found: {
    act: { from: '2025-11-03', to: '2026-01-16' },
    foundOn: '2026-04-13',
    foundBy: '监督检查',
    amountFen: 123_456_700,
    lossFen: 0,
    breaches: [
      { document: '《中华人民共和国土地管理法》', article: '第四十四条', mark: 'obligatory' },
      { document: '《殡葬管理条例》', article: '第八条', mark: 'procedural' },
    ],
    account: [
      '2025年8月，县民政局下达年度建设任务，要求水磨镇在年内建成村级公益性公墓1处，任务文件没有明确用地变更由谁申请、按何种程序办理',
      '2025年9月1日，水磨镇就用地事项向县自然资源局提出申请（编号SP-513221-2026-0004），承诺期限为20个工作日；至2025年11月3日开工时已历42个工作日，其中申报方5个、审批方37个，仍未办结。',
    ],
    established: [
      { fact: '谋取私利', answer: 'no', basis: '对账目和招标资料的检查，未发现个人获利' },
      { fact: '集体决策', answer: 'yes', basis: '镇党委会议纪要（2025年10月28日），有出席和不同意见记录' },
      { fact: '已纠正', answer: 'unknown', basis: '用地手续正在补办，结果未出' },
    ],
    record: { code: 'BA-513221-2025-0007', sealedAt: '2025-09-15T08:30:12.000Z' },
  },
  check: {
    finding: 'HD-513221-2026-0011',
    digest: digest('3'),
    lane: 'pre-registered',
    outcome: 'covered',
    causes: [
      '审批SP-513221-2026-0004（汶川县自然资源局）至2025年11月3日未办结，共42个工作日：申报方5、审批方37、依法中止0；期限20，超期17',
      '承诺CN-513221-2025-0002（汶川县民政局）应到600,000.00元，实到200,000.00元，欠400,000.00元',
    ],
    redLines: [
      { title: '谋取私利', result: 'unmet', provision },
      { title: '上级明令禁止', result: 'unmet', provision },
      { title: '造成重大责任事故', result: 'unmet', provision },
    ],
  },
  elements: [
    {
      element: 'remedy',
      items: [{ title: '已纠正或正在纠正', result: 'met', provision }],
      opinion: '补办手续正在进行，没有造成损失。',
    },
    {
      element: 'motive',
      items: [
        { title: '出于公心', result: 'met', provision },
        { title: '及时自行报告', result: 'unmet', provision: '《汶川县容错纠错办法（2026年修订）》第十二条' },
      ],
      opinion: '为完成民生任务，未发现谋取私利；自行报告迟于规定期限，应当引以为戒',
    },
    { element: 'conditions', items: [], opinion: '审批长期未办结、配套资金未足额到位，属实' },
    {
      element: 'procedure',
      items: [
        { title: '先备案后行为', result: 'met', provision },
        { title: '决策程序', result: 'met', provision },
      ],
      opinion: '经集体决策，有会议记录',
    },
    {
      element: 'gravity',
      items: [{ title: '瑕疵种类已预见', result: 'met', provision }],
      opinion: '属程序瑕疵，未违反禁止性规定',
    },
    {
      element: 'consequences',
      items: [{ title: '损失在限额内', result: 'met', provision }],
      opinion: '未造成损失和不良影响',
    },
  ],
  rule: { timeRule: { applied: 'present', reason: 'present-more-lenient' }, applied: present, other: older },
  decision: {
    kind: 'exempt',
    consequence: '免予问责',
    reasons: ['水磨镇在行为前已经备案，开工经过集体决策，用地审批超期的责任不在该镇'],
    departure: null,
    stateDigest: 'a1b2c3d4e5f60718293a4b5c6d7e8f90'.repeat(2),
    approvedBy: null,
    correction: '汶纪纠〔2026〕1号',
  },
  protection: {
    areas: ['绩效考核', '评先评优', '职务职级晋升', '职称评聘', '表彰奖励'],
    validity: { from: '2026-06-08', to: '2028-06-07' },
  },
  reviewedBy: {
    reReview: '中共汶川县纪律检查委员会、汶川县监察委员会',
    upperReview: '中共阿坝州纪律检查委员会、阿坝州监察委员会',
  },
};

export const refusedFacts: DecisionPaperFacts = {
  ...decisionFacts,
  subject: { ...subject, claimant: { name: '张三', kind: 'person' } },
  rule: { timeRule: { applied: 'older', reason: 'only-one' }, applied: older, other: null },
  check: { ...decisionFacts.check, outcome: 'eligible', lane: 'after-the-fact' },
  found: { ...decisionFacts.found, record: null, lossFen: null },
  decision: {
    ...decisionFacts.decision,
    kind: 'refused',
    consequence: null,
    departure: '核对之后查明新的事实',
    approvedBy: { organ: '中共阿坝州纪律检查委员会', number: '阿纪批〔2026〕9号' },
  },
};

export const correctionFacts: CorrectionPaperFacts = {
  frame: frame('汶纪纠〔2026〕1号'),
  subject,
  addressee: '水磨镇人民政府，汶川县自然资源局',
  decision: { name: '容错认定书', number: '汶纪容认〔2026〕1号' },
  problems: ['公墓用地没有办理农用地转用审批手续即开工建设'],
  tasks: [
    { task: '补办农用地转用审批手续，并将批准文件登记到试点', unit: '水磨镇人民政府', due: '2026-07-31' },
    { task: '对超期未办结的用地申请作出决定，并书面说明超期原因', unit: '汶川县自然资源局', due: '2026-06-30' },
  ],
  signedOffBy: '县纪委监委第三纪检监察室',
};

export const clearanceFacts: ClearancePaperFacts = {
  frame: frame('汶纪澄〔2026〕1号'),
  subject: { claim: subject.claim, claimant: { name: '李四', kind: 'person' } },
  addressee: '各乡镇党委、人民政府，县级各部门',
  receivedOn: '2026-05-20',
  alleged: ['反映李四在公墓建设中指定施工单位', '反映李四收受施工单位财物'],
  found: ['施工单位由镇招标小组公开比选确定，李四没有参加比选', '经核查有关账目和往来，没有发现收受财物的情况'],
  scope: '全县各乡镇和县级部门',
};

export const receiptFacts: FilingReceiptPaperFacts = {
  frame: { ...frame('汶纪容收〔2026〕3号'), copiesTo: [], printed: null },
  subject,
  receivedAt: '2026-05-06T16:30:05.123Z',
  handedIn: [
    { title: '容错申请书', sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
    { title: '镇党委会议纪要', sha256: digest('e') },
  ],
  admission: { workdays: 5, lastDay: '2026-05-14', provisional: false },
  ledger: { county: '汶川县', position: 1024, leafHash: digest('c') },
};
