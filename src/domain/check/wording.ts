// A finding in Chinese or English, made from its codes and figures alone: no rule carries prose, and no sentence here
// knows a rule. The texts are data in words/; what they say rests on domain.md section 5.

import type { Words } from '../errors';
import { yuanWords } from '../money';
import { CAUSE_WORDS } from './words/causes';
import * as names from './words/names';
import { REASON_WORDS } from './words/reasons';
import { fillWith, pathName, supposedName } from './words/filling';
import type { Language } from './words/filling';
import type { Books } from './check';
import type {
  BookFinding,
  Cause,
  CauseKind,
  ConditionFinding,
  Counterfactual,
  Finding,
  LaterEdit,
  RedLineFinding,
} from './finding';
import type { Reason } from './reasons';
import type { Rulebook } from './rulebook';

export type { Language };

/** One condition or red line in words; `code` and `result` stay codes for whoever lays it out. */
export interface ExplainedItem {
  code: string;
  title: string;
  result: string;
  resultLabel: string;
  sentence: string;
  provision: string;
  /** Values changed after the act began, each with its delay. */
  edits: readonly string[];
}

export interface Explanation {
  headline: string;
  lane: string;
  /** null in the second lane. */
  recordPart: string | null;
  lateRecord: string | null;
  timeRule: string;
  conditions: readonly ExplainedItem[];
  redLines: readonly ExplainedItem[];
  causes: readonly { kind: CauseKind; subject: string; sentence: string; edits: readonly string[] }[];
  missing: readonly string[];
  questions: readonly string[];
  counterfactuals: { softer: readonly string[]; harsher: readonly string[] };
}

const titled =
  (local: ReadonlyMap<string, string>) =>
  <T>(value: T): T | string =>
    (typeof value === 'string' ? local.get(value) : undefined) ?? value;

/** `books` only lend their titles; what they do not hold is named by its code. */
export function explain(finding: Finding, books: Books, lang: Language): Explanation {
  const { applied, timeRule } = finding;
  const book = [books.older, books.present].find(one => one !== null && isOf(applied, one)) ?? null;
  const lines = new Map(book?.redLines.map(line => [line.code, line.title[lang]]));
  const local = localTitles(book, lang);
  const conditions = applied.conditions.map(one => explainCondition(one, local, lang));
  const redLines = applied.redLines.map(one => explainLine(one, lines.get(one.code) ?? one.code, lang));
  const titles = new Map([...conditions, ...redLines].map(({ code, title }) => [code, title]));
  const told = (set: Counterfactual): string => counterfactual(set, titles, lang);
  return {
    headline: headline(finding, lang),
    lane: names.LANE_WORDS[finding.lane][lang],
    recordPart: finding.recordPart === null ? null : names.RECORD_PART_WORDS[finding.recordPart][lang],
    lateRecord: lateRecord(finding, lang),
    timeRule: fillWith(names.TIME_RULE_WORDS[timeRule.reason][lang], bookNames(finding), lang),
    conditions,
    redLines,
    causes: finding.causes.map(cause => explainCause(cause, lang)),
    missing: finding.missing.map(path => pathName(path, titles, lang)),
    questions: finding.questions.map(code => `${code} ${titles.get(code) ?? ''}`.trim()),
    counterfactuals: {
      softer: finding.counterfactuals.softer.map(told),
      harsher: finding.counterfactuals.harsher.map(told),
    },
  };
}

const isOf = ({ rulebook }: BookFinding, book: Rulebook): boolean =>
  rulebook.code === book.code && rulebook.version === book.version;

const nameOf = ({ rulebook }: BookFinding): string => `${rulebook.code} v${rulebook.version}`;

function bookNames({ applied, other }: Finding): { book: string; other: string | null } {
  return { book: nameOf(applied), other: other && nameOf(other) };
}

const HEADLINE: Words = {
  zh: '结论：{outcome}（清单效果：{effect}）',
  en: 'Outcome: {outcome} (effect of the rulebook: {effect})',
};

function headline({ outcome, effect }: Finding, lang: Language): string {
  const figures = { outcome: names.OUTCOME_WORDS[outcome][lang], effect: names.EFFECT_WORDS[effect][lang] };
  return fillWith(HEADLINE[lang], figures, lang);
}

const LATE: Words = {
  zh: '备案 {code} 封存于 {sealedAt}，不早于行为首日（其后 {workdaysLate} 个工作日），只作说明',
  en: 'Record {code} was sealed at {sealedAt}, not before the first day of the act ({workdaysLate} working days after it); it is shown and counts for nothing.',
};

function lateRecord({ lateRecord: late }: Finding, lang: Language): string | null {
  return late === null ? null : fillWith(LATE[lang], { ...late }, lang);
}

/** Kinds of flaw and safeguards have their names from the rulebook, not from here. */
function localTitles(book: Rulebook | null, lang: Language): ReadonlyMap<string, string> {
  return new Map(
    [...(book?.flawKinds ?? []), ...(book?.safeguards ?? [])].map(({ code, title }) => [code, title[lang]]),
  );
}

function explainCondition(one: ConditionFinding, local: ReadonlyMap<string, string>, lang: Language): ExplainedItem {
  const { code, result, reason, provision } = one;
  const figures = Object.fromEntries(
    Object.entries(one.figures).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(titled(local)) : titled(local)(value),
    ]),
  );
  return {
    code,
    title: names.CONDITION_WORDS[code][lang],
    result,
    resultLabel: names.RESULT_WORDS[result][lang],
    sentence: fillWith(REASON_WORDS[reason as Reason][lang], figures, lang),
    provision: provisionName(provision, lang),
    edits: one.edits.map(edit => explainEdit(edit, lang)),
  };
}

function explainLine(one: RedLineFinding, title: string, lang: Language): ExplainedItem {
  const { code, result, reason, figures, provision } = one;
  return {
    code,
    title,
    result,
    resultLabel: names.LINE_RESULT_WORDS[result][lang],
    sentence: fillWith(REASON_WORDS[reason as Reason][lang], figures, lang),
    provision: provisionName(provision, lang),
    edits: [],
  };
}

const SETTING: Words = { zh: '（本地设定）', en: ' (a local setting)' };

function provisionName(provision: ConditionFinding['provision'], lang: Language): string {
  const { document, article, setting } = provision;
  const place =
    article === '' ? document : lang === 'zh' ? `${document} 第 ${article} 条` : `${document}, art. ${article}`;
  return setting ? `${place}${SETTING[lang]}` : place;
}

const EDIT: Words = {
  zh: '{about} {subject} 的 {field} 于 {recordedAt} 由 {from} 改为 {to}，晚于行为首日 {delayWorkdays} 个工作日',
  en: '{field} of {about} {subject} was changed from {from} to {to} at {recordedAt}, {delayWorkdays} working days after the first day of the act',
};

function explainEdit(edit: LaterEdit, lang: Language): string {
  return fillWith(EDIT[lang], { ...edit }, lang);
}

function explainCause(cause: Cause, lang: Language): Explanation['causes'][number] {
  const { kind, subject, against, figures } = cause;
  const sentence = fillWith(
    CAUSE_WORDS[kind][lang],
    { ...figures, ...quantities(figures, lang), subject, against },
    lang,
  );
  return { kind, subject, sentence, edits: cause.edits.map(edit => explainEdit(edit, lang)) };
}

const UNITS: Words = { zh: '{count} 项', en: '{count} units' };

/** `dueFen` or `dueUnits` as `due`, in words: a sentence about a pledge need not know what it counts. */
function quantities(figures: Cause['figures'], lang: Language): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(figures)) {
    const [, stem, unit] = /^(\w+?)(Fen|Units)$/.exec(name) ?? [];
    if (stem === undefined || typeof value !== 'number') continue;
    shown[stem] = unit === 'Fen' ? yuanWords(value)[lang] : fillWith(UNITS[lang], { count: value }, lang);
  }
  return shown;
}

const SUPPOSED: Words = { zh: '若{changes}，则结论为：{outcome}', en: 'With {changes}: {outcome}' };
const BETWEEN: Words = { zh: '，且', en: ', and ' };

function counterfactual(set: Counterfactual, titles: ReadonlyMap<string, string>, lang: Language): string {
  const changes = set.changes.map(change => {
    const name = pathName(change.fact, titles, lang);
    const value = change.fact === 'flaw.lossFen' ? yuanWords(Number(change.to))[lang] : supposedName(change, lang);
    return lang === 'zh' ? `“${name}”为“${value}”` : `${name}: ${value}`;
  });
  const outcome = names.OUTCOME_WORDS[set.outcome][lang];
  return fillWith(SUPPOSED[lang], { changes: changes.join(BETWEEN[lang]), outcome }, lang);
}

const HEADINGS: Readonly<Record<'missing' | 'questions' | 'softer' | 'harsher', Words>> = {
  missing: { zh: '尚缺：', en: 'Missing: ' },
  questions: { zh: '须认定：', en: 'For people: ' },
  softer: { zh: '更有利：', en: 'More lenient: ' },
  harsher: { zh: '更不利：', en: 'Harsher: ' },
};

/** The explanation as lines of plain text, for a terminal or a paper; what does not apply is left out. */
export function linesOf(explanation: Explanation, lang: Language): readonly string[] {
  const item = (one: ExplainedItem): string[] => [
    `${one.code} ${one.title} [${one.resultLabel}] ${one.sentence} (${one.provision})`,
    ...one.edits.map(edit => `  ${edit}`),
  ];
  const { headline: head, lane, recordPart, lateRecord: late, timeRule, counterfactuals } = explanation;
  const listed = (heading: keyof typeof HEADINGS, texts: readonly string[]): string[] =>
    texts.map(text => `${HEADINGS[heading][lang]}${text}`);
  return [
    head,
    lane,
    ...[recordPart, late].filter(text => text !== null),
    timeRule,
    ...explanation.conditions.filter(one => one.result !== 'not-applicable').flatMap(item),
    ...explanation.redLines.flatMap(item),
    ...explanation.causes.flatMap(cause => [cause.sentence, ...cause.edits.map(edit => `  ${edit}`)]),
    ...listed('missing', explanation.missing),
    ...listed('questions', explanation.questions),
    ...listed('softer', counterfactuals.softer),
    ...listed('harsher', counterfactuals.harsher),
  ];
}
