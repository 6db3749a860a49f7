// Puts figures into sentences: money as yuan, lists joined, codes of facts and values by their names, nothing for null
// but the word for it. A placeholder without a figure is an error of the words, never a blank.

import type { Words } from '../../errors';
import { yuanWords } from '../../money';
import type { FactChange, FigureValue } from '../finding';
import { CODE_WORDS, CONDITION_WORDS, FACT_WORDS, MARK_WORDS, PATH_WORDS, VALUE_WORDS } from './names';

export type Language = 'zh' | 'en';

const NOT_STATED: Words = { zh: '未载明', en: 'not stated' };
const YES: Words = { zh: '是', en: 'yes' };
const NO: Words = { zh: '否', en: 'no' };
const JOINT: Words = { zh: '、', en: ', ' };

/** @throws Error when the text asks for a figure that is not there: the words and the finding have drifted apart. */
export function fillWith(
  text: string,
  figures: Readonly<Record<string, FigureValue | undefined>>,
  lang: Language,
): string {
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = figures[name];
    if (value === undefined) throw new Error(`no figure "${name}" for: ${text}`);
    return shown(name, value, lang);
  });
}

/** One figure as its sentence shows it. */
export function shown(name: string, value: FigureValue, lang: Language): string {
  if (value === null) return NOT_STATED[lang];
  if (typeof value === 'boolean') return (value ? YES : NO)[lang];
  if (typeof value === 'number') return name.endsWith('Fen') ? yuanWords(value)[lang] : String(value);
  if (typeof value === 'string') return wordsOf(CODE_WORDS, `${name}.${value}`)?.[lang] ?? value;
  return value.length === 0 ? NOT_STATED[lang] : value.map(one => listedName(one, lang)).join(JOINT[lang]);
}

const wordsOf = (table: Readonly<Record<string, Words>>, code: string): Words | undefined =>
  Object.hasOwn(table, code) ? table[code] : undefined;

const listedName = (value: string, lang: Language): string =>
  (wordsOf(FACT_WORDS, value) ?? wordsOf(MARK_WORDS, value))?.[lang] ?? value;

const JUDGED: Words = { zh: '检查人员对 {code} {title} 的认定', en: "the inspector's answer on {code} {title}" };

/** A dotted path in words; a path without words stays as it is. */
export function pathName(path: string, titles: ReadonlyMap<string, string>, lang: Language): string {
  if (path.startsWith('judgements.')) {
    const code = path.slice('judgements.'.length);
    const known: Words | undefined = (CONDITION_WORDS as Readonly<Record<string, Words>>)[code];
    return fillWith(JUDGED[lang], { code, title: titles.get(code) ?? known?.[lang] ?? '' }, lang);
  }
  const [, of = ''] = /\[(.*)\]/.exec(path) ?? [];
  const words = PATH_WORDS[of === '' ? path : path.replace(`[${of}]`, '[]')];
  if (words !== undefined) return fillWith(words[lang], { of }, lang);
  return path.startsWith('answers.') ? listedName(path.slice('answers.'.length), lang) : path;
}

export function supposedName({ to }: FactChange, lang: Language): string {
  return wordsOf(VALUE_WORDS, to)?.[lang] ?? to;
}
