// How one finding may be read: in the order of the rulebook, by the three distinctions (三个区分开来), or by the six elements.
import type { ConditionFinding, Distinction, Element } from '@domain/check/finding';
import type { ExplainedItem } from '@domain/check/wording';
import { say, sayIn, type Words } from '@/words/say';

export type Order = 'rulebook' | 'distinction' | 'element';

/** A condition with its sentences; both lists of a finding stand in the same order. */
export interface ToldCondition {
  found: ConditionFinding;
  told: ExplainedItem;
}

export const DISTINCTION_WORDS: Readonly<Record<Distinction, Words>> = {
  'first-trial': { zh: '先行先试的失误，还是明知故犯', en: 'a first trial, or knowing violation' },
  'no-clear-limit': { zh: '尚无明确限制的探索，还是明令禁止仍去做', en: 'no clear limit, or an explicit ban ignored' },
  'unintended-fault': { zh: '为发展的无意过失，还是为谋私利', en: 'an unintended fault, or private gain' },
};

export const ELEMENT_WORDS: Readonly<Record<Element, Words>> = {
  motive: { zh: '动机态度', en: 'motive' },
  conditions: { zh: '客观条件', en: 'objective conditions' },
  procedure: { zh: '程序方法', en: 'procedure' },
  gravity: { zh: '性质程度', en: 'gravity' },
  consequences: { zh: '后果影响', en: 'consequences' },
  remedy: { zh: '挽回损失', en: 'remedy' },
};

export const orders = (): { value: Order; label: string }[] => [
  { value: 'rulebook', label: say('按清单', 'By rulebook') },
  { value: 'distinction', label: say('三个区分开来', 'Three distinctions') },
  { value: 'element', label: say('六要素', 'Six elements') },
];

export interface ConditionGroup {
  key: string;
  /** Null: the whole list, in the order of the rulebook. */
  title: string | null;
  items: ToldCondition[];
}

export function groupedBy(order: Order, items: readonly ToldCondition[]): ConditionGroup[] {
  if (order === 'rulebook') return [{ key: order, title: null, items: [...items] }];
  const words: Readonly<Record<string, Words>> = order === 'distinction' ? DISTINCTION_WORDS : ELEMENT_WORDS;
  return Object.entries(words)
    .map(([key, title]) => ({ key, title: sayIn(title), items: items.filter(({ found }) => found[order] === key) }))
    .filter(group => group.items.length > 0);
}
