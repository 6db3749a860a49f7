import { clearancePaper } from '../../src/domain/claim/papers/clearance';
import { correctionPaper } from '../../src/domain/claim/papers/correction';
import { decisionPaper } from '../../src/domain/claim/papers/decision';
import type { DecisionPaperFacts } from '../../src/domain/claim/papers/decision-facts';
import { filingReceiptPaper } from '../../src/domain/claim/papers/filing-receipt';
import { withMarks } from '../../src/domain/paper/paper';
import type { Paper } from '../../src/domain/paper/paper';
import { DECISION_KINDS } from '../../src/domain/claim/claim';
import type { DecisionKind } from '../../src/domain/claim/claim';
import {
  clearanceFacts,
  correctionFacts,
  decisionFacts,
  digest,
  frame,
  receiptFacts,
  refusedFacts,
} from './claim-papers-facts';

/** All that a reader sees, in order. */
function textOf(paper: Paper): string {
  const body = withMarks(paper.body).map(block => {
    if (block.kind === 'list') return block.items.join('\n');
    if (block.kind === 'pairs') return block.rows.map(row => row.join('：')).join('\n');
    if (block.kind === 'table') return [block.head, ...block.rows].map(row => row.join('|')).join('\n');
    return block.text;
  });
  return [paper.title, `${paper.addressee}：`, ...body].join('\n');
}

const decided = (kind: DecisionKind, more: Partial<DecisionPaperFacts> = {}): Paper =>
  decisionPaper({ ...decisionFacts, ...more, decision: { ...decisionFacts.decision, kind } });

describe('decision', () => {
  it.each([
    ['exempt', '容错认定书', '免除你单位在上述程序瑕疵中的责任（免责）'],
    ['mitigated', '容错认定书', '减少你单位在上述程序瑕疵中应当承担的责任（减责）'],
    ['lenient', '容错认定书', '从轻处理（从轻）'],
    ['reduced', '容错认定书', '减轻处理（减轻）'],
    ['refused', '不予容错告知书', '不予容错'],
  ] as const)('%s is a %s that says so', (kind, name, words) => {
    const paper = decided(kind);
    expect(paper.title.endsWith(name)).toBe(true);
    expect(textOf(paper)).toContain(words);
    const others = DECISION_KINDS.filter(other => other !== kind).map(other => `（${words1[other]}）`);
    for (const other of others) expect(textOf(paper)).not.toContain(other);
  });
  const words1 = { exempt: '免责', mitigated: '减责', lenient: '从轻', reduced: '减轻', refused: '不予容错' };

  it.each(DECISION_KINDS)('%s: the finding of the flaw stands, and nothing exempts by itself', kind => {
    const text = textOf(decided(kind));
    expect(text).toMatch(/不改变对程序瑕疵事实的认定|对程序瑕疵事实的认定不变/);
    expect(text).toContain('其本身不产生免责的效力');
    expect(text).toContain('其本身不构成免责的理由');
  });

  it.each(DECISION_KINDS)('%s names the remedies with their terms', kind => {
    const text = textOf(decided(kind));
    const { reReview, upperReview } = decisionFacts.reviewedBy;
    expect(text).toMatch(new RegExp(`之日起一个月内，向${reReview}申请复审，复审机关应当在一个月内`));
    expect(text).toMatch(new RegExp(`之日起一个月内，向${upperReview}申请复核，复核机关应当在二个月内`));
    expect(text).toContain('不停止本结论的执行');
    expect(text).toContain('不得作出对其更为不利的决定');
    expect(text).toContain(kind === 'refused' ? '收到本告知书之日' : '收到本认定书之日');
  });

  it('reads the six elements in their order, whatever the order they came in', () => {
    const six = ['动机态度', '客观条件', '程序方法', '性质程度', '后果影响', '挽回损失'];
    for (const elements of [decisionFacts.elements, [...decisionFacts.elements].reverse(), []]) {
      const text = textOf(decided('exempt', { elements }));
      const places = six.map((title, i) => text.indexOf(`（${'一二三四五六'[i]}）${title}`));
      expect(places.every(place => place >= 0)).toBe(true);
      expect([...places].sort((a, b) => a - b)).toEqual(places);
    }
  });

  it('shows every condition, red line, cause and fact with its result', () => {
    const text = textOf(decided('exempt'));
    expect(text).toContain('及时自行报告|不符合|《汶川县容错纠错办法（2026年修订）》第十二条');
    expect(text).toContain('造成重大责任事故|未触碰|');
    expect(text).toContain('申报方5、审批方37');
    expect(text).toContain('已纠正|未查明|');
    expect(text).toContain('造成损失：0.00元');
    expect(text).toContain('涉及金额：1,234,567.00元');
  });

  it('never shows an unknown amount or period as nothing', () => {
    const found = { ...decisionFacts.found, act: null, amountFen: null, lossFen: null };
    const text = textOf(decided('exempt', { found }));
    for (const name of ['发生时间', '涉及金额', '造成损失']) expect(text).toContain(`${name}：未查明`);
  });

  it('cites the rule that the time rule chose, and shows the other beside it, the older first', () => {
    const text = textOf(decided('exempt'));
    expect(text).toContain('现行规定更有利于当事人，适用现行的《汶川县容错纠错办法（2026年修订）》第九条');
    expect(text).toContain('依照《汶川县容错纠错办法（2026年修订）》第九条，决定');
    expect(text).toContain('比较事项|行为时的规定|现行规定');
    expect(text).toContain('核对结论|不在备案容错范围内|在备案容错范围内');
    const { applied, other } = decisionFacts.rule;
    const turned = { timeRule: { applied: 'older', reason: 'older-rule' }, applied: other!, other: applied } as const;
    const older = textOf(decided('exempt', { rule: turned }));
    expect(older).toContain('依照《汶川县容错纠错办法》第九条，决定');
    expect(older).toContain('核对结论|不在备案容错范围内|在备案容错范围内');
  });

  it('has nothing to compare where there is one rule', () => {
    const text = textOf(decisionPaper(refusedFacts));
    expect(text).toContain('可以适用的规定只有一部，适用行为时的规定，即《汶川县容错纠错办法》第九条');
    expect(text).toContain('比较事项|行为时的规定\n');
  });

  it('gives the reason where it departs from the check, and the approval of the higher level', () => {
    const text = textOf(decisionPaper(refusedFacts));
    expect(text).toContain('上述结论与核对结论不同，理由是：核对之后查明新的事实。');
    expect(text).toContain('经中共阿坝州纪律检查委员会批准（阿纪批〔2026〕9号），依照');
    expect(textOf(decided('exempt'))).not.toContain('与核对结论不同');
  });

  it('protects with validity, and protects nobody who was refused', () => {
    const text = textOf(decided('lenient'));
    expect(text).toContain('2026年6月8日至2028年6月7日，上述事项不作为下列方面对你单位的不利依据');
    expect(text).toContain('绩效考核、评先评优、职务职级晋升、职称评聘、表彰奖励');
    expect(textOf(decided('refused'))).not.toContain('受保护的事项');
    expect(textOf(decided('exempt', { protection: null }))).not.toContain('受保护的事项');
  });

  it('is pinned to the finding and the state it was made on', () => {
    const text = textOf(decided('exempt'));
    expect(text).toContain(`核对摘要：${digest('3')}`);
    expect(text).toContain(`案件状态摘要：${decisionFacts.decision.stateDigest}`);
  });

  it('says who asked, and speaks to a person as to a person', () => {
    expect(textOf(decided('exempt', { proposed: true }))).toContain('承办机构就水磨镇人民政府');
    const text = textOf(decisionPaper(refusedFacts));
    expect(text).toContain('张三：');
    expect(text).not.toContain('你单位');
  });

  it('never takes a record sealed too late, or none, for one sealed before the act', () => {
    const check = { ...decisionFacts.check, lane: 'after-the-fact' } as const;
    const late = textOf(decided('exempt', { check }));
    expect(late).toContain('于北京时间2025年9月15日16时30分12秒封存，不早于行为首日，不能作为事先备案');
    const none = textOf(decided('exempt', { check, found: { ...decisionFacts.found, record: null } }));
    expect(none).toContain('没有可以对照的已封存容错备案，按照事后申请的情形审查');
    for (const text of [late, none]) expect(text).not.toContain('缩小审查范围');
  });

  it('makes a paragraph of every line that was written', () => {
    const decision = { ...decisionFacts.decision, reasons: ['其一\n其二。\n\n'] };
    const { body } = decisionPaper({ ...decisionFacts, decision });
    expect(body).toContainEqual({ kind: 'paragraph', text: '其一。' });
    expect(body).toContainEqual({ kind: 'paragraph', text: '其二。' });
  });
});

describe('nothing of other persons', () => {
  // What a room holds besides, under the names it would have; none of it has a place in a document.
  const besides = {
    panel: ['王五甲'],
    votes: [{ member: '王五甲', vote: 'against' }],
    dissent: '王五甲反对',
    accuser: '赵六乙',
    witness: '孙七丙',
    issuedBy: ['周八丁'],
  };
  const deep = <T>(value: T): T => {
    if (Array.isArray(value)) return value.map(deep) as T;
    if (value === null || typeof value !== 'object') return value;
    return { ...Object.fromEntries(Object.entries(value).map(([key, one]) => [key, deep(one)])), ...besides } as T;
  };

  it.each([
    ['decision', () => decisionPaper(deep(decisionFacts))],
    ['refusal', () => decisionPaper(deep(refusedFacts))],
    ['correction', () => correctionPaper(deep(correctionFacts))],
    ['clearance', () => clearancePaper(deep(clearanceFacts))],
    ['receipt', () => filingReceiptPaper(deep(receiptFacts))],
  ])('%s', (_name, make) => {
    const paper = make();
    expect(JSON.stringify([textOf(paper), paper.organMark, paper.copiesTo])).not.toMatch(/王五|赵六|孙七|周八/);
  });
});

describe('the other documents', () => {
  it('carry the frame they were given', () => {
    const papers = [
      [correctionPaper(correctionFacts), correctionFacts.frame],
      [clearancePaper(clearanceFacts), clearanceFacts.frame],
      [filingReceiptPaper(receiptFacts), receiptFacts.frame],
      [decisionPaper(decisionFacts), frame('汶纪容认〔2026〕1号')],
    ] as const;
    for (const [paper, given] of papers) {
      expect(paper.number).toBe(given.number);
      expect(paper.signature).toEqual({ organs: given.organs, day: given.day });
      expect(paper.verification).toMatchObject(given.verification);
      expect(paper.verification.digestNote).toContain('不显示内容');
      expect(paper.madeAt).toBe(given.madeAt);
    }
  });

  it('correction: every task with its unit and day', () => {
    const paper = correctionPaper(correctionFacts);
    expect(paper.title.endsWith('纠错通知书')).toBe(true);
    expect(textOf(paper)).toContain('1|补办农用地转用审批手续，并将批准文件登记到试点|水磨镇人民政府|2026年7月31日');
    expect(textOf(paper)).toContain(
      '2|对超期未办结的用地申请作出决定，并书面说明超期原因|汶川县自然资源局|2026年6月30日',
    );
    expect(textOf(paper)).toContain('根据容错认定书（汶纪容认〔2026〕1号）');
  });

  it('clearance: what was alleged, that it is untrue, and where that is said', () => {
    const text = textOf(clearancePaper(clearanceFacts));
    expect(text).toContain('澄清通报');
    expect(text).toContain('反映李四在公墓建设中指定施工单位。');
    expect(text).toContain('上述反映李四的问题不属实，予以澄清正名');
    expect(text).toContain('本通报在全县各乡镇和县级部门范围内发布');
  });

  it('receipt: number, moment in Beijing, materials, term and place in the ledger, and no admission', () => {
    const text = textOf(filingReceiptPaper(receiptFacts));
    expect(text).toContain('申请编号：RC-513221-2026-0003');
    expect(text).toContain('收到时间：北京时间2026年5月7日0时30分05秒');
    expect(text).toContain('1|容错申请书|9f86d081884c7d65\n');
    expect(text).toContain('受理期限：5个工作日，至2026年5月14日');
    expect(text).toContain('账本位置：汶川县县级账本第1024项');
    expect(text).toContain(`账本摘要：${digest('c')}`);
    expect(text).toContain('不表示已经受理，也不表示将予容错');
    expect(text).not.toContain('放假安排尚未公布');
  });

  it('receipt: says when the calendar is provisional, and when nothing was handed in', () => {
    const admission = { ...receiptFacts.admission, provisional: true };
    const text = textOf(filingReceiptPaper({ ...receiptFacts, admission, handedIn: [] }));
    expect(text).toContain('放假安排尚未公布');
    expect(text).toContain('没有提交其他材料');
  });
});
