// A procedural flaw (程序瑕疵): a step missing, late, out of order or badly papered, on a pilot (domain.md section 3). What
// is known of it is corrected openly, value by value, each change with its reason; nothing is overwritten unseen.

import type { BreachMark, ProvisionRef, Tri } from './check/facts';
import { canonicalJson } from './canonical';
import { refusals } from './errors';
import { follow, type Lifecycle } from './lifecycle';
import type { Day } from './period';

export const FLAW_STATES = ['reported', 'checked', 'closed'] as const;
export type FlawState = (typeof FLAW_STATES)[number];

export const FOUND_BY = ['self-report', 'inspection', 'audit', 'petition', 'media', 'tip'] as const;
export type FoundBy = (typeof FOUND_BY)[number];

export type FlawAct = 'correct' | 'self-report' | 'answer' | 'judge' | 'check' | 'close';

/** `checked` says that nothing about the flaw itself was changed since it was last checked. */
export const FLAW_LIFECYCLE: Lifecycle<FlawState, FlawAct> = {
  concept: { zh: '程序瑕疵', en: 'flaw' },
  initial: 'reported',
  states: {
    reported: { zh: '已登记，待核对', en: 'reported' },
    checked: { zh: '已核对', en: 'checked' },
    closed: { zh: '已办结', en: 'closed' },
  },
  acts: {
    correct: { from: ['reported', 'checked'], to: 'reported', words: { zh: '更正', en: 'correct' } },
    'self-report': { from: ['reported', 'checked'], to: 'reported', words: { zh: '自行报告', en: 'self-report' } },
    answer: { from: ['reported', 'checked'], to: 'reported', words: { zh: '认定事实', en: 'answer a fact' } },
    judge: { from: ['reported', 'checked'], to: 'reported', words: { zh: '回答问题', en: 'answer a question' } },
    check: { from: ['reported', 'checked'], to: 'checked', words: { zh: '核对', en: 'check' } },
    close: { from: ['checked'], to: 'closed', words: { zh: '办结', en: 'close' } },
  },
};

export const flawRefusal = refusals({
  'flaw.not-found': { kind: 'not-found', zh: '找不到该程序瑕疵', en: 'there is no such flaw' },
  'flaw.pilot-draft': {
    kind: 'conflict',
    zh: '试点尚为草稿，不能登记程序瑕疵',
    en: 'the pilot is still a draft; no flaw can be reported on it',
  },
  'flaw.days-reversed': {
    kind: 'invalid',
    zh: '行为止日 {to} 早于起日 {from}',
    en: 'the act ends on {to}, before it begins on {from}',
    constraints: ['flaw_act_days'],
  },
  'flaw.day-ahead': {
    kind: 'invalid',
    zh: '{day} 晚于今天 {today}',
    en: '{day} lies after today, {today}',
  },
  'flaw.region-outside': {
    kind: 'invalid',
    zh: '地区 {region} 不在本县范围内',
    en: 'region {region} is not in this county',
  },
  'flaw.kind-unknown': {
    kind: 'invalid',
    zh: '容错清单中没有“{kind}”这一瑕疵种类',
    en: 'no rulebook in force lists the kind of flaw "{kind}"',
  },
  'flaw.nothing-changed': {
    kind: 'invalid',
    zh: '更正须至少改动一项内容',
    en: 'a correction must change at least one value',
  },
  'flaw.value-established': {
    kind: 'forbidden',
    zh: '{field} 已由纪检监察人员登记或更正，申报人不能再改',
    en: '{field} was entered or corrected by an inspector; the sponsor cannot change it any more',
  },
  'flaw.self-reported-already': {
    kind: 'conflict',
    zh: '该瑕疵已有自行报告的记录',
    en: 'a self-report of this flaw is already on record',
  },
  'flaw.self-report-unsaid': {
    kind: 'invalid',
    zh: '须写明是否自行报告（made）；已报告的须写明日期（on）',
    en: 'say whether a self-report was made (made) and, if so, on which day (on)',
  },
  'flaw.evidence-missing': {
    kind: 'invalid',
    zh: '回答“是”或“否”须附证据文件，或写明理由',
    en: 'answering yes or no needs evidence: a file, or a stated reason',
  },
  'flaw.not-own-unit': {
    kind: 'forbidden',
    zh: '申报人只能办理本单位试点的程序瑕疵',
    en: 'a sponsor deals only with flaws of pilots of the own unit',
  },
  'flaw.question-unknown': {
    kind: 'invalid',
    zh: '没有“{code}”这一问题',
    en: 'there is no question {code}',
  },
  'safeguard.not-promised': {
    kind: 'invalid',
    zh: '该备案没有承诺“{code}”这项保障措施',
    en: 'the record promises no safeguard {code}',
  },
  'safeguard.record-not-filed': {
    kind: 'conflict',
    zh: '容错备案处于“{state}”状态，不能登记保障措施的履行',
    en: 'nothing can be recorded about the safeguards of an exemption record in state "{state}"',
  },
  'finding.not-found': { kind: 'not-found', zh: '找不到该核对结论', en: 'there is no such finding' },
});

/** A provision breached, marked by a named person (`markedBy`: account id). */
export interface MarkedBreach extends ProvisionRef {
  mark: BreachMark;
  departure: Tri;
  markedBy: string;
}

/** What can be corrected, each value on its own. */
export interface FlawValues {
  kind: string | null;
  actFrom: Day | null;
  actTo: Day | null;
  regions: readonly string[] | null;
  activities: readonly string[] | null;
  foundOn: Day | null;
  foundBy: FoundBy;
  awareOn: Day | null;
  breaches: readonly MarkedBreach[] | null;
  units: readonly string[];
  posts: readonly string[];
  /** Fen. */
  amountFen: number | null;
  lossFen: number | null;
  description: string;
  /** SHA-256 of each file. */
  files: readonly string[];
}

export const FLAW_FIELDS = [
  'kind',
  'actFrom',
  'actTo',
  'regions',
  'activities',
  'foundOn',
  'foundBy',
  'awareOn',
  'breaches',
  'units',
  'posts',
  'amountFen',
  'lossFen',
  'description',
  'files',
] as const satisfies readonly (keyof FlawValues)[];
export type FlawField = (typeof FLAW_FIELDS)[number];

/** One value changed; texts as they stand, lists and figures as canonical JSON, null where nothing was known. */
export interface FlawChange {
  field: string;
  from: string | null;
  to: string | null;
}

/** The changes that really change something, in the order of the fields. @throws Refusal flaw.nothing-changed */
export function corrections(present: FlawValues, wanted: Partial<FlawValues>): FlawChange[] {
  const changes: FlawChange[] = [];
  for (const field of FLAW_FIELDS) {
    if (wanted[field] === undefined) continue;
    const [from, to] = [shown(present[field]), shown(wanted[field])];
    if (from !== to) changes.push({ field, from, to });
  }
  if (changes.length === 0) throw flawRefusal('flaw.nothing-changed');
  return changes;
}

export function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : canonicalJson(value);
}

/** A mark somebody already set keeps its author unless the mark itself is changed. */
export function markBreaches(
  present: readonly MarkedBreach[] | null,
  wanted: readonly Omit<MarkedBreach, 'markedBy'>[],
  by: string,
): MarkedBreach[] {
  return wanted.map(({ document, article, mark, departure }) => {
    const before = present?.find(one => one.document === document && one.article === article);
    const kept = before !== undefined && before.mark === mark && before.departure === departure;
    return { document, article, mark, departure, markedBy: kept ? before.markedBy : by };
  });
}

/**
 * No day of what happened lies after today, and an act does not end before it begins.
 * @throws Refusal flaw.day-ahead, flaw.days-reversed, each naming the field
 */
export function refuseImpossibleDays(
  values: Pick<FlawValues, 'actFrom' | 'actTo' | 'foundOn' | 'awareOn'>,
  today: Day,
) {
  for (const field of ['actFrom', 'actTo', 'foundOn', 'awareOn'] as const) {
    const day = values[field];
    if (day === null || day <= today) continue;
    const fault = { field, zh: '晚于今天', en: 'lies after today' };
    throw flawRefusal('flaw.day-ahead', { figures: { day, today }, fields: [fault] });
  }
  const { actFrom: from, actTo: to } = values;
  if (from === null || to === null || from <= to) return;
  const fault = { field: 'actTo', zh: '早于行为起日', en: 'lies before actFrom' };
  throw flawRefusal('flaw.days-reversed', { figures: { from, to }, fields: [fault] });
}

export type Side = 'sponsor' | 'inspector';

/**
 * For whom somebody speaks: an officer of the sponsor's unit for that unit, whatever other roles he holds.
 * @throws Refusal flaw.not-own-unit for a sponsor of any other unit
 */
export function sideOf(actor: { organisationId: string; roles: readonly string[] }, sponsorId: string): Side {
  if (actor.organisationId === sponsorId && actor.roles.includes('sponsor')) return 'sponsor';
  if (actor.roles.includes('inspector')) return 'inspector';
  throw flawRefusal('flaw.not-own-unit');
}

/** The state after an act that changes what is known. @throws Refusal state.act-not-open */
export const followFlaw = (state: FlawState, act: FlawAct): FlawState => follow(FLAW_LIFECYCLE, state, act);

/** The place of the act chooses the rulebook; an act in several places, or in none known, is the county's matter. */
export function rulebookPlace(regions: readonly string[] | null, county: string): string {
  return regions?.length === 1 ? regions[0]! : county;
}
