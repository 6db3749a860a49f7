// The first half of a decision: the facts, the review in the order of the six elements (六要素), and the rule with its
// comparison (从旧兼从轻). Every condition and every red line is shown, whatever its result.

import type { Element } from '../../check/finding';
import { LINE_RESULT_WORDS, OUTCOME_WORDS, EFFECT_WORDS, RESULT_WORDS } from '../../check/words/names';
import type { BreachMark } from '../../check/facts';
import { ELEMENTS } from '../claim';
import { yuanWords } from '../../money';
import type { Fen } from '../../money';
import type { Block } from '../../paper/paper';
import { paperDay, paperInstant, paperPeriod } from '../../paper/forms';
import type { DecisionPaperFacts, ReviewedItem, RuleReading } from './decision-facts';
import { heading, paragraph, prose, sentence, subheading } from './frame';

export const ELEMENT_TITLES: Readonly<Record<Element, string>> = {
  motive: '动机态度',
  conditions: '客观条件',
  procedure: '程序方法',
  gravity: '性质程度',
  consequences: '后果影响',
  remedy: '挽回损失',
};

const MARKS: Readonly<Record<BreachMark, string>> = {
  prohibitory: '禁止性规定',
  obligatory: '义务性规定',
  procedural: '程序性规定',
  unknown: '性质未查明',
};

const TIME_RULE: Readonly<Record<DecisionPaperFacts['rule']['timeRule']['reason'], string>> = {
  'only-one': '可以适用的规定只有一部，适用{own}，即',
  same: '行为时的规定和现行规定相同，适用',
  'older-rule':
    '按照从旧兼从轻的原则，对行为时的规定和现行规定分别核对，比较如下。现行规定并不更有利于当事人，适用行为时施行的',
  'present-more-lenient':
    '按照从旧兼从轻的原则，对行为时的规定和现行规定分别核对，比较如下。现行规定更有利于当事人，适用现行的',
};

const ANSWERS = { yes: '是', no: '否', unknown: '未查明' } as const;
const NOT_FOUND = '未查明';

const money = (fen: Fen | null): string => (fen === null ? NOT_FOUND : yuanWords(fen).zh);

export function factsFound(facts: DecisionPaperFacts): Block[] {
  const { subject, found } = facts;
  const breaches = found.breaches.map(({ document, article, mark }) => `${document}${article}（${MARKS[mark]}）`);
  const established: Block = {
    kind: 'table',
    widths: [4, 2, 6],
    head: ['事项', '认定', '依据'],
    rows: found.established.map(({ fact, answer, basis }) => [fact, ANSWERS[answer], basis]),
  };
  return [
    heading('认定的事实'),
    ...found.account.flatMap(prose),
    {
      kind: 'pairs',
      rows: [
        ['程序瑕疵', `${subject.flaw.title}（编号${subject.flaw.code}）`],
        ['发生时间', found.act === null ? NOT_FOUND : paperPeriod(found.act)],
        ['发现情况', `${paperDay(found.foundOn)}，${found.foundBy}`],
        ['涉及规定', breaches.join('；') || '无'],
        ['涉及金额', money(found.amountFen)],
        ['造成损失', money(found.lossFen)],
      ],
    },
    ...(found.established.length > 0 ? [paragraph('对决定性事实逐项认定如下：'), established] : []),
    paragraph(recordSentence(facts)),
  ];
}

function recordSentence({ found: { record }, check: { lane } }: DecisionPaperFacts): string {
  if (record === null) return '本事项没有可以对照的已封存容错备案，按照事后申请的情形审查。';
  const sealed = `本事项对照的容错备案（编号${record.code}）于${paperInstant(record.sealedAt)}封存`;
  return lane === 'pre-registered'
    ? `${sealed}。备案是据以缩小审查范围的证据，其本身不产生免责的效力。`
    : `${sealed}，不早于行为首日，不能作为事先备案，按照事后申请的情形审查。`;
}

export function review({ elements, check }: DecisionPaperFacts): Block[] {
  const parts = ELEMENTS.flatMap(element => {
    const ofElement = elements.filter(one => one.element === element);
    return [
      subheading(ELEMENT_TITLES[element]),
      ...itemTable(
        '条件',
        ofElement.flatMap(one => one.items),
        item => RESULT_WORDS[item.result].zh,
      ),
      ...(element === 'conditions' ? causes(check.causes) : []),
      ...ofElement.flatMap(one => prose(`审查意见：${one.opinion}`)),
      ...(ofElement.length === 0 ? [paragraph('本要素没有需要审查的事项。')] : []),
    ];
  });
  return [heading('六要素审查'), ...parts, heading('不得容错情形核对'), ...redLines(check.redLines)];
}

function causes(sentences: readonly string[]): Block[] {
  if (sentences.length === 0) return [];
  return [
    paragraph('核对中列明下列客观条件，供审查时考虑，其本身不构成免责的理由：'),
    { kind: 'list', items: sentences.map(sentence) },
  ];
}

function redLines(lines: readonly ReviewedItem[]): Block[] {
  if (lines.length === 0) return [paragraph('所适用的规定没有列明不得容错的情形。')];
  return itemTable('情形', lines, item => LINE_RESULT_WORDS[item.result].zh);
}

function itemTable(name: string, items: readonly ReviewedItem[], result: (item: ReviewedItem) => string): Block[] {
  if (items.length === 0) return [];
  const rows = items.map(item => [item.title, result(item), item.provision]);
  return [{ kind: 'table', widths: [4, 2, 6], head: [name, '结果', '依据'], rows }];
}

export function ruleCited({ rule, check }: DecisionPaperFacts): Block[] {
  const { applied, other, timeRule } = rule;
  const own = timeRule.applied === 'older' ? '行为时的规定' : '现行规定';
  const readings: [string, RuleReading][] = [[own, applied]];
  if (other !== null) readings.push([timeRule.applied === 'older' ? '现行规定' : '行为时的规定', other]);
  const verdict = `据此核对（编号${check.finding}）的结论为“${OUTCOME_WORDS[check.outcome].zh}”。`;
  const named = `《${applied.document}》${applied.article}`;
  // The rule of the time stands first, whichever was applied.
  readings.sort(([a], [b]) => Number(b === '行为时的规定') - Number(a === '行为时的规定'));
  return [
    heading('适用的规定'),
    paragraph(`${TIME_RULE[timeRule.reason].replace('{own}', own)}${named}。${verdict}`),
    comparison(readings),
  ];
}

function comparison(readings: readonly (readonly [string, RuleReading])[]): Block {
  return {
    kind: 'table',
    widths: [3, ...readings.map(() => 5)],
    head: ['比较事项', ...readings.map(([name]) => name)],
    rows: [
      ['名称', ...readings.map(([, one]) => one.title)],
      ['条款', ...readings.map(([, one]) => `《${one.document}》${one.article}`)],
      ['施行期间', ...readings.map(([, one]) => paperPeriod(one.inForce))],
      ['处理幅度', ...readings.map(([, one]) => EFFECT_WORDS[one.effect].zh)],
      ['核对结论', ...readings.map(([, one]) => OUTCOME_WORDS[one.outcome].zh)],
    ],
  };
}
