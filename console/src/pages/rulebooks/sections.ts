// A rulebook in words, section by section: the one reading of it that both the page of a rulebook and the comparison of two
// show, so that a difference never speaks of something the page does not.
import type { Basis, BasedValue, Rulebook, RuleNode, ConditionRule, RedLine } from '@domain/check/rulebook';
import { TERM_CODES } from '@domain/check/rulebook';
import type { RulebookEntry, RulebookSection } from '@domain/check/rulebook-difference';
import { CONDITION_WORDS, EFFECT_WORDS, FACT_WORDS, MARK_WORDS } from '@domain/check/words/names';
import { moneyText } from '@/parts/money';
import { workdays } from '@/parts/time';
import { nameOf, PILOT_FIELD } from '@/words/names';
import { say, sayIn, type Words } from '@/words/say';
import { basisText, HIGHER_WORDS, OFFICE_WORDS, PLACE_WORDS, TERM_WORDS } from './words';

/** The entry of a section that says what the section as a whole rests on. */
export const BASIS_KEY = 'basis';

/** Made by the sections of one rulebook: an article of its own source is told without the document. */
type Making = (key: string, name: string, of?: { lines?: (string | null)[]; basis?: Basis }) => RulebookEntry;

const makingOf =
  ({ source }: Rulebook): Making =>
  (key, name, { lines = [], basis } = {}) => ({
    key,
    name,
    lines: lines.filter(line => line !== null),
    basis: basisText(basis, source.document),
    setting: basis?.setting === true,
  });

const list = (words: readonly Words[]): string => words.map(sayIn).join(say('、', ', '));

export function sectionsOf(book: Rulebook): RulebookSection[] {
  const make = makingOf(book);
  const whole = (of: BasedValue): RulebookEntry[] =>
    book.bases?.[of] === undefined ? [] : [make(BASIS_KEY, say('依据', 'Rests on'), { basis: book.bases[of] })];
  const titled = (entries: readonly { code: string; title: Words }[]): RulebookEntry[] =>
    entries.map(({ code, title }) => make(code, sayIn(title)));
  const said = (titles: readonly Words[] = []): RulebookEntry[] => titles.map(title => make(title.zh, sayIn(title)));
  return [
    { key: 'source', title: say('来源与效力', 'Source and effect'), entries: sourceOf(book, make) },
    { key: 'conditions', title: say('容错条件', 'Conditions'), entries: conditionsOf(book, make) },
    { key: 'redLines', title: say('红线', 'Red lines'), entries: book.redLines.map(line => redLineOf(line, make)) },
    { key: 'terms', title: say('办理期限', 'Terms'), entries: termsOf(book, make) },
    { key: 'filing', title: say('备案与认定', 'Filing and deciding'), entries: filingOf(book, make) },
    {
      key: 'flawKinds',
      title: say('可容的瑕疵种类', 'Kinds of flaw'),
      entries: [...titled(book.flawKinds), ...whole('flawKinds')],
    },
    {
      key: 'safeguards',
      title: say('保障措施', 'Safeguards'),
      entries: [...titled(book.safeguards), ...whole('safeguards')],
    },
    {
      key: 'deemedGranted',
      title: say('超时视为批准的事项', 'Deemed granted when overdue'),
      entries: [...book.deemedGranted.map(matter => make(matter, matter)), ...whole('deemedGranted')],
    },
    { key: 'protects', title: say('免责后不受影响的方面', 'What the exempted keep'), entries: said(book.protects) },
    { key: 'notes', title: say('说明', 'Notes'), entries: said(book.notes) },
  ];
}

function sourceOf(book: Rulebook, make: Making): RulebookEntry[] {
  const { source, inForce, level, region, fields } = book;
  const to = inForce.to ?? say('无期限', 'open end');
  return [
    make('title', say('名称', 'Title'), { lines: [sayIn(book.title)] }),
    make('effect', say('符合条件的后果', 'Effect'), {
      lines: [sayIn(EFFECT_WORDS[book.effect])],
      basis: book.bases?.effect,
    }),
    make('inForce', say('施行期间', 'In force'), {
      lines: [`${inForce.from ?? say('起日不明', 'from an unknown day')} ${say('至', 'to')} ${to}`],
      basis: inForce.basis,
    }),
    make('document', say('来源文件', 'Source'), {
      lines: [`《${source.document}》${basisText({ article: source.article }, '') ?? ''}`],
    }),
    make('adopted', say('通过或印发', 'Adopted'), { lines: [source.adopted ?? say('未载明', 'not stated')] }),
    make('region', say('适用地区', 'Place'), { lines: [`${sayIn(PLACE_WORDS[level])} ${region}`] }),
    make('matter', say('适用事项', 'Matter'), { lines: [sayIn(book.matter)] }),
    ...(fields === undefined
      ? []
      : [make('fields', say('适用领域', 'Fields'), { lines: fields.map(field => nameOf(PILOT_FIELD, field)) })]),
  ];
}

const isGroup = (node: RuleNode): node is Extract<RuleNode, { anyOf: readonly ConditionRule[] }> => 'anyOf' in node;
const conditionName = ({ code }: ConditionRule): string => `${code} ${sayIn(CONDITION_WORDS[code])}`;

function conditionsOf(book: Rulebook, make: Making): RulebookEntry[] {
  return book.conditions.map(node => {
    if (!isGroup(node)) {
      return make(node.code, conditionName(node), { lines: parametersOf(node, book), basis: node.basis });
    }
    const members = node.anyOf.map(rule => {
      const own = basisText(rule.basis, book.source.document);
      const more = [...parametersOf(rule, book), own].filter(line => line !== null);
      return `${conditionName(rule)}${more.length === 0 ? '' : say(`（${more.join('；')}）`, ` (${more.join('; ')})`)}`;
    });
    const key = `any of ${node.anyOf[0]?.code ?? ''}`;
    return make(key, say('以下任一项即可', 'Any one of these is enough'), { lines: members, basis: node.basis });
  });
}

/** What the place itself decided about a condition: terms, caps, which facts and which provisions count. */
function parametersOf({ code, params }: ConditionRule, { terms, caps }: Rulebook): string[] {
  const term = { C10: terms['self-report'], C09: terms['emergency-report'] }[code as string];
  return [
    code === 'C10' &&
      term !== undefined &&
      say(`知晓后 ${workdays(term.workdays)}内`, `within ${workdays(term.workdays)} of becoming aware`),
    code === 'C09' &&
      term !== undefined &&
      say(
        `紧急情况先行处置的，${workdays(term.workdays)}内报告`,
        `after an emergency, reported within ${workdays(term.workdays)}`,
      ),
    code === 'C12' &&
      (caps.lossFen === null
        ? say('未设限额', 'no cap')
        : say(`不超过 ${moneyText(caps.lossFen)}`, `up to ${moneyText(caps.lossFen)}`)),
    params.anyOf !== undefined &&
      say(
        `有其一即可：${list(params.anyOf.map(fact => FACT_WORDS[fact]))}`,
        `any of: ${list(params.anyOf.map(fact => FACT_WORDS[fact]))}`,
      ),
    params.marks !== undefined &&
      say(
        `计入的规定：${list(params.marks.map(mark => MARK_WORDS[mark]))}`,
        `provisions that count: ${list(params.marks.map(mark => MARK_WORDS[mark]))}`,
      ),
    params.confirm === true &&
      say('数据符合的，仍须纪检监察人员确认', 'an inspector confirms it even where the figures meet it'),
    BY_PEOPLE.includes(code) && say('由纪检监察人员认定', 'for a named inspector to say'),
  ].filter(line => line !== false);
}

/** No figure answers them. */
const BY_PEOPLE: readonly string[] = ['C13', 'C14', 'C15'];

function redLineOf({ code, title, test, basis }: RedLine, make: Making): RulebookEntry {
  const name = `${code} ${sayIn(title)}`;
  if (test.kind === 'question')
    return make(code, name, { lines: [say('由纪检监察人员认定', 'for a named inspector to say')], basis });
  if (test.kind === 'loss-over')
    return make(code, name, {
      lines: [say(`损失超过 ${moneyText(test.fen)}`, `a loss above ${moneyText(test.fen)}`)],
      basis,
    });
  const facts = list(test.anyOf.map(fact => FACT_WORDS[fact]));
  // Most lines are named after the one fact they test: saying it twice helps nobody.
  return make(code, name, {
    lines: [facts === sayIn(title) ? null : say(`认定有：${facts}`, `on a finding of: ${facts}`)],
    basis,
  });
}

const termsOf = ({ terms }: Rulebook, make: Making): RulebookEntry[] =>
  TERM_CODES.flatMap(code => {
    const term = terms[code];
    return term === undefined
      ? []
      : [make(code, sayIn(TERM_WORDS[code]), { lines: [workdays(term.workdays)], basis: term.basis })];
  });

function filingOf(book: Rulebook, make: Making): RulebookEntry[] {
  const { filing, anchoring, bases, caps, higherLevel, panelSize } = book;
  return [
    make('offices', say('备案机关', 'Filing offices'), {
      lines: [list(filing.offices.map(office => OFFICE_WORDS[office]))],
      basis: bases?.filing,
    }),
    make('opinions', say('封存前的书面意见', 'Written opinions before sealing'), {
      lines: [say(`${filing.opinions} 份`, String(filing.opinions))],
      basis: bases?.filing,
    }),
    make('anchoring', say('备案时间的外部证明', 'Outside proof of time'), {
      lines: [
        anchoring === 'required'
          ? say(
              '必须有；没有的，由纪检监察人员判断是否先备案',
              'required; without it an inspector says whether the record came first',
            )
          : say('列示供参考，不作为条件', 'shown, not a condition'),
      ],
      basis: bases?.anchoring,
    }),
    make('caps', say('损失限额', 'Loss cap'), {
      lines: [caps.lossFen === null ? say('未设', 'none') : moneyText(caps.lossFen)],
      basis: caps.basis,
    }),
    make('panelSize', say('合议组人数', 'Panel'), {
      lines: [say(`${panelSize} 人`, String(panelSize))],
      basis: bases?.panelSize,
    }),
    make('higherLevel', say('须报上一级的情形', 'Goes to the higher level'), {
      lines: [higherLevel.length === 0 ? say('未规定', 'none') : list(higherLevel.map(code => HIGHER_WORDS[code]))],
      basis: bases?.higherLevel,
    }),
  ];
}
