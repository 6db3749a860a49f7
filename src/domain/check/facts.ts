// What a check looks at: one plain, sorted, self-contained value, loaded in one snapshot. Two times are kept apart
// everywhere: the day people state that something happened (`on`, `from`, `to`: local days) and the instant the ledger
// recorded it (`recordedAt`). Only the second proves that something came before an act (domain.md section 3).
// A missing value is `null` or 'unknown', and is never taken for a favourable one.

import type { Calendar } from '../workdays';
import type { Day, Instant, Period } from '../period';
import type { ApprovalEventKind } from '../clock';

export const TRI = ['yes', 'no', 'unknown'] as const;
export type Tri = (typeof TRI)[number];

/** From the nearest to the highest; a departure needs an authorisation from the rule's own level or above. */
export const LEVELS = ['village', 'township', 'county', 'city', 'province', 'nation'] as const;
export type Level = (typeof LEVELS)[number];

/** The facts that decide, each answered yes / no / unknown by a named person with evidence. */
export const DECIDING_FACTS = [
  'private-gain', // 谋取私利
  'forged-papers', // 伪造材料
  'explicit-ban', // 上级明令禁止
  'secret-collective-decision', // 以集体决策之名行个人专断
  'earmarked-money-moved', // 挪用专项资金
  'illegal-debt', // 违规举债
  'major-accident', // 重大责任事故
  'mass-incident', // 群体性事件
  'environmental-damage', // 生态环境破坏
  'state-secret', // 泄露国家秘密
  'concealment', // 瞒报
  'repeated-refusal', // 屡纠不改
  'false-filing', // 虚假备案、借备案推责
  'malicious-collusion', // 恶意串通
  'obviously-unlawful-order', // 执行明显违法的上级决定
  'public-harm', // 损害公共利益
  'inaction', // 不作为、慢作为
  'collective-decision', // 集体决策
  'emergency', // 紧急情况
  'reported-afterwards', // 事后报告
  'within-powers', // 法定权限内
  'remedied', // 已纠正
  'being-remedied', // 正在纠正
  'loss-recovered', // 挽回损失
  'effect-removed', // 消除不良影响
  'harm-stopped', // 有效阻止危害
  'objection-on-record', // 明确反对或保留意见有记录
  'unforeseeable', // 不可抗力、难以预见
] as const;
export type DecidingFact = (typeof DECIDING_FACTS)[number];

/** One answer. `by` is the id of the person who answered, `evidence` the SHA-256 of each file it rests on. */
export interface Answer {
  value: Tri;
  by: string | null;
  /** For facts that have a day of their own (the day of the later report, of the decision): that day. */
  on: Day | null;
  recordedAt: Instant | null;
  evidence: readonly string[];
}

/** A named inspector's answer, with a reason, to a question that is never computed. */
export interface Judgement {
  value: 'met' | 'unmet' | 'unknown';
  by: string;
  reason: string;
  recordedAt: Instant;
}

export interface ProvisionRef {
  document: string;
  article: string;
}

/** Good only when issued at or above the level of the rule's own issuer, in force and in place on the day of the act. */
export interface Authorisation {
  issuer: string;
  level: Level;
  number: string;
  regions: readonly string[];
  period: Period;
}

export interface Departure extends ProvisionRef {
  ruleLevel: Level;
  authorisation: Authorisation | null;
}

/** A version of the declared scope. It counts from the day after it was recorded: the same day proves nothing. */
export interface ScopeVersion {
  version: number;
  recordedAt: Instant;
  regions: readonly string[];
  activities: readonly string[];
  period: Period;
  units: readonly string[];
  capFen: number | null;
  departures: readonly Departure[];
}

export type PilotState = 'draft' | 'registered' | 'running' | 'suspended' | 'closed';

export interface PilotFacts {
  code: string;
  county: string;
  field: string;
  assignedFromAbove: boolean;
  /** Every state the pilot entered, oldest first, with the ledger's time. */
  states: readonly { state: PilotState; recordedAt: Instant }[];
  scopes: readonly ScopeVersion[];
}

export interface RecordFacts {
  code: string;
  scopeVersion: number;
  flawKinds: readonly string[];
  /** Codes of the safeguards promised. */
  safeguards: readonly string[];
  period: Period;
  lossCapFen: number | null;
  sealedAt: Instant;
  /** The earliest outside proof of time that covers the sealing; null: recorded, not anchored. */
  anchoredAt: Instant | null;
  endedBy: 'expired' | 'revoked' | 'superseded' | null;
  endedAt: Instant | null;
}

export interface SafeguardDone {
  code: string;
  done: Tri;
  on: Day | null;
  recordedAt: Instant | null;
  evidence: readonly string[];
}

export type BreachMark = 'prohibitory' | 'obligatory' | 'procedural' | 'unknown';

export interface Breach extends ProvisionRef {
  mark: BreachMark;
  /** Was the breach a planned departure (looked at by C07), and not a slip? */
  departure: Tri;
}

export interface FlawFacts {
  code: string;
  /** A kind of the rulebook's list; null: not established. */
  kind: string | null;
  actFrom: Day | null;
  actTo: Day | null;
  regions: readonly string[] | null;
  activities: readonly string[] | null;
  breaches: readonly Breach[] | null;
  awareOn: Day | null;
  foundOn: Day | null;
  /** The sponsor's own report: made or not, and the day the ledger has it (or, on paper, the day stated). */
  selfReport: { made: Tri; on: Day | null; recordedAt: Instant | null };
  amountFen: number | null;
  lossFen: number | null;
  recordedAt: Instant | null;
  /** The earliest outside proof of time that covers the notice; absent in facts of before there were any. */
  noticeAnchoredAt?: Instant | null;
}

export type PledgeKind = 'funds' | 'staff' | 'authority' | 'guidance' | 'equipment' | 'policy';
export type PledgeStanding = 'claimed' | 'made' | 'disputed';

export interface PledgeFacts {
  code: string;
  giver: string;
  kind: PledgeKind;
  /** The standing the ledger showed, oldest first; before the first entry the pledge did not exist. */
  standings: readonly { standing: PledgeStanding; recordedAt: Instant }[];
  /** Rests on an issued document (number and file): silence of the giver is then shown, with its working days. */
  documented: boolean;
  tranches: readonly { dueOn: Day; amountFen: number | null; quantity: number | null; recordedAt: Instant }[];
  /** Deliveries confirmed by the other side. */
  deliveries: readonly { on: Day; amountFen: number | null; quantity: number | null; recordedAt: Instant }[];
  /** Confirmed downward (or upward) revisions: the new total. */
  revisions: readonly { on: Day; amountFen: number | null; quantity: number | null; recordedAt: Instant }[];
}

export interface ApprovalFacts {
  code: string;
  matter: string;
  approver: string;
  termWorkdays: number | null;
  /** Approvals (codes) that must come first. */
  predecessors: readonly string[];
  events: readonly {
    kind: ApprovalEventKind;
    on: Day;
    round: number | null;
    /** Of a suspension: one of the closed list of clock.ts; any other does not stop the clock. */
    reason?: string | null;
    remarks: readonly { topic: string; demand: string; by: string }[];
    recordedAt: Instant;
  }[];
}

export interface WhistleFacts {
  code: string;
  receiver: string;
  blownAt: Instant;
  dueAt: Instant;
  answeredAt: Instant | null;
}

/** A value that was changed after it was first recorded. `about` names the thing, `field` the value. */
export interface Edit {
  about: 'pilot' | 'scope' | 'flaw' | 'pledge' | 'approval' | 'safeguard';
  subject: string;
  field: string;
  from: string | null;
  to: string | null;
  recordedAt: Instant;
}

export interface Facts {
  v: 1;
  /** The day the check is asked for; "present rulebook" and open clocks are taken on this day. */
  askedOn: Day;
  pilot: PilotFacts | null;
  record: RecordFacts | null;
  flaw: FlawFacts;
  safeguardsDone: readonly SafeguardDone[];
  answers: Readonly<Partial<Record<DecidingFact, Answer>>>;
  /** Keyed by condition code (C13) or red-line code (R07). */
  judgements: Readonly<Record<string, Judgement>>;
  pledges: readonly PledgeFacts[];
  approvals: readonly ApprovalFacts[];
  whistles: readonly WhistleFacts[];
  edits: readonly Edit[];
  /** Only the exceptions between the earliest and the latest day above, so that a replay needs nothing else. */
  calendar: Calendar;
}
