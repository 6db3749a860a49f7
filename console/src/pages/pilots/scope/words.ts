// The names of the parts of a declared scope, and of the levels that make rules, which reach one higher than units do.
import type { ScopeField } from '@domain/scope';
import { LEVEL } from '@/words/names';
import type { Words } from '@/words/say';

export const SCOPE_WORDS: Readonly<Record<ScopeField, Words>> = {
  regions: { zh: '实施地区', en: 'regions' },
  activities: { zh: '做哪些事', en: 'activities' },
  period: { zh: '实施期限', en: 'period' },
  units: { zh: '参与单位', en: 'units taking part' },
  capFen: { zh: '预算上限', en: 'budget cap' },
  departures: { zh: '要突破的规定', en: 'departures' },
};

export const RULE_LEVEL: Readonly<Record<string, Words>> = { ...LEVEL, nation: { zh: '国家', en: 'nation' } };
