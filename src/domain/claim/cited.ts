// The rule a decision cites, in words: which rulebook was applied under 从旧兼从轻, what it says, and what the other says.

import type { BookFinding, Finding } from '../check/finding';
import { fillWith } from '../check/words/filling';
import { EFFECT_WORDS, OUTCOME_WORDS, TIME_RULE_WORDS } from '../check/words/names';
import type { Words } from '../errors';

const ONE: Words = { zh: '{book}：{outcome}（{effect}）', en: '{book}: {outcome} ({effect})' };

export function comparisonWords({ timeRule, applied, other }: Pick<Finding, 'timeRule' | 'applied' | 'other'>): Words {
  const books = { book: nameOf(applied), other: other && nameOf(other) };
  const said = (lang: keyof Words): string =>
    [
      fillWith(TIME_RULE_WORDS[timeRule.reason][lang], books, lang),
      ...[applied, ...(other === null ? [] : [other])].map(one => bookWords(one, lang)),
    ].join(lang === 'zh' ? '；' : ' ');
  return { zh: said('zh'), en: said('en') };
}

function bookWords(one: BookFinding, lang: keyof Words): string {
  const outcome = OUTCOME_WORDS[one.outcome][lang];
  const effect = EFFECT_WORDS[one.effect][lang];
  return fillWith(ONE[lang], { book: nameOf(one), outcome, effect }, lang);
}

const nameOf = ({ rulebook }: BookFinding): string => `${rulebook.code} v${rulebook.version}`;
