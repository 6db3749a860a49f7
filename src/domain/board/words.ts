// What the codes of pilots are called in a printed report.
import type { PilotField, PilotOutcome } from '../pilot';
import type { ShownSignal } from '../claim/clock';

export const OUTCOME_NAMES: Readonly<Record<PilotOutcome, string>> = {
  adopted: '推广采用',
  adapted: '调整后采用',
  'tested-not-adopted': '试了、没成',
  starved: '支持未到位',
  withdrawn: '撤回',
  stopped: '叫停',
};

export const FIELD_NAMES: Readonly<Record<PilotField, string>> = {
  'civil-affairs': '民政',
  'digital-government': '数字政务',
  employment: '就业社保',
  'culture-media': '文化宣传',
  tourism: '文旅',
  agriculture: '农业农村',
  water: '水利',
  environment: '生态环境',
  infrastructure: '基础设施',
  market: '市场监管',
  'health-education': '医疗教育',
  community: '基层治理',
  other: '其他',
};

export const SIGNAL_NAMES: Readonly<Record<ShownSignal, string>> = {
  green: '期限内',
  yellow: '临近期限',
  red: '超期',
  none: '无期限环节',
};
