// The moments of a case in words, with the domain's own names for states, acts and standings.
import type { ApprovalEventKind } from '@domain/clock';
import { approvalLifecycle } from '@domain/clock';
import { CLAIM_LIFECYCLE, type ClaimStep } from '@domain/claim/claim';
import type { DecidingFact } from '@domain/check/facts';
import type { StoryKind, StoryLane, StoryMoment } from '@domain/check/story';
import { CODE_WORDS, FACT_WORDS } from '@domain/check/words/names';
import { PLEDGE_LIFECYCLE } from '@domain/pledge';
import { moneyText } from '@/parts/money';
import { ANSWER, nameOf, PLEDGE_KIND } from '@/words/names';
import { say, sayIn, type Words } from '@/words/say';

export const LANE_WORDS: Readonly<Record<StoryLane, Words>> = {
  pilot: { zh: '试点与范围', en: 'pilot and scope' },
  record: { zh: '容错备案', en: 'exemption record' },
  approval: { zh: '审批', en: 'approvals' },
  pledge: { zh: '上级承诺', en: 'pledges' },
  act: { zh: '行为', en: 'the act' },
  flaw: { zh: '发现与报告', en: 'discovery and report' },
  procedure: { zh: '问责与申请', en: 'accountability and claim' },
};

/** Names of kinds and safeguards that only the rulebook has. */
export type Titles = ReadonlyMap<string, string>;

const text = (value: unknown): string => (value == null ? '—' : String(value));

const coded = (figure: string, value: unknown): string => {
  const words = CODE_WORDS[`${figure}.${text(value)}`];
  return words ? sayIn(words) : text(value);
};

const STEP: Readonly<Record<string, Words>> = { file: { zh: '提出申请', en: 'filed' } };

function claimAct(act: string): string {
  const words = STEP[act] ?? CLAIM_LIFECYCLE.acts[act as ClaimStep]?.words;
  return words ? sayIn(words) : act;
}

function amount({ figures }: StoryMoment): string {
  if (typeof figures.amountFen === 'number') return moneyText(figures.amountFen);
  return say(`${text(figures.quantity ?? 1)} 项`, `${text(figures.quantity ?? 1)} unit(s)`);
}

const pledge = ({ subject, figures }: StoryMoment): string =>
  say(
    `承诺 ${text(subject)}（${text(figures.against)}，${nameOf(PLEDGE_KIND, text(figures.pledgeKind))}）`,
    `pledge ${text(subject)} (${text(figures.against)}, ${nameOf(PLEDGE_KIND, text(figures.pledgeKind))})`,
  );

const record = ({ subject, figures }: StoryMoment): string =>
  say(`备案 ${text(subject)}`, `record ${text(subject)}`) +
  (figures.held === true ? say('（核对所用）', ' (the one checked)') : '');

function approvalEvent({ subject, figures }: StoryMoment): string {
  const act = sayIn(approvalLifecycle.acts[figures.event as ApprovalEventKind].words);
  const round = figures.round == null ? '' : say(`（第 ${text(figures.round)} 轮）`, ` (round ${text(figures.round)})`);
  return `${text(figures.matter)} ${text(subject)}${say('：', ': ')}${act}${round}`;
}

const FIELD: Readonly<Record<string, Words>> = {
  kind: { zh: '瑕疵种类', en: 'kind of flaw' },
  actFrom: { zh: '行为首日', en: 'first day of the act' },
  actTo: { zh: '行为末日', en: 'last day of the act' },
  regions: { zh: '地域', en: 'regions' },
  activities: { zh: '事项', en: 'activities' },
  breaches: { zh: '违反的规定', en: 'provisions breached' },
  foundOn: { zh: '发现日', en: 'day found' },
  awareOn: { zh: '知晓日', en: 'day of becoming aware' },
  amountFen: { zh: '涉及金额', en: 'amount' },
  lossFen: { zh: '损失', en: 'loss' },
  period: { zh: '期间', en: 'period' },
  units: { zh: '参与单位', en: 'units' },
  capFen: { zh: '预算上限', en: 'budget cap' },
  departures: { zh: '突破的规定', en: 'departures' },
  termWorkdays: { zh: '办理期限（工作日）', en: 'term, working days' },
  tranches: { zh: '兑现安排', en: 'tranches' },
};

/** Long values (lists of tranches, of regions) are told by their page; here it counts that they were changed. */
const LONG = 40;

function editWords({ subject, figures: { field, from, to } }: StoryMoment): string {
  const name = FIELD[text(field)] ? sayIn(FIELD[text(field)]!) : text(field);
  const value = (it: unknown) =>
    it == null ? say('空', 'nothing') : text(field).endsWith('Fen') ? moneyText(Number(it)) : text(it);
  const about = `${text(subject)} ${name}`;
  if (text(from).length > LONG || text(to).length > LONG) return about + say('有改动', ' changed');
  return about + say(`由“${value(from)}”改为“${value(to)}”`, ` changed from ${value(from)} to ${value(to)}`);
}

type Teller = (moment: StoryMoment, titles: Titles) => string;

const TELL: Readonly<Record<StoryKind, Teller>> = {
  'pilot-state': ({ figures }) =>
    say(`试点状态：${coded('pilotState', figures.pilotState)}`, `pilot: ${coded('pilotState', figures.pilotState)}`),
  'scope-recorded': ({ figures }) =>
    say(
      `申报范围第 ${text(figures.scopeVersion)} 版入账，自 ${text(figures.countsFrom)} 起算`,
      `scope version ${text(figures.scopeVersion)} recorded, counts from ${text(figures.countsFrom)}`,
    ),
  'record-filed': moment => record(moment) + say('提交', ' filed'),
  'record-sealed': moment =>
    record(moment) +
    say(`封存，自 ${text(moment.figures.countsFrom)} 起算`, ` sealed, counts from ${text(moment.figures.countsFrom)}`),
  'record-ended': moment =>
    record(moment) +
    say(`终止：${coded('endedBy', moment.figures.endedBy)}`, ` ended: ${coded('endedBy', moment.figures.endedBy)}`),
  safeguard: ({ figures }, titles) =>
    say('保障措施“', 'safeguard “') +
    (titles.get(text(figures.safeguard)) ?? text(figures.safeguard)) +
    say(`”履行：${nameOf(ANSWER, text(figures.done))}`, `” done: ${nameOf(ANSWER, text(figures.done))}`),
  'approval-event': approvalEvent,
  'pledge-standing': moment =>
    pledge(moment) + say('：', ': ') + sayIn(PLEDGE_LIFECYCLE.states[moment.figures.standing as 'claimed']),
  'pledge-due': moment => pledge(moment) + say(`应兑现 ${amount(moment)}`, `: due ${amount(moment)}`),
  'pledge-delivered': moment => pledge(moment) + say(`已兑现 ${amount(moment)}`, `: delivered ${amount(moment)}`),
  'pledge-revised': moment => pledge(moment) + say(`调整为 ${amount(moment)}`, `: revised to ${amount(moment)}`),
  'act-begins': () => say('行为首日', 'first day of the act'),
  'act-ends': () => say('行为末日', 'last day of the act'),
  aware: () => say('单位知晓', 'the unit became aware'),
  found: () => say('发现瑕疵', 'the flaw was found'),
  reported: ({ subject }) => say(`瑕疵登记 ${text(subject)}`, `flaw ${text(subject)} entered`),
  'self-reported': () => say('自行报告', 'self-report'),
  fact: ({ figures }) =>
    `${sayIn(FACT_WORDS[figures.fact as DecidingFact])}${say('：', ': ')}${nameOf(ANSWER, text(figures.value))}`,
  'accountability-begun': ({ subject }) => say(`启动问责 ${text(subject)}`, `accountability ${text(subject)} begun`),
  'accountability-ended': ({ subject }) => say(`问责办结 ${text(subject)}`, `accountability ${text(subject)} ended`),
  'claim-act': ({ subject, figures }) =>
    say(`容错申请 ${text(subject)}：`, `claim ${text(subject)}: `) + claimAct(text(figures.act)),
  edited: moment => editWords(moment),
};

export const momentWords = (moment: StoryMoment, titles: Titles): string => TELL[moment.kind](moment, titles);

/** In whose hands the approval lay from then on; null when it was decided. */
export const deskAfter = ({ figures }: StoryMoment): string | null =>
  figures.onDesk == null ? null : coded('onDesk', figures.onDesk);
