import { ApiProperty } from '@nestjs/swagger';
import {
  CORRECTION_ACTS,
  CORRECTION_STATES,
  type AskedTerm,
  type CorrectionAct,
  type CorrectionStanding,
  type CorrectionState,
} from '../../domain/claim/correction';
import { ReceiptView } from '../../ledger/ledger.dto';
import { ChoiceField, CountField, DayField, IdField, TextField, TextsField } from '../../platform/fields';
import { PAGE_LIMIT } from '../../platform/page';
import type { ClaimCorrection, ClaimCorrectionEntry } from './after.entity';

const ID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const INSTANT = '2026-09-01T01:00:00.000Z';
const HASH = 'a3f1c1e0b6d24c5f9e8d7c6b5a49382716f5e4d3c2b1a09f8e7d6c5b4a392817';
const SHA256 = /^[0-9a-f]{64}$/;

export class OrderCorrectionBody implements AskedTerm {
  @TextField({ zh: '纠错事项', min: 5, max: 2000, example: '补办农用地转用审批手续，并公示建设内容' }) text: string;
  @IdField({ zh: '责任单位' }) unitId: string;
  @DayField({ zh: '完成期限（日期），与 workdays 二者填一', optional: true, example: '2099-12-31' }) dueOn?: string;
  @CountField({ zh: '完成期限（自次日起的工作日）', min: 1, max: 500, optional: true }) workdays?: number;
}

export class AnswerCorrectionBody {
  @TextField({ zh: '纠正情况', min: 2, max: 2000, example: '已补办并公示' }) text: string;
  @TextsField({ zh: '证明材料的 SHA-256', min: 1, max: 20, length: 64, pattern: SHA256, example: [HASH] })
  evidence: string[];
}

export class SignOffBody {
  @TextField({ zh: '核验意见', min: 2, max: 2000, example: '经现场核验，已纠正到位' }) reason: string;
}

/** Without a new term the old one holds. */
export class SendBackCorrectionBody implements AskedTerm {
  @TextField({ zh: '退回理由', min: 2, max: 2000, example: '公示范围不足' }) reason: string;
  @DayField({ zh: '新的完成期限（日期）', optional: true, example: '2099-12-31' }) dueOn?: string;
  @CountField({ zh: '新的完成期限（自次日起的工作日）', min: 1, max: 500, optional: true }) workdays?: number;
}

export class CorrectionDayQuery {
  @DayField({ zh: '按哪一天计算是否逾期（默认为今天）', optional: true }) day?: string;
}

export class CorrectionTasksQuery extends CorrectionDayQuery {
  @ChoiceField({ zh: '状态', of: CORRECTION_STATES, optional: true, example: 'open' }) state?: CorrectionState;
  @IdField({ zh: '责任单位', optional: true }) unit?: string;
  @ChoiceField({ zh: '只看逾期未反馈的（yes）', of: ['yes'], optional: true, example: 'yes' }) overdue?: 'yes';
  @CountField({ zh: '每页条数', min: 1, max: PAGE_LIMIT, optional: true, example: 20 }) limit?: number;
  @TextField({ zh: '上一页返回的 next', max: 200, optional: true, example: undefined }) cursor?: string;
}

export class CorrectionTaskView implements CorrectionStanding {
  @ApiProperty({ example: ID }) id: string;
  @ApiProperty({ example: 'JC-513221-2026-0001' }) code: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ example: ID }) claimId: string;
  @ApiProperty({ enum: CORRECTION_STATES }) state: CorrectionState;
  @ApiProperty({ example: '补办农用地转用审批手续，并公示建设内容' }) text: string;
  @ApiProperty({ example: ID }) unitId: string;
  @ApiProperty({ example: '2026-09-01' }) orderedOn: string;
  @ApiProperty({ example: '2026-09-30' }) dueOn: string;
  @ApiProperty({ type: String, nullable: true, example: null }) answeredOn: string | null;
  @ApiProperty({ type: [String], example: [HASH] }) evidence: string[];
  @ApiProperty({ description: '逾期 / overdue on the day asked about', example: false }) overdue: boolean;
  @ApiProperty({ description: '工作日 / working days', example: 0 }) workdaysLate: number;
  @ApiProperty({ type: Number, nullable: true, description: '距期限的日历天数 / calendar days', example: 29 })
  daysLeft: number | null;
  @ApiProperty({ description: '日历尚未公布，期限可能变动 / may still move', example: false }) provisional: boolean;
}

export class CorrectionTaskWritten extends CorrectionTaskView {
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

export class CorrectionEntryView {
  @ApiProperty({ enum: CORRECTION_ACTS }) act: CorrectionAct;
  @ApiProperty({ enum: CORRECTION_STATES }) state: CorrectionState;
  @ApiProperty({ example: '已补办并公示' }) text: string;
  @ApiProperty({ type: [String], example: [HASH] }) evidence: string[];
  @ApiProperty({ example: '2026-09-30' }) dueOn: string;
  @ApiProperty({ example: ID }) by: string;
  @ApiProperty({ example: ID }) unit: string;
  @ApiProperty({ example: INSTANT }) recordedAt: string;
}

export class CorrectionTaskDetail extends CorrectionTaskView {
  @ApiProperty({ type: [CorrectionEntryView] }) entries: CorrectionEntryView[];
}

export class CorrectionTaskPage {
  @ApiProperty({ type: [CorrectionTaskView] }) items: CorrectionTaskView[];
  @ApiProperty({ type: String, nullable: true, description: '下一页的 cursor / next page', example: null })
  next: string | null;
}

export interface Standing extends CorrectionStanding {
  answeredOn: string | null;
}

export function correctionTaskView(row: ClaimCorrection, standing: Standing): CorrectionTaskView {
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    county: row.county,
    claimId: row.claim_id,
    state: row.state,
    text: row.text,
    unitId: row.unit_id,
    orderedOn: row.ordered_on,
    dueOn: row.due_on,
    evidence: row.evidence,
    ...standing,
  };
}

export function correctionEntryView(row: ClaimCorrectionEntry): CorrectionEntryView {
  const { act, state, text, evidence } = row;
  return {
    act,
    state,
    text,
    evidence,
    dueOn: row.due_on,
    by: row.actor_id,
    unit: row.unit_id,
    recordedAt: row.recorded_at,
  };
}
