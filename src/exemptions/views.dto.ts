import { ApiProperty } from '@nestjs/swagger';
import { WARNING_CODES, WARNINGS, type WarningCode, type WarningSeen } from '../domain/breadth';
import {
  countsFrom,
  endOf,
  EXEMPTION_ACTS,
  EXEMPTION_STATES,
  shownState,
  type EndGround,
  type ExemptionAct,
  type ExemptionState,
  type RecordEnd,
} from '../domain/exemption';
import { FILING_OFFICES, STANCES, type FilingOffice, type FirstLook, type Stance } from '../domain/filing';
import type { Day } from '../domain/period';
import { HistoryView, InclusionView, ReceiptView } from '../ledger/ledger.dto';
import { contentOf } from './content';
import type { Exemption, ExemptionActEntry, ExemptionOpinion } from './exemption.entity';
import {
  DepartmentFilingPart,
  ExemptionPeriod,
  OpeningPart,
  PilotPart,
  RiskPart,
  SuperiorToldPart,
} from './exemptions.dto';

const ID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const INSTANT = '2026-03-02T01:00:00.000Z';
const HASH = 'a3f1c1e0b6d24c5f9e8d7c6b5a49382716f5e4d3c2b1a09f8e7d6c5b4a392817';

export class ExemptionView {
  @ApiProperty({ example: ID }) id: string;
  @ApiProperty({ example: 'BA-513221-2026-0001' }) code: string;
  @ApiProperty({ example: 2 }) version: number;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ enum: EXEMPTION_STATES }) state: ExemptionState;
  @ApiProperty({ example: ID }) pilotId: string;
  @ApiProperty({ example: ID }) unitId: string;
  @ApiProperty({ type: OpeningPart }) opening: OpeningPart;
  @ApiProperty({ example: 1 }) scopeNumber: number;
  @ApiProperty({ type: [String], example: ['built-before-approval'] }) flawKinds: string[];
  @ApiProperty({ type: [RiskPart] }) risks: RiskPart[];
  @ApiProperty({ type: [String], example: ['collective-decision'] }) safeguards: string[];
  @ApiProperty({ type: [String], example: [] }) approvals: string[];
  @ApiProperty({ type: [String], example: [] }) pledges: string[];
  @ApiProperty({ type: Number, nullable: true, example: 20_000_000 }) lossCapFen: number | null;
  @ApiProperty({ type: ExemptionPeriod }) period: ExemptionPeriod;
  @ApiProperty({ type: DepartmentFilingPart, nullable: true }) departmentFiling: DepartmentFilingPart | null;
  @ApiProperty({ type: SuperiorToldPart, nullable: true }) superiorTold: SuperiorToldPart | null;
  @ApiProperty({ description: '内容的 SHA-256（规范 JSON）/ digest of the content', example: HASH })
  contentSha256: string;
  @ApiProperty({ type: String, nullable: true, example: null }) renewsId: string | null;
  @ApiProperty({ description: '第几次提交 / number of filings', example: 1 }) round: number;
  @ApiProperty({ type: String, nullable: true, example: 'WC-513221@2' }) rulebook: string | null;
  @ApiProperty({ type: String, nullable: true, example: INSTANT }) filedAt: string | null;
  @ApiProperty({ type: String, nullable: true, example: INSTANT }) sealedAt: string | null;
  @ApiProperty({ type: String, nullable: true, description: '封存次日起算 / counts from', example: '2026-03-03' })
  countsFrom: string | null;
  @ApiProperty({ enum: ['expired', 'revoked', 'superseded'], nullable: true, example: null })
  endedBy: RecordEnd['endedBy'];
  @ApiProperty({ type: String, nullable: true, example: null }) endedAt: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) endGround: EndGround | null;
  @ApiProperty({ type: String, nullable: true, example: null }) endReason: string | null;
  @ApiProperty({ example: INSTANT }) recordedAt: string;
}

export class ExemptionWritten extends ExemptionView {
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

export class ExemptionPage {
  @ApiProperty({ type: [ExemptionView] }) items: ExemptionView[];
  @ApiProperty({ type: String, nullable: true, description: '下一页的 cursor / next page', example: null })
  next: string | null;
}

export class WarningView {
  @ApiProperty({ enum: WARNING_CODES }) code: WarningCode;
  @ApiProperty({ example: '没有损失上限' }) zh: string;
  @ApiProperty({ example: 'no loss cap' }) en: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }] },
    example: { kinds: 10, of: 17 },
  })
  figures: WarningSeen['figures'];
}

export class FirstLookView implements FirstLook {
  @ApiProperty({ example: '2026-03-03' }) due: string;
  @ApiProperty({ type: String, nullable: true, example: null }) lookedOn: string | null;
  @ApiProperty({ example: false }) overdue: boolean;
  @ApiProperty({ example: 0 }) workdaysLate: number;
  @ApiProperty({ description: '日历尚未公布，期限可能变动 / may still move', example: false }) provisional: boolean;
}

export class OpinionView {
  @ApiProperty({ example: 1 }) round: number;
  @ApiProperty({ enum: FILING_OFFICES }) office: FilingOffice;
  @ApiProperty({ enum: STANCES }) stance: Stance;
  @ApiProperty({ example: '同意备案' }) text: string;
  @ApiProperty({ example: ID }) by: string;
  @ApiProperty({ example: INSTANT }) recordedAt: string;
}

export class ActView {
  @ApiProperty({ enum: EXEMPTION_ACTS }) act: ExemptionAct;
  @ApiProperty({ example: 1 }) round: number;
  @ApiProperty({ type: String, nullable: true, example: '请补充止损预案' }) text: string | null;
  @ApiProperty({ example: ID }) by: string;
  @ApiProperty({ example: ID }) unit: string;
  @ApiProperty({ example: INSTANT }) recordedAt: string;
}

export class DepartureStanding {
  @ApiProperty({ example: '殡葬管理条例实施办法' }) document: string;
  @ApiProperty({ example: '第九条' }) article: string;
  @ApiProperty({ description: '授权层级、期限和地区均足够 / sufficient today', example: true }) authorised: boolean;
  @ApiProperty({ type: String, nullable: true, example: '川府函〔2025〕88号' }) number: string | null;
}

/** Four things that are confused all the time, kept apart; none of them stands for another. */
export class Standings {
  @ApiProperty({
    type: DepartmentFilingPart,
    nullable: true,
    description: '项目在主管部门备案 / filed with a department',
  })
  filedWithDepartment: DepartmentFilingPart | null;
  @ApiProperty({ type: SuperiorToldPart, nullable: true, description: '已向上级报告 / a superior was told' })
  superiorTold: SuperiorToldPart | null;
  @ApiProperty({ type: String, nullable: true, description: '容错备案封存时间 / record sealed at', example: INSTANT })
  recordSealedAt: string | null;
  @ApiProperty({ type: [DepartureStanding], description: '突破规定的授权 / departures and their authorisation' })
  departures: DepartureStanding[];
}

export class ExemptionDetail extends ExemptionView {
  @ApiProperty({ type: PilotPart }) pilot: PilotPart;
  @ApiProperty({ type: [WarningView] }) warnings: WarningView[];
  @ApiProperty({ description: '在所问之日有效 / in force on the day asked about', example: true }) inForce: boolean;
  @ApiProperty({ type: FirstLookView, nullable: true }) firstLook: FirstLook | null;
  @ApiProperty({ type: Standings }) standings: Standings;
  @ApiProperty({
    type: [String],
    enum: FILING_OFFICES,
    description: '须出具书面意见的机关 / offices whose opinion is due',
  })
  opinionsDue: FilingOffice[];
  @ApiProperty({ type: [OpinionView] }) opinions: OpinionView[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: '有警示仍予封存的理由 / why sealed all the same',
    example: null,
  })
  sealReason: string | null;
  @ApiProperty({ type: [ActView] }) acts: ActView[];
  @ApiProperty({ type: [String], enum: EXEMPTION_ACTS, description: '现在可以办理的操作 / acts open now' })
  open: ExemptionAct[];
}

/** The entry that sealed the record, and the proof that the log has it. */
export class SealReceipt {
  @ApiProperty({ example: 'BA-513221-2026-0001' }) code: string;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ example: HASH }) contentSha256: string;
  @ApiProperty({ enum: ['pending', 'anchored'], description: '是否已有外部时间证明 / anchored in time or not yet' })
  status: 'pending' | 'anchored';
  @ApiProperty({ type: String, nullable: true, description: '外部证明的最早时间 / outside time', example: INSTANT })
  anchoredAt: string | null;
  @ApiProperty({ type: HistoryView }) entry: HistoryView;
  @ApiProperty({ type: InclusionView }) proof: InclusionView;
}

export type ExemptionRow = Omit<Exemption, 'search_text' | 'grams'>;

export function exemptionView(row: ExemptionRow, today: Day): ExemptionView {
  const content = contentOf(row);
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    county: row.county,
    state: shownState({ state: row.state, period: content.period }, today),
    pilotId: row.pilot_id,
    unitId: row.unit_id,
    ...content,
    contentSha256: row.content_sha256,
    renewsId: row.renews_id,
    round: row.round,
    rulebook: row.rulebook_code === null ? null : `${row.rulebook_code}@${row.rulebook_version}`,
    filedAt: row.filed_at,
    sealedAt: row.sealed_at,
    countsFrom: countsFrom(row.sealed_at),
    ...endOf({ state: row.state, period: content.period, endedAt: row.ended_at }, today),
    endGround: row.end_ground,
    endReason: row.end_reason,
    recordedAt: row.recorded_at,
  };
}

export function warningView({ code, figures }: WarningSeen): WarningView {
  return { code, ...WARNINGS[code], figures };
}

export function opinionView(row: ExemptionOpinion): OpinionView {
  const { round, office, stance, text } = row;
  return { round, office, stance, text, by: row.actor_id, recordedAt: row.recorded_at };
}

export function actView(row: ExemptionActEntry): ActView {
  const { act, round, text } = row;
  return { act, round, text, by: row.actor_id, unit: row.unit_id, recordedAt: row.recorded_at };
}
