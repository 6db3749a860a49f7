import { ApiProperty } from '@nestjs/swagger';
import { APPROVAL_STATES, FIELD_CLASSES, type ApprovalAct, type FieldClass } from '../domain/approval';
import { openApprovalActs } from '../domain/approval';
import type { ApprovalClock } from '../domain/approval-clock';
import type { ApprovalEventKind, ApprovalState, SuspensionReason } from '../domain/clock';
import { MONTH_FORM } from '../domain/board/months';
import { localDay } from '../domain/period';
import { workdaysBetween, type Calendar } from '../domain/workdays';
import { ReceiptView } from '../ledger/ledger.dto';
import {
  ChoiceField,
  CountField,
  DayField,
  IdField,
  IdsField,
  PartField,
  TextField,
  TextsField,
} from '../platform/fields';
import { NextCursor, PAGE_LIMIT } from '../platform/page';
import { PathView, RemarkPart } from './acts.dto';
import type { Approval, ApprovalEventRow } from './approval.entity';
import { ClockView, DeskView, deskView } from './clock.dto';

export class InquiryPart {
  @DayField({ zh: '询问之日（默认为今天）', optional: true }) on?: string;
  @TextField({ zh: '询问内容', min: 2, max: 500, optional: true, example: '公墓用地应走哪项审批、由谁受理' })
  note?: string;
}

export class OpenApprovalBody {
  @TextField({ zh: '审批事项', min: 2, max: 100, example: '农村公益性公墓用地审批' }) matter: string;
  @ChoiceField({ zh: '事项涉及的领域（前五类不适用超时默认）', of: FIELD_CLASSES, example: 'land' })
  fieldClass: FieldClass;
  @IdField({ zh: '审批单位' }) approverId: string;
  @TextField({ zh: '办理依据（询问途径时可空）', min: 2, max: 300, optional: true, example: '土地管理法第四十四条' })
  legalBasis?: string;
  @CountField({ zh: '承诺时限（工作日；询问途径时可空）', max: 365, optional: true, example: 20 })
  termWorkdays?: number;
  @TextsField({ zh: '申请材料', max: 50, optional: true, example: ['用地申请', '村民代表会议决议'] })
  materials?: string[];
  @IdsField({ zh: '前置审批（本试点的其他审批）', max: 20, optional: true, example: [] }) predecessors?: string[];
  @PartField({ zh: '不知道走哪项程序：以询问办理途径开始', type: () => InquiryPart, optional: true })
  inquiry?: InquiryPart;
}

export class ApprovalsQuery {
  @IdField({ zh: '审批单位', optional: true }) approver?: string;
  @ChoiceField({ zh: '状态', of: APPROVAL_STATES, optional: true, example: 'applied' }) state?: ApprovalState;
  @ChoiceField({ zh: '等待本单位办理的', of: ['me'], optional: true, example: 'me' }) waitingFor?: 'me';
  @DayField({ zh: '该日未办结且已超时的（按该日计算）', optional: true }) overdueOn?: string;
  @DayField({ zh: '该日已提交审批单位且未办结的', optional: true }) openOn?: string;
  @TextField({
    zh: '批准或不予批准入账的月份',
    min: 7,
    max: 7,
    pattern: MONTH_FORM,
    optional: true,
    example: '2026-06',
  })
  decidedIn?: string;
  @TextField({ zh: '县（六位代码）', min: 6, max: 6, pattern: /^\d{6}$/, optional: true, example: '513221' })
  county?: string;
  @IdField({ zh: '试点', optional: true }) pilot?: string;
  @CountField({ zh: '每页条数', min: 1, max: PAGE_LIMIT, optional: true, example: 20 }) limit?: number;
  @TextField({ zh: '上一页返回的 next', max: 200, optional: true }) cursor?: string;
}

export class ClockQuery {
  @DayField({ zh: '按哪一日计算（默认为今天）', optional: true }) on?: string;
}

export class ApprovalView {
  @ApiProperty({ example: '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b' }) id: string;
  @ApiProperty({ example: 'SP-513221-2026-0001' }) code: string;
  @ApiProperty({ example: 2 }) version: number;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ example: '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b' }) pilotId: string;
  @ApiProperty({ enum: APPROVAL_STATES }) state: ApprovalState;
  @ApiProperty({ example: '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b' }) approverId: string;
  @ApiProperty({ enum: FIELD_CLASSES }) fieldClass: FieldClass;
  @ApiProperty({ example: '农村公益性公墓用地审批' }) matter: string;
  @ApiProperty({ type: String, nullable: true, example: '土地管理法第四十四条' }) legalBasis: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 20 }) termWorkdays: number | null;
  @ApiProperty({ type: [String], example: ['用地申请', '村民代表会议决议'] }) materials: string[];
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) recordedAt: string;
}

export class ApprovalEventView {
  @ApiProperty({ example: 1 }) ordinal: number;
  @ApiProperty({ type: String, example: 'applied' }) kind: ApprovalEventKind;
  @ApiProperty({ example: '2026-03-02' }) on: string;
  @ApiProperty({ type: String, nullable: true, example: null }) reason: SuspensionReason | null;
  @ApiProperty({ type: Number, nullable: true, example: null }) round: number | null;
  @ApiProperty({ type: [RemarkPart] }) remarks: RemarkPart[];
  @ApiProperty({ type: PathView, nullable: true }) path: PathView | null;
  @ApiProperty({ type: PathView, nullable: true, description: '此前的依据与时限 / basis and term before it' })
  pathBefore: PathView | null;
  @ApiProperty({ type: String, nullable: true, example: null }) note: string | null;
  @ApiProperty({ example: '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b' }) unitId: string;
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) recordedAt: string;
  @ApiProperty({
    description: '陈述之日到入账之日的工作日数 / working days from the stated day to the record',
    example: 0,
  })
  recordedLateBy: number;
}

export class PredecessorView {
  @ApiProperty({ example: '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b' }) id: string;
  @ApiProperty({ example: 'SP-513221-2026-0001' }) code: string;
  @ApiProperty({ example: '建设项目选址意见' }) matter: string;
  @ApiProperty({ enum: APPROVAL_STATES }) state: ApprovalState;
}

export class ApprovalDetail extends ApprovalView {
  @ApiProperty({ type: [ApprovalEventView] }) events: ApprovalEventView[];
  @ApiProperty({ type: [PredecessorView] }) predecessors: PredecessorView[];
  @ApiProperty({ type: [String], description: '现在可以办理的操作 / acts open now', example: ['accept', 'return'] })
  open: ApprovalAct[];
  @ApiProperty({ type: ClockView }) clock: ClockView;
}

export class ApprovalWritten extends ApprovalView {
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

export class ApprovalListItem extends ApprovalView {
  @ApiProperty({ example: 'SD-513221-2026-0001' }) pilotCode: string;
  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      '按 overdueOn 计算的超时工作日数；未问则为空 / working days overdue on the day asked; null when not asked',
    example: 7,
  })
  overdueBy: number | null;
  @ApiProperty({ type: DeskView, description: '在谁手里、几个工作日；按 overdueOn 或今天 / as of overdueOn, or today' })
  desk: DeskView;
}

export class ApprovalPage {
  @ApiProperty({ type: [ApprovalListItem] }) items: ApprovalListItem[];
  @NextCursor() next: string | null;
}

export interface ApprovalListRow extends Approval {
  pilot_code: string;
  pilot_field: string;
  overdue_by?: number;
}

export function approvalView(row: Approval): ApprovalView {
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    county: row.county,
    pilotId: row.pilot_id,
    state: row.state,
    approverId: row.approver_id,
    fieldClass: row.field_class,
    matter: row.matter,
    legalBasis: row.legal_basis,
    termWorkdays: row.term_workdays,
    materials: row.materials,
    recordedAt: row.recorded_at,
  };
}

export interface ClockedRow extends ApprovalListRow {
  clock: ApprovalClock;
}

export function approvalListItem(row: ClockedRow): ApprovalListItem {
  const { pilot_code: pilotCode, overdue_by: overdueBy = null, clock } = row;
  return { ...approvalView(row), pilotCode, overdueBy, desk: deskView(clock) };
}

export function approvalEventView(row: ApprovalEventRow, calendar: Calendar): ApprovalEventView {
  return {
    ordinal: row.ordinal,
    kind: row.kind,
    on: row.happened_on,
    reason: row.reason,
    round: row.round,
    remarks: row.remarks,
    path: row.path,
    pathBefore: row.path_before,
    note: row.note,
    unitId: row.unit_id,
    recordedAt: row.recorded_at,
    recordedLateBy: workdaysBetween(calendar, row.happened_on, localDay(row.recorded_at)),
  };
}

export interface ApprovalParts {
  events: readonly ApprovalEventRow[];
  predecessors: readonly Approval[];
  calendar: Calendar;
  clock: ClockView;
}

export function approvalDetail(
  row: Approval,
  { events, predecessors, calendar, clock }: ApprovalParts,
): ApprovalDetail {
  return {
    ...approvalView(row),
    events: events.map(event => approvalEventView(event, calendar)),
    predecessors: predecessors.map(({ id, code, matter, state }) => ({ id, code, matter, state })),
    open: openApprovalActs(row.state),
    clock,
  };
}
