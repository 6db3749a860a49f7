// A jurisdiction's rules as one value (容错清单). A new place needs a new file and no new code: everything a place may
// decide stands here as data. Terms that no source fixes are marked as settings (domain.md section 6).

import type { Day } from '../period';
import type { DecidingFact, Level } from './facts';

export const CONDITION_CODES = [
  'C01', // sealed-before-act 先备案后行为
  'C02', // in-force 备案有效
  'C03', // within-regions 地域在内
  'C04', // within-period 期限在内
  'C05', // within-activities 事项在内
  'C06', // flaw-kind-foreseen 瑕疵种类已预见
  'C07', // departure-authorised 突破已获授权
  'C08', // safeguards-kept 保障措施已履行
  'C09', // decision-procedure 决策程序
  'C10', // reported-in-time 及时报告
  'C11', // remedied 已纠正
  'C12', // within-loss-cap 损失在限额内
  'C13', // reform-direction 改革方向
  'C14', // diligence 勤勉尽责
  'C15', // motive 出于公心
  'C16', // within-lawful-powers 法定权限内
  'C17', // no-public-harm 未损害公共利益
  'C18', // no-provision-breached 未违反禁止性（义务性）规定
  'C19', // objection-on-record 集体决策中明确反对或保留意见
  'C20', // unforeseeable-loss 不可抗力、难以预见
] as const;
export type ConditionCode = (typeof CONDITION_CODES)[number];

/** They belong to the pre-registered lane itself: a rulebook may set their parameters, never drop them. */
export const RECORD_CONDITIONS = [
  'C01',
  'C02',
  'C03',
  'C04',
  'C05',
  'C06',
  'C07',
  'C08',
] as const satisfies readonly ConditionCode[];

export const EFFECTS = ['shall-exempt', 'may-exempt', 'lighter-or-exempt', 'lighter', 'no-negative-appraisal'] as const;
export type Effect = (typeof EFFECTS)[number];

export interface Title {
  zh: string;
  en: string;
}

/** Where a value comes from. `setting` marks what no source fixes and the place chose for itself. */
export interface Basis {
  document?: string;
  article?: string;
  setting?: boolean;
}

export interface ConditionParams {
  /** C18: which marks count as a breach. */
  marks?: readonly ('prohibitory' | 'obligatory')[];
  /** C11: which facts satisfy it, any of them. */
  anyOf?: readonly DecidingFact[];
  /** Met by the figures is not enough: a named inspector must confirm it. */
  confirm?: boolean;
}

export interface ConditionRule {
  code: ConditionCode;
  params: ConditionParams;
  basis: Basis;
}

/** The list is all-of; a group is met when any member is. */
export type RuleNode = ConditionRule | { anyOf: readonly ConditionRule[]; basis: Basis };

/** `fact`: met when any of these deciding facts is yes. `lossOverFen`: met when the loss is larger. `question`: for a named inspector. */
export interface RedLine {
  code: string;
  title: Title;
  test: { kind: 'fact'; anyOf: readonly DecidingFact[] } | { kind: 'loss-over'; fen: number } | { kind: 'question' };
  basis: Basis;
}

export interface ListEntry {
  code: string;
  title: Title;
}

export interface Term {
  /** Working days. */
  workdays: number;
  basis: Basis;
}

export const TERM_CODES = [
  'first-look', // an inspector's first look at a filing
  'seal', // from filing to sealing or return
  'self-report', // from becoming aware to the self-report (C10)
  'emergency-report', // from the first day of the act to the later report (C09)
  'pledge-answer', // a giver's answer to a claimed pledge
  'inquiry-answer', // an authority's naming of the path
  'claim-admission',
  'fact-finding',
  'fact-finding-extension',
  'deliberation',
  'reply',
] as const;
export type TermCode = (typeof TERM_CODES)[number];

export interface Rulebook {
  /** `WC-2026`: stable name of the rule; with `version` it is unique. */
  code: string;
  version: number;
  region: string;
  level: Level | 'zone';
  title: Title;
  source: { document: string; article: string; adopted: string | null };
  inForce: { from: Day | null; to: Day | null; basis: Basis };
  matter: Title;
  effect: Effect;
  conditions: readonly RuleNode[];
  redLines: readonly RedLine[];
  flawKinds: readonly ListEntry[];
  safeguards: readonly ListEntry[];
  terms: Readonly<Partial<Record<TermCode, Term>>>;
  caps: { lossFen: number | null; basis: Basis };
  /** 'required': sealed before the act is left to the inspector unless an outside proof of time covers it. */
  anchoring: 'required' | 'shown';
  filing: { offices: readonly ('discipline' | 'organisation' | 'reform')[]; opinions: number };
  panelSize: number;
  deemedGranted: readonly string[];
  higherLevel: readonly ('forged-papers' | 'loss-over-cap')[];
  /** Fields of work the instrument is about; among rules of one place the one that names the pilot's field is nearer. */
  fields?: readonly string[];
  /** What the exempted must not suffer in: appraisal, honours, promotion, titles, rewards. */
  protects?: readonly Title[];
  /** What the encoding leaves to people, and any reading of the source that is not beyond doubt. */
  notes?: readonly Title[];
  /** Where the values without a basis of their own come from. The file reader demands all of them. */
  bases?: Readonly<Partial<Record<BasedValue, Basis>>>;
}

export const BASED_VALUES = [
  'effect',
  'flawKinds',
  'safeguards',
  'anchoring',
  'filing',
  'panelSize',
  'deemedGranted',
  'higherLevel',
] as const;
export type BasedValue = (typeof BASED_VALUES)[number];
