// A pilot (试点) and its life (domain.md section 3). Closing names an outcome; tested-not-adopted is no flaw at all, and
// starved says that the promised support never came.
import { refusals } from './errors';
import type { Lifecycle } from './lifecycle';
import type { PilotState } from './check/facts';
import { parsePeriod } from './period';
import { countyOf } from './region';
import type { Scope } from './scope';

export type { PilotState };
export const PILOT_STATES = [
  'draft',
  'registered',
  'running',
  'suspended',
  'closed',
] as const satisfies readonly PilotState[];

export const PILOT_OUTCOMES = ['adopted', 'adapted', 'tested-not-adopted', 'starved', 'withdrawn', 'stopped'] as const;
export type PilotOutcome = (typeof PILOT_OUTCOMES)[number];

export const PILOT_FIELDS = [
  'civil-affairs', // 民政
  'digital-government', // 数字政务
  'employment', // 就业社保
  'culture-media', // 文化宣传
  'tourism', // 文旅
  'agriculture', // 农业农村
  'water', // 水利
  'environment', // 生态环境
  'infrastructure', // 基础设施
  'market', // 市场监管
  'health-education', // 医疗教育
  'community', // 基层治理
  'other', // 其他
] as const;
export type PilotField = (typeof PILOT_FIELDS)[number];

export type PilotAct = 'register' | 'start' | 'suspend' | 'resume' | 'close' | 'brake';

export const PILOT_LIFECYCLE: Lifecycle<PilotState, PilotAct> = {
  concept: { zh: '试点', en: 'pilot' },
  initial: 'draft',
  states: {
    draft: { zh: '草稿', en: 'draft' },
    registered: { zh: '已登记', en: 'registered' },
    running: { zh: '进行中', en: 'running' },
    suspended: { zh: '已中止', en: 'suspended' },
    closed: { zh: '已结束', en: 'closed' },
  },
  acts: {
    register: { from: ['draft'], to: 'registered', words: { zh: '登记', en: 'register' } },
    start: { from: ['registered'], to: 'running', words: { zh: '启动', en: 'start' } },
    suspend: { from: ['running'], to: 'suspended', words: { zh: '中止', en: 'suspend' } },
    resume: { from: ['suspended'], to: 'running', words: { zh: '恢复', en: 'resume' } },
    close: { from: ['draft', 'registered', 'running', 'suspended'], to: 'closed', words: { zh: '结束', en: 'close' } },
    brake: { from: ['registered', 'running', 'suspended'], to: 'closed', words: { zh: '踩刹车', en: 'brake' } },
  },
};

export const pilotRefusal = refusals({
  'pilot.not-found': { kind: 'not-found', zh: '找不到该试点', en: 'there is no such pilot' },
  'pilot.not-own-unit': {
    kind: 'forbidden',
    zh: '只能办理本单位申报的试点',
    en: 'only the sponsor unit of the pilot may do this',
  },
  'pilot.assignment-missing': {
    kind: 'invalid',
    zh: '上级交办的试点须写明交办文件（assignedBy）',
    en: 'a pilot assigned from above must name the document (assignedBy)',
  },
  'pilot.not-amendable': {
    kind: 'conflict',
    zh: '试点处于“{state}”状态，不能变更申报范围（草稿请直接登记，已结束的不能变更）',
    en: 'the scope of a pilot in state "{state}" cannot be amended',
  },
  'pilot.outcome-not-open': {
    kind: 'invalid',
    zh: '结束时不能填写该结果（outcome）：{outcome}',
    en: 'outcome {outcome} is not open here',
  },
  'pilot.region-outside': {
    kind: 'invalid',
    zh: '地区 {region} 不在本县范围内',
    en: 'region {region} is not in this county',
  },
});

/** The scope of a registered pilot may be amended until it is closed. @throws Refusal pilot.not-amendable */
export function refuseUnamendable(state: PilotState): void {
  if (state === 'draft' || state === 'closed') throw pilotRefusal('pilot.not-amendable', { figures: { state } });
}

/**
 * The outcome a closing may carry: a draft is only ever withdrawn, `stopped` belongs to the leader's brake alone.
 * @throws Refusal pilot.outcome-not-open
 */
export function closingOutcome(state: PilotState, outcome: PilotOutcome): PilotOutcome {
  const open = outcome !== 'stopped' && (state !== 'draft' || outcome === 'withdrawn');
  if (open) return outcome;
  throw pilotRefusal('pilot.outcome-not-open', {
    figures: { outcome },
    fields: [{ field: 'outcome', zh: `此时不能填写 ${outcome}`, en: `${outcome} is not open here` }],
  });
}

/**
 * A declared scope, or the changes to one, stays in the pilot's county and ends after it begins. `at` names the part of
 * the request it stands in.
 * @throws Refusal pilot.region-outside, period.reversed
 */
export function refuseUnfitScope(county: string, scope: Partial<Pick<Scope, 'regions' | 'period'>>, at: string): void {
  for (const [index, region] of (scope.regions ?? []).entries()) {
    if (countyOf(region) === county) continue;
    throw pilotRefusal('pilot.region-outside', {
      figures: { region },
      fields: [{ field: `${at}.regions[${index}]`, zh: '不在本县', en: 'is not in this county' }],
    });
  }
  if (scope.period) parsePeriod(scope.period, `${at}.period`);
}
