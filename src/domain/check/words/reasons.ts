// One sentence for every reason, in both languages; {placeholders} are figures of the same finding. Reviewed as data:
// a reason without words does not compile.

import type { Words } from '../../errors';
import type { Reason } from '../reasons';

const RECORD = {
  'sealed-before': {
    zh: '备案 {record} 于 {sealedOn} 封存，行为始于 {actFrom}，早 {workdays} 个工作日；外部时间证明覆盖：{anchored}',
    en: 'record {record} was sealed on {sealedOn}, {workdays} working days before the act began on {actFrom}; covered by an outside proof of time: {anchored}',
  },
  'sealed-same-day': {
    zh: '备案 {record} 与行为同在 {sealedOn}，同日不能证明在先',
    en: 'record {record} was sealed on {sealedOn}, the very day the act began; the same day proves nothing',
  },
  'sealed-after-act': {
    zh: '备案 {record} 于 {sealedOn} 封存，晚于行为首日 {actFrom} {workdays} 个工作日，不能转为事先备案',
    en: 'record {record} was sealed on {sealedOn}, {workdays} working days after the act began on {actFrom}; it never opens the first lane',
  },
  'recorded-not-anchored': {
    zh: '备案 {record} 于 {sealedOn} 记录在先，但无外部时间证明，须由检查人员认定',
    en: 'record {record} was recorded on {sealedOn}, before the act, but no outside proof of time covers it: an inspector must say',
  },
  'in-force': {
    zh: '行为期间（{actFrom} 至 {actTo}）备案有效，试点在运行',
    en: 'the record was in force and the pilot running on all days of the act ({actFrom} to {actTo})',
  },
  'period-not-begun': {
    zh: '备案期间自 {periodFrom} 起，行为始于 {actFrom}',
    en: 'the record runs from {periodFrom}; the act began on {actFrom}',
  },
  'record-expired': {
    zh: '备案期间止于 {periodTo}，行为至 {actTo}',
    en: 'the record ran until {periodTo}; the act lasted until {actTo}',
  },
  'record-ended': {
    zh: '备案已于 {endedOn} 终止（{endedBy}），行为至 {actTo}',
    en: 'the record had ended on {endedOn} ({endedBy}); the act lasted until {actTo}',
  },
  'record-end-unknown': {
    zh: '备案已终止（{endedBy}），但终止时间不明',
    en: 'the record ended ({endedBy}), but when is not known',
  },
  'pilot-not-running': {
    zh: '行为期间试点未在运行：{pilotStateOn} 起为 {pilotState}',
    en: 'the pilot was not running during the act: {pilotState} since {pilotStateOn}',
  },
  'pilot-unknown': { zh: '事实中没有试点的登记情况', en: 'the facts hold no registration of the pilot' },
  'no-scope-in-force': {
    zh: '行为首日 {actFrom} 之前没有记录在案的申报范围',
    en: 'no declared scope was on record before {actFrom}, the first day of the act',
  },
  'regions-inside': {
    zh: '行为地 {acted} 均在申报范围第 {scopeVersion} 版的地域 {declared} 内',
    en: 'the places of the act ({acted}) lie within the regions of scope version {scopeVersion} ({declared})',
  },
  'region-outside': {
    zh: '行为地 {outside} 不在申报范围第 {scopeVersion} 版的地域 {declared} 内',
    en: '{outside} lies outside the regions of scope version {scopeVersion} ({declared})',
  },
  'regions-unknown': { zh: '行为地未查明', en: 'the places of the act are not established' },
  'days-inside': {
    zh: '行为（{actFrom} 至 {actTo}）在申报期间（{periodFrom} 至 {periodTo}）内',
    en: 'the act ({actFrom} to {actTo}) lies within the declared period ({periodFrom} to {periodTo})',
  },
  'days-outside': {
    zh: '行为（{actFrom} 至 {actTo}）超出申报期间（{periodFrom} 至 {periodTo}）',
    en: 'the act ({actFrom} to {actTo}) goes beyond the declared period ({periodFrom} to {periodTo})',
  },
  'act-day-unknown': { zh: '行为首日未查明', en: 'the first day of the act is not established' },
  'act-end-unknown': { zh: '行为末日未查明', en: 'the last day of the act is not established' },
  'activities-inside': {
    zh: '行为事项 {acted} 均在申报事项 {declared} 内',
    en: 'what was done ({acted}) is among the declared activities ({declared})',
  },
  'activity-outside': {
    zh: '行为事项 {outside} 不在申报事项 {declared} 内',
    en: '{outside} is not among the declared activities ({declared})',
  },
  'activities-unknown': { zh: '行为事项未查明', en: 'what was done is not established' },
  'kind-foreseen': { zh: '瑕疵种类 {kind} 已在备案中预见', en: 'the record foresaw this kind of flaw ({kind})' },
  'kind-not-foreseen': {
    zh: '瑕疵种类 {kind} 不在备案预见的 {foreseen} 之中',
    en: 'this kind of flaw ({kind}) is not among those foreseen ({foreseen})',
  },
  'kind-unknown': { zh: '瑕疵种类未认定', en: 'the kind of flaw is not established' },
  'no-record': { zh: '行为前没有封存的备案', en: 'no record was sealed before the act' },
  'other-lane': {
    zh: '属事先备案情形的条件，此处不适用',
    en: 'a condition of the pre-registered lane; it does not apply here',
  },
  'not-asked': { zh: '本容错清单不要求此项', en: 'this rulebook does not ask for it' },
} as const satisfies Partial<Record<Reason, Words>>;

const PROVISIONS = {
  'departures-authorised': {
    zh: '{count} 处突破均有行为时有效、级别足够的授权',
    en: 'all {count} departures were authorised in force and at a sufficient level',
  },
  'no-departure': { zh: '没有突破现行规定', en: 'no provision was departed from' },
  'departure-unknown': {
    zh: '{provision} 是否属有计划的突破未查明',
    en: 'whether {provision} was departed from by plan is not established',
  },
  'departure-not-listed': {
    zh: '突破 {provision} 未列入申报范围',
    en: 'the departure from {provision} is not listed in the declared scope',
  },
  'no-authorisation': { zh: '突破 {provision} 没有授权', en: 'the departure from {provision} has no authorisation' },
  'authorisation-too-low': {
    zh: '突破 {provision} 的授权级别（{authorisationLevel}）低于规定制定机关（{ruleLevel}）',
    en: 'the authorisation for {provision} is of level {authorisationLevel}, below that of the rule ({ruleLevel})',
  },
  'authorisation-not-in-force': {
    zh: '突破 {provision} 的授权（{authorisedFrom} 至 {authorisedTo}）未覆盖行为期间（{actFrom} 至 {actTo}）',
    en: 'the authorisation for {provision} ({authorisedFrom} to {authorisedTo}) does not cover the act ({actFrom} to {actTo})',
  },
  'authorisation-elsewhere': {
    zh: '突破 {provision} 的授权 {authorisationNumber} 不及于行为地',
    en: 'authorisation {authorisationNumber} for {provision} does not reach the places of the act',
  },
  'breaches-unknown': { zh: '违反了哪些规定未查明', en: 'which provisions were breached is not established' },
  'no-breach': {
    zh: '没有违反所列性质（{marks}）的规定',
    en: 'no provision of the kinds asked ({marks}) was breached',
  },
  'provision-breached': {
    zh: '违反 {provision}（{mark}），且不是经授权的突破',
    en: '{provision} ({mark}) was breached, and not by an authorised departure',
  },
  'mark-unknown': { zh: '{provision} 的性质未认定', en: 'the nature of {provision} is not established' },
} as const satisfies Partial<Record<Reason, Words>>;

const PROCEDURE = {
  'safeguards-done': {
    zh: '承诺的保障措施 {promised} 均按时履行',
    en: 'every promised safeguard was done in time ({promised})',
  },
  'none-promised': { zh: '备案未承诺保障措施', en: 'the record promised no safeguards' },
  'safeguard-late': {
    zh: '保障措施 {open} 在行为首日 {actFrom} 之后才履行',
    en: 'done only after {actFrom}, the first day of the act: {open}',
  },
  'safeguard-not-done': { zh: '保障措施 {open} 未履行', en: 'not done: {open}' },
  'safeguard-unknown': { zh: '保障措施 {open} 是否履行未查明', en: 'not established whether done: {open}' },
  'recorded-after-act': {
    zh: '保障措施 {open} 称在 {actFrom} 前履行，但事后才记录，须由检查人员认定',
    en: '{open}: said to be done by {actFrom} but not on record before it; an inspector must say',
  },
  'collective-decision': {
    zh: '有集体决策记录（{decidedOn}）',
    en: 'a collective decision is on record ({decidedOn})',
  },
  'reported-in-emergency': {
    zh: '紧急处置，于 {reportedOn} 报告，用 {workdays} 个工作日（期限 {termWorkdays}）',
    en: 'an emergency, reported on {reportedOn} within {workdays} working days (term {termWorkdays})',
  },
  'no-collective-decision': { zh: '没有集体决策，也不属紧急情况', en: 'no collective decision, and no emergency' },
  'decided-after-act': {
    zh: '集体决策于 {decidedOn} 作出，晚于行为首日 {actFrom}',
    en: 'the collective decision was taken on {decidedOn}, after the act began on {actFrom}',
  },
  'not-reported-afterwards': { zh: '紧急处置后没有报告', en: 'the emergency was not reported afterwards' },
  'report-late': {
    zh: '紧急处置于 {reportedOn} 报告，用 {workdays} 个工作日，超过期限 {termWorkdays}',
    en: 'the emergency was reported on {reportedOn} after {workdays} working days; the term is {termWorkdays}',
  },
  'decision-unknown': { zh: '决策程序未查明', en: 'how the decision was taken is not established' },
  'no-term': {
    zh: '本容错清单未定期限，是否及时须由检查人员认定',
    en: 'the rulebook fixes no term; an inspector must say whether it was in time',
  },
  'reported-in-time': {
    zh: '{awareOn} 知晓，{reportedOn} 自行报告，用 {workdays} 个工作日（期限 {termWorkdays}）；系统记录：{recorded}',
    en: 'aware on {awareOn}, self-reported on {reportedOn}: {workdays} working days (term {termWorkdays}); on record in the system: {recorded}',
  },
  'reported-late': {
    zh: '{awareOn} 知晓，{reportedOn} 才自行报告，用 {workdays} 个工作日，超过期限 {termWorkdays}',
    en: 'aware on {awareOn}, self-reported only on {reportedOn}: {workdays} working days; the term is {termWorkdays}',
  },
  'not-self-reported': { zh: '没有自行报告', en: 'it was not self-reported' },
  'self-report-unknown': {
    zh: '是否及何时自行报告未查明',
    en: 'whether and when it was self-reported is not established',
  },
  'awareness-unknown': { zh: '何时知晓未查明', en: 'when they became aware is not established' },
} as const satisfies Partial<Record<Reason, Words>>;

const MATTERS = {
  'put-right': { zh: '已有补救：{done}', en: 'put right: {done}' },
  'not-put-right': { zh: '没有补救（{facts} 均否）', en: 'not put right: none of {facts}' },
  'remedy-unknown': { zh: '是否补救未查明', en: 'whether it was put right is not established' },
  'loss-within-cap': { zh: '损失 {lossFen}，限额 {capFen}', en: 'loss {lossFen}, cap {capFen}' },
  'loss-over-cap': { zh: '损失 {lossFen}，超过限额 {capFen}', en: 'loss {lossFen}, over the cap of {capFen}' },
  'no-cap': { zh: '没有损失限额', en: 'there is no loss cap' },
  'loss-unknown': { zh: '损失未核定（限额 {capFen}）', en: 'the loss is not established (cap {capFen})' },
  'within-powers': { zh: '在法定权限内', en: 'within lawful powers' },
  'outside-powers': { zh: '超越法定权限', en: 'outside lawful powers' },
  'no-public-harm': { zh: '未损害公共利益', en: 'no harm to the public interest' },
  'public-harm': { zh: '损害了公共利益', en: 'the public interest was harmed' },
  'objection-on-record': { zh: '集体决策中的反对或保留意见有记录', en: 'an objection or reservation is on record' },
  'no-objection': { zh: '没有反对或保留意见的记录', en: 'no objection or reservation is on record' },
  unforeseeable: { zh: '系不可抗力或难以预见', en: 'force majeure, or what could not be foreseen' },
  foreseeable: { zh: '并非不可抗力或难以预见', en: 'neither force majeure nor unforeseeable' },
  'fact-unknown': { zh: '该事实未查明', en: 'the fact is not established' },
} as const satisfies Partial<Record<Reason, Words>>;

const PEOPLE = {
  question: { zh: '不由系统计算，请检查人员认定', en: 'never computed: a named inspector must answer' },
  confirm: {
    zh: '数据上符合，按清单规定仍须检查人员确认',
    en: 'met by the figures; the rulebook wants an inspector to confirm it',
  },
  'judged-met': { zh: '检查人员 {by} 认定符合', en: 'inspector {by} found it met' },
  'judged-unmet': { zh: '检查人员 {by} 认定不符合', en: 'inspector {by} found it not met' },
  'judged-unknown': { zh: '检查人员 {by} 认为尚不能认定', en: 'inspector {by} could not yet say' },
} as const satisfies Partial<Record<Reason, Words>>;

const LINES = {
  'line-crossed': { zh: '触碰：{facts}', en: 'crossed: {facts}' },
  'line-clear': { zh: '未触碰', en: 'not crossed' },
  'line-unknown': { zh: '尚未查明，不能排除', en: 'not established; it cannot be ruled out' },
  'line-loss-over': { zh: '触碰：损失 {lossFen} 超过 {lineFen}', en: 'crossed: loss {lossFen}, over {lineFen}' },
  'line-loss-under': {
    zh: '未触碰：损失 {lossFen} 未超过 {lineFen}',
    en: 'not crossed: loss {lossFen}, not over {lineFen}',
  },
  'line-loss-unknown': {
    zh: '损失未核定，不能排除（界线 {lineFen}）',
    en: 'the loss is not established (line {lineFen})',
  },
  'line-question': { zh: '请检查人员认定', en: 'a named inspector must answer' },
  'line-judged-met': { zh: '检查人员 {by} 认定触碰', en: 'inspector {by} found it crossed' },
  'line-judged-unmet': { zh: '检查人员 {by} 认定未触碰', en: 'inspector {by} found it not crossed' },
  'line-judged-unknown': { zh: '检查人员 {by} 认为尚不能认定', en: 'inspector {by} could not yet say' },
} as const satisfies Partial<Record<Reason, Words>>;

// The halves are partial so that each can be read by itself; together they must be whole.
export const REASON_WORDS: Readonly<Record<Reason, Words>> = {
  ...RECORD,
  ...PROVISIONS,
  ...PROCEDURE,
  ...MATTERS,
  ...PEOPLE,
  ...LINES,
};
