// What the codes of a pilot are called, on pages, in reports and on documents: one name each.
import type { Words } from './errors';
import type { PilotField, PilotOutcome } from './pilot';

export const PILOT_OUTCOME_WORDS: Readonly<Record<PilotOutcome, Words>> = {
  adopted: { zh: '推广', en: 'adopted' },
  adapted: { zh: '调整后采用', en: 'adapted' },
  'tested-not-adopted': { zh: '试了、没成', en: 'tested, not adopted' },
  starved: { zh: '支持未到位', en: 'starved: support never came' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
  stopped: { zh: '被叫停', en: 'stopped' },
};

export const PILOT_FIELD_WORDS: Readonly<Record<PilotField, Words>> = {
  'civil-affairs': { zh: '民政', en: 'civil affairs' },
  'digital-government': { zh: '数字政务', en: 'digital government' },
  employment: { zh: '就业', en: 'employment' },
  'culture-media': { zh: '文化宣传', en: 'culture and media' },
  tourism: { zh: '旅游', en: 'tourism' },
  agriculture: { zh: '农业农村', en: 'agriculture' },
  water: { zh: '水利', en: 'water' },
  environment: { zh: '生态环境', en: 'environment' },
  infrastructure: { zh: '基础设施', en: 'infrastructure' },
  market: { zh: '市场监管', en: 'market' },
  'health-education': { zh: '卫生教育', en: 'health and education' },
  community: { zh: '社区治理', en: 'community' },
  other: { zh: '其他', en: 'other' },
};
