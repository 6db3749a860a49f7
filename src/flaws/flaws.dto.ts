import { ApiProperty } from '@nestjs/swagger';
import { TRI, type BreachMark, type Tri } from '../domain/check/facts';
import { OUTCOMES, type Outcome } from '../domain/check/finding';
import { FLAW_LIFECYCLE, FLAW_STATES, FOUND_BY, type FlawAct, type FlawState, type FoundBy } from '../domain/flaw';
import { MONTH_FORM } from '../domain/board/months';
import { openActs } from '../domain/lifecycle';
import { PILOT_FIELDS } from '../domain/pilot';
import { ReceiptView } from '../ledger/ledger.dto';
import {
  ChoiceField,
  CountField,
  DayField,
  FenField,
  IdField,
  IdsField,
  PartField,
  PartsField,
  TextField,
  TextsField,
} from '../platform/fields';
import { NextCursor, PAGE_LIMIT } from '../platform/page';
import type { Flaw, FlawEdit } from './flaw.entity';

export const SHA256 = /^[0-9a-f]{64}$/;
export const DIGEST = 'a3f1c1e0b6d24c5f9e8d7c6b5a49382716f5e4d3c2b1a09f8e7d6c5b4a392817';
export const UUID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const REGION = /^\d{6}(\d{3}(\d{3})?)?$/;
const KIND = /^[a-z]+(-[a-z]+)*$/;
const MARKS = ['prohibitory', 'obligatory', 'procedural', 'unknown'] as const satisfies readonly BreachMark[];

export class BreachPart {
  @TextField({ zh: '规定', max: 200, example: '土地管理法' }) document: string;
  @TextField({ zh: '条款', max: 50, example: '第四十四条' }) article: string;
  @ChoiceField({ zh: '性质：禁止性、义务性、程序性', of: MARKS, example: 'procedural' }) mark: BreachMark;
  @ChoiceField({ zh: '是否为计划内的突破', of: TRI, example: 'no' }) departure: Tri;
}

/** What may be known of a flaw. Left out or null: not established. */
export class FlawValuesPart {
  @TextField({
    zh: '瑕疵种类（清单所列）',
    max: 60,
    pattern: KIND,
    optional: true,
    nullable: true,
    example: 'built-before-approval',
  })
  kind?: string | null;
  @DayField({ zh: '行为起日', optional: true, nullable: true, example: '2026-06-01' }) actFrom?: string | null;
  @DayField({ zh: '行为止日', optional: true, nullable: true, example: '2026-06-05' }) actTo?: string | null;
  @TextsField({ zh: '行为地区', max: 50, pattern: REGION, optional: true, nullable: true, example: ['513221106'] })
  regions?: string[] | null;
  @TextsField({ zh: '所办事项', max: 30, optional: true, nullable: true, example: ['建设公益性公墓'] })
  activities?: string[] | null;
  @DayField({ zh: '发现之日', optional: true, nullable: true, example: '2026-06-08' }) foundOn?: string | null;
  @DayField({ zh: '本人知悉之日', optional: true, nullable: true, example: '2026-06-08' }) awareOn?: string | null;
  @PartsField({ zh: '违反的规定', max: 20, type: () => BreachPart, optional: true, nullable: true })
  breaches?: BreachPart[] | null;
  @IdsField({ zh: '涉及单位', max: 20, optional: true, example: [] }) units?: string[];
  @TextsField({ zh: '涉及岗位', max: 20, optional: true, example: ['村党支部书记'] }) posts?: string[];
  @FenField({ zh: '涉及金额（分）', optional: true, nullable: true, example: 30_000_000 }) amountFen?: number | null;
  @FenField({ zh: '损失（分）', optional: true, nullable: true, example: 0 }) lossFen?: number | null;
  @TextsField({ zh: '证据文件的 SHA-256', max: 50, pattern: SHA256, optional: true, example: [] }) files?: string[];
}

export class ReportFlawBody extends FlawValuesPart {
  @IdField({ zh: '试点' }) pilotId: string;
  @ChoiceField({ zh: '由谁发现', of: FOUND_BY, example: 'self-report' }) foundBy: FoundBy;
  @TextField({ zh: '情况说明（不写个人姓名）', min: 5, max: 2000, example: '用地手续未批复即开工建设公墓管理房' })
  description: string;
}

export class FlawChanges extends FlawValuesPart {
  @ChoiceField({ zh: '由谁发现', of: FOUND_BY, optional: true, example: 'audit' }) foundBy?: FoundBy;
  @TextField({ zh: '情况说明', min: 5, max: 2000, optional: true, example: '用地手续未批复即开工建设公墓管理房' })
  description?: string;
}

export class CorrectFlawBody {
  @TextField({ zh: '更正理由', min: 2, max: 500, example: '现场勘验后确认开工日' }) reason: string;
  @PartField({ zh: '更正的内容', type: () => FlawChanges }) changes: FlawChanges;
}

/** A sponsor's own unit reports by the act itself and says nothing; an inspector says what was made on paper. */
export class SelfReportBody {
  @ChoiceField({ zh: '是否曾书面自行报告（仅由纪检监察人员填写）', of: TRI, optional: true, example: 'yes' })
  made?: Tri;
  @DayField({ zh: '书面报告之日', optional: true, example: '2026-06-09' }) on?: string;
  @TextField({ zh: '依据', min: 2, max: 500, optional: true, example: '收文登记簿' }) reason?: string;
}

export class CloseFlawBody {
  @TextField({ zh: '办结说明', min: 2, max: 500, example: '核对结论已采用' }) reason: string;
}

export class FlawsQuery {
  @ChoiceField({ zh: '状态', of: FLAW_STATES, optional: true, example: 'checked' }) state?: FlawState;
  @TextField({ zh: '瑕疵种类', max: 60, pattern: KIND, optional: true, example: 'built-before-approval' })
  kind?: string;
  @ChoiceField({ zh: '试点领域', of: PILOT_FIELDS, optional: true, example: 'civil-affairs' }) field?: string;
  @TextField({ zh: '行为地区（代码前缀）', min: 2, max: 12, pattern: /^\d+$/, optional: true, example: '513221' })
  place?: string;
  @IdField({ zh: '申报单位', optional: true }) unit?: string;
  @DayField({ zh: '行为包含该日', optional: true }) day?: string;
  @ChoiceField({ zh: '最近一次核对的结果', of: OUTCOMES, optional: true, example: 'undetermined' }) outcome?: Outcome;
  @ChoiceField({ zh: '是否核对过', of: ['yes', 'no'], optional: true, example: 'no' }) checked?: 'yes' | 'no';
  @TextField({ zh: '登记入账的月份', min: 7, max: 7, pattern: MONTH_FORM, optional: true, example: '2026-06' })
  reportedIn?: string;
  @TextField({ zh: '县（六位代码）', min: 6, max: 6, pattern: /^\d{6}$/, optional: true, example: '513221' })
  county?: string;
  @TextField({ zh: '检索词（情况说明、试点名称）', max: 50, optional: true, example: '公墓' }) q?: string;
  @CountField({ zh: '每页条数', min: 1, max: PAGE_LIMIT, optional: true, example: 20 }) limit?: number;
  @TextField({ zh: '上一页返回的 next', max: 200, optional: true, example: undefined }) cursor?: string;
}

export class MarkedBreachView extends BreachPart {
  @ApiProperty({ example: UUID, description: '标注人账号 / who set the mark' }) markedBy: string;
}

export class SelfReportView {
  @ApiProperty({ enum: TRI }) made: Tri;
  @ApiProperty({ type: String, nullable: true, example: '2026-06-09' }) on: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: '账本时间；仅有书面报告时为 null / ledger time',
    example: '2026-06-09T01:00:00.000Z',
  })
  recordedAt: string | null;
}

export class FlawView {
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: 'XC-513221-2026-0001' }) code: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ enum: FLAW_STATES }) state: FlawState;
  @ApiProperty({ example: UUID }) pilotId: string;
  @ApiProperty({ example: 'SD-513221-2026-0001' }) pilotCode: string;
  @ApiProperty({ example: '村级公益性公墓建设' }) pilotTitle: string;
  @ApiProperty({ type: String, nullable: true, example: 'built-before-approval' }) kind: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-06-01' }) actFrom: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-06-05' }) actTo: string | null;
  @ApiProperty({ type: [String], nullable: true, example: ['513221106'] }) regions: string[] | null;
  @ApiProperty({ type: [String], nullable: true, example: ['建设公益性公墓'] }) activities: string[] | null;
  @ApiProperty({ type: [MarkedBreachView], nullable: true }) breaches: MarkedBreachView[] | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-06-08' }) foundOn: string | null;
  @ApiProperty({ enum: FOUND_BY }) foundBy: FoundBy;
  @ApiProperty({ type: String, nullable: true, example: '2026-06-08' }) awareOn: string | null;
  @ApiProperty({ type: [String], example: [] }) units: string[];
  @ApiProperty({ type: [String], example: ['村党支部书记'] }) posts: string[];
  @ApiProperty({ type: Number, nullable: true, example: 30_000_000 }) amountFen: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 0 }) lossFen: number | null;
  @ApiProperty({ example: '用地手续未批复即开工建设公墓管理房' }) description: string;
  @ApiProperty({ type: [String], example: [DIGEST] }) files: string[];
  @ApiProperty({ type: SelfReportView }) selfReport: SelfReportView;
  @ApiProperty({ example: false, description: '由纪检监察人员登记 / entered by an inspector' }) established: boolean;
  @ApiProperty({ example: UUID }) reporterUnit: string;
  @ApiProperty({ enum: OUTCOMES, nullable: true, description: '最近一次核对 / of the last check' })
  outcome: Outcome | null;
  @ApiProperty({ example: '2026-06-09T01:00:00.000Z' }) recordedAt: string;
  @ApiProperty({ type: [String], description: '现在可以办理的操作 / acts open now', example: ['correct', 'check'] })
  open: FlawAct[];
}

export class FlawEditView {
  @ApiProperty({ example: 'actFrom' }) field: string;
  @ApiProperty({ type: String, nullable: true, example: '2026-06-01' }) from: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-06-02' }) to: string | null;
  @ApiProperty({ example: '现场勘验后确认开工日' }) reason: string;
  @ApiProperty({ example: true }) established: boolean;
  @ApiProperty({ example: UUID }) by: string;
  @ApiProperty({ example: '2026-06-10T01:00:00.000Z' }) recordedAt: string;
}

export class FlawWritten extends FlawView {
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

export class FlawPage {
  @ApiProperty({ type: [FlawView] }) items: FlawView[];
  @NextCursor() next: string | null;
}

export type FlawRow = Omit<Flaw, 'search_text' | 'grams'>;

/** As much of the pilot as a flaw is shown with. */
export interface PilotNamed {
  code: string;
  title: string;
}

export function flawView(row: FlawRow, pilot: PilotNamed): FlawView {
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    county: row.county,
    state: row.state,
    pilotId: row.pilot_id,
    pilotCode: pilot.code,
    pilotTitle: pilot.title,
    kind: row.kind,
    actFrom: row.act_from,
    actTo: row.act_to,
    regions: row.regions,
    activities: row.activities,
    breaches: row.breaches,
    foundOn: row.found_on,
    foundBy: row.found_by,
    awareOn: row.aware_on,
    units: row.units,
    posts: row.posts,
    amountFen: row.amount_fen,
    lossFen: row.loss_fen,
    description: row.description,
    files: row.files,
    selfReport: { made: row.self_report, on: row.self_report_on, recordedAt: row.self_reported_at },
    established: row.established,
    reporterUnit: row.reporter_unit,
    outcome: row.outcome,
    recordedAt: row.recorded_at,
    open: openActs(FLAW_LIFECYCLE, row.state),
  };
}

export function editView(row: FlawEdit): FlawEditView {
  return {
    field: row.field,
    from: row.from_text,
    to: row.to_text,
    reason: row.reason,
    established: row.established,
    by: row.actor_id,
    recordedAt: row.recorded_at,
  };
}
