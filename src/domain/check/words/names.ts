// The names of what a finding speaks about, in the words of the field and in English: outcomes, results, conditions,
// deciding facts, and the values a counterfactual supposes.

import type { Words } from '../../errors';
import type { ClockParty } from '../../clock';
import { PILOT_LIFECYCLE } from '../../pilot';
import type { BreachMark, DecidingFact, Level, PilotState, PledgeKind, RecordFacts } from '../facts';
import type { Finding, Lane, Outcome, Result } from '../finding';
import type { ConditionCode, Effect } from '../rulebook';

export const OUTCOME_WORDS: Readonly<Record<Outcome, Words>> = {
  barred: { zh: '触碰红线，不得容错', en: 'barred: a red line is crossed' },
  'outside-record': { zh: '不在备案容错范围内', en: 'outside the record' },
  'not-eligible': { zh: '不符合容错条件', en: 'not eligible' },
  undetermined: { zh: '尚不能确定', en: 'undetermined' },
  covered: { zh: '在备案容错范围内', en: 'covered by the record' },
  eligible: { zh: '符合容错条件', en: 'eligible' },
};

export const LANE_WORDS: Readonly<Record<Lane, Words>> = {
  'pre-registered': {
    zh: '事先备案情形：行为前已封存备案。备案是缩小审查范围的证据，本身不免责。',
    en: 'Pre-registered: a record was sealed before the act. It is evidence that narrows the review; it never exempts by itself.',
  },
  'after-the-fact': {
    zh: '事后申请情形：行为前没有封存的备案，不能转为事先备案。',
    en: 'After the fact: no record was sealed before the act; this can never become the first lane.',
  },
};

export const RESULT_WORDS: Readonly<Record<Result, Words>> = {
  met: { zh: '符合', en: 'met' },
  unmet: { zh: '不符合', en: 'unmet' },
  'not-applicable': { zh: '不适用', en: 'not applicable' },
  unknown: { zh: '未查明', en: 'unknown' },
  'for-people': { zh: '须人工认定', en: 'for people' },
};

export const LINE_RESULT_WORDS: Readonly<Record<Result, Words>> = {
  ...RESULT_WORDS,
  met: { zh: '触碰', en: 'crossed' },
  unmet: { zh: '未触碰', en: 'clear' },
};

export const RECORD_PART_WORDS: Readonly<Record<NonNullable<Finding['recordPart']>, Words>> = {
  matches: { zh: '备案部分：相符', en: 'Record part: matches.' },
  fails: { zh: '备案部分：不相符', en: 'Record part: fails.' },
  unknown: { zh: '备案部分：尚不能确定', en: 'Record part: unknown.' },
};

export const EFFECT_WORDS: Readonly<Record<Effect, Words>> = {
  'shall-exempt': { zh: '应当免责', en: 'shall be exempted' },
  'may-exempt': { zh: '可以免责', en: 'may be exempted' },
  'lighter-or-exempt': { zh: '从轻、减轻或者免责', en: 'lighter treatment or exemption' },
  lighter: { zh: '从轻或者减轻', en: 'lighter treatment' },
  'no-negative-appraisal': { zh: '不作负面评价', en: 'no negative appraisal' },
};

export const TIME_RULE_WORDS: Readonly<Record<Finding['timeRule']['reason'], Words>> = {
  'only-one': { zh: '只有一个容错清单可用：{book}', en: 'Only one rulebook is at hand: {book}.' },
  same: {
    zh: '行为时与现在为同一容错清单：{book}',
    en: 'The rulebook of the day of the act is still the present one: {book}.',
  },
  'older-rule': {
    zh: '从旧：适用行为时的容错清单 {book}；现行清单 {other} 的结论并列',
    en: 'The rulebook of the day of the act applies, {book}; the present one, {other}, is shown beside it.',
  },
  'present-more-lenient': {
    zh: '从轻：现行容错清单 {book} 更有利于当事人，予以适用；行为时的清单 {other} 的结论并列',
    en: 'The present rulebook, {book}, is more lenient and applies; that of the day of the act, {other}, is shown beside it.',
  },
};

export const CONDITION_WORDS: Readonly<Record<ConditionCode, Words>> = {
  C01: { zh: '先备案后行为', en: 'sealed before the act' },
  C02: { zh: '备案有效、试点运行', en: 'record in force, pilot running' },
  C03: { zh: '地域在申报范围内', en: 'within the declared regions' },
  C04: { zh: '期限在申报范围内', en: 'within the declared period' },
  C05: { zh: '事项在申报范围内', en: 'within the declared activities' },
  C06: { zh: '瑕疵种类已预见', en: 'kind of flaw foreseen' },
  C07: { zh: '突破规定已获授权', en: 'departures authorised' },
  C08: { zh: '保障措施已履行', en: 'safeguards kept' },
  C09: { zh: '决策程序', en: 'decision procedure' },
  C10: { zh: '及时自行报告', en: 'self-reported in time' },
  C11: { zh: '已纠正或正在纠正', en: 'remedied' },
  C12: { zh: '损失在限额内', en: 'loss within the cap' },
  C13: { zh: '符合改革方向', en: 'in the direction of reform' },
  C14: { zh: '勤勉尽责', en: 'diligence' },
  C15: { zh: '出于公心', en: 'motive for the public good' },
  C16: { zh: '在法定权限内', en: 'within lawful powers' },
  C17: { zh: '未损害公共利益', en: 'no public harm' },
  C18: { zh: '未违反禁止性（义务性）规定', en: 'no prohibitory (or obligatory) provision breached' },
  C19: { zh: '反对或保留意见有记录', en: 'objection on record' },
  C20: { zh: '不可抗力、难以预见', en: 'unforeseeable' },
};

export const FACT_WORDS: Readonly<Record<DecidingFact, Words>> = {
  'private-gain': { zh: '谋取私利', en: 'private gain' },
  'forged-papers': { zh: '伪造材料', en: 'forged papers' },
  'explicit-ban': { zh: '上级明令禁止', en: 'an explicit ban from above' },
  'secret-collective-decision': {
    zh: '以集体决策之名行个人专断',
    en: 'one person deciding in the name of a collective',
  },
  'earmarked-money-moved': { zh: '挪用专项资金', en: 'earmarked money moved' },
  'illegal-debt': { zh: '违规举债', en: 'illegal debt' },
  'major-accident': { zh: '重大责任事故', en: 'a major accident' },
  'mass-incident': { zh: '群体性事件', en: 'a mass incident' },
  'environmental-damage': { zh: '生态环境破坏', en: 'environmental damage' },
  'state-secret': { zh: '泄露国家秘密', en: 'a state secret disclosed' },
  concealment: { zh: '瞒报', en: 'concealment' },
  'repeated-refusal': { zh: '屡纠不改', en: 'repeated refusal to correct' },
  'false-filing': { zh: '虚假备案、借备案推责', en: 'false filing, or filing to shift blame' },
  'malicious-collusion': { zh: '恶意串通', en: 'malicious collusion' },
  'obviously-unlawful-order': { zh: '执行明显违法的上级决定', en: 'carrying out an obviously unlawful order' },
  'public-harm': { zh: '损害公共利益', en: 'harm to the public interest' },
  inaction: { zh: '不作为、慢作为', en: 'inaction' },
  'collective-decision': { zh: '集体决策', en: 'a collective decision' },
  emergency: { zh: '紧急情况', en: 'an emergency' },
  'reported-afterwards': { zh: '事后报告', en: 'a report afterwards' },
  'within-powers': { zh: '法定权限内', en: 'within lawful powers' },
  remedied: { zh: '已纠正', en: 'remedied' },
  'being-remedied': { zh: '正在纠正', en: 'being remedied' },
  'loss-recovered': { zh: '挽回损失', en: 'loss recovered' },
  'effect-removed': { zh: '消除不良影响', en: 'ill effect removed' },
  'harm-stopped': { zh: '有效阻止危害', en: 'harm stopped' },
  'objection-on-record': { zh: '反对或保留意见有记录', en: 'an objection on record' },
  unforeseeable: { zh: '不可抗力、难以预见', en: 'unforeseeable' },
};

/** Paths of facts that are not answers; `{of}` is what stands in the brackets. */
export const PATH_WORDS: Readonly<Record<string, Words>> = {
  pilot: { zh: '试点的登记情况', en: 'the registration of the pilot' },
  'flaw.actFrom': { zh: '行为首日', en: 'the first day of the act' },
  'flaw.actTo': { zh: '行为末日', en: 'the last day of the act' },
  'flaw.regions': { zh: '行为地', en: 'the places of the act' },
  'flaw.activities': { zh: '行为事项', en: 'what was done' },
  'flaw.kind': { zh: '瑕疵种类', en: 'the kind of flaw' },
  'flaw.lossFen': { zh: '损失', en: 'the loss' },
  'flaw.breaches': { zh: '违反的规定', en: 'the provisions breached' },
  'flaw.awareOn': { zh: '知晓日', en: 'the day of becoming aware' },
  'flaw.selfReport': { zh: '自行报告', en: 'the self-report' },
  'flaw.breaches[].mark': { zh: '{of} 的性质', en: 'the nature of {of}' },
  'flaw.breaches[].departure': { zh: '{of} 属有计划的突破', en: 'a planned departure from {of}' },
  'scope.departures[].authorisation': { zh: '突破 {of} 的授权', en: 'the authorisation for {of}' },
  'scope.regions': { zh: '申报地域', en: 'the declared regions' },
  'scope.period': { zh: '申报期间', en: 'the declared period' },
  'scope.activities': { zh: '申报事项', en: 'the declared activities' },
  'record.inForce': { zh: '备案有效且试点运行', en: 'the record in force and the pilot running' },
  'record.endedAt': { zh: '备案终止时间', en: 'when the record ended' },
  'safeguardsDone[]': { zh: '保障措施 {of}', en: 'the safeguard {of}' },
  'answers.reported-afterwards.on': { zh: '事后报告日', en: 'the day of the report afterwards' },
};

/** What a path is supposed to be; any other value (an amount, a day) is shown as it is. */
export const VALUE_WORDS: Readonly<Record<string, Words>> = {
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  met: { zh: '认定符合', en: 'found met' },
  unmet: { zh: '认定不符合', en: 'found not met' },
  'in-time': { zh: '及时', en: 'in time' },
  'not-made': { zh: '没有', en: 'not made' },
  'within-scope': { zh: '与申报一致', en: 'as declared' },
  covering: { zh: '涵盖该行为', en: 'covering the act' },
  elsewhere: { zh: '不涵盖该行为', en: 'not covering the act' },
  foreseen: { zh: '已预见', en: 'one foreseen' },
  unforeseen: { zh: '未预见', en: 'one not foreseen' },
  none: { zh: '没有', en: 'none' },
  sufficient: { zh: '足够', en: 'sufficient' },
  prohibitory: { zh: '禁止性规定', en: 'prohibitory' },
  procedural: { zh: '程序性规定', en: 'procedural' },
};

/** The nature of a provision. */
export const MARK_WORDS: Readonly<Record<BreachMark, Words>> = {
  prohibitory: { zh: '禁止性', en: 'prohibitory' },
  obligatory: { zh: '义务性', en: 'obligatory' },
  procedural: { zh: '程序性', en: 'procedural' },
  unknown: { zh: '性质未认定', en: 'nature not established' },
};

const LEVEL_WORDS: Readonly<Record<Level, Words>> = {
  village: { zh: '村级', en: 'village' },
  township: { zh: '乡级', en: 'township' },
  county: { zh: '县级', en: 'county' },
  city: { zh: '市级', en: 'city' },
  province: { zh: '省级', en: 'province' },
  nation: { zh: '国家级', en: 'nation' },
};

const ENDED_WORDS: Readonly<Record<NonNullable<RecordFacts['endedBy']>, Words>> = {
  expired: { zh: '到期', en: 'expired' },
  revoked: { zh: '撤销', en: 'revoked' },
  superseded: { zh: '被取代', en: 'superseded' },
};

const STATE_WORDS: Readonly<Record<PilotState, Words>> = PILOT_LIFECYCLE.states;

const DESK_WORDS: Readonly<Record<ClockParty, Words>> = {
  sponsor: { zh: '申报方', en: 'the sponsor' },
  authority: { zh: '审批方', en: 'the authority' },
  suspended: { zh: '依法中止', en: 'nobody, suspended by law' },
};

export const PLEDGE_KIND_WORDS: Readonly<Record<PledgeKind, Words>> = {
  funds: { zh: '资金', en: 'funds' },
  staff: { zh: '人员', en: 'staff' },
  authority: { zh: '权限', en: 'authority' },
  guidance: { zh: '指导', en: 'guidance' },
  equipment: { zh: '设备', en: 'equipment' },
  policy: { zh: '政策', en: 'policy' },
};

const under = (figure: string, words: Readonly<Record<string, Words>>): [string, Words][] =>
  Object.entries(words).map(([code, entry]) => [`${figure}.${code}`, entry]);

/** Codes that stand as figures, by `figure.code`: one code may mean two things in two figures. */
export const CODE_WORDS: Readonly<Record<string, Words>> = Object.fromEntries([
  ...under('mark', MARK_WORDS),
  ...under('ruleLevel', LEVEL_WORDS),
  ...under('authorisationLevel', LEVEL_WORDS),
  ...under('endedBy', ENDED_WORDS),
  ...under('pilotState', STATE_WORDS),
  ...under('onDesk', DESK_WORDS),
  ...under('pledgeKind', PLEDGE_KIND_WORDS),
]);
