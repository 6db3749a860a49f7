import { ApiProperty } from '@nestjs/swagger';
import {
  PILOT_FIELDS,
  PILOT_OUTCOMES,
  PILOT_STATES,
  type PilotAct,
  type PilotOutcome,
  type PilotState,
} from '../domain/pilot';
import { MONTH_FORM } from '../domain/board/months';
import { openActs } from '../domain/lifecycle';
import { PILOT_LIFECYCLE } from '../domain/pilot';
import { ReceiptView } from '../ledger/ledger.dto';
import { ChoiceField, CountField, DayField, IdField, PartField, TextField } from '../platform/fields';
import { NextCursor, PAGE_LIMIT } from '../platform/page';
import type { Pilot, PilotOrigin, PilotStateEntry } from './pilot.entity';
import { PeriodPart, ScopePart } from './scope.dto';

export class CreatePilotBody {
  @TextField({ zh: '名称', min: 2, max: 100, example: '村级公益性公墓建设' }) title: string;
  @TextField({ zh: '要解决的问题', min: 5, max: 2000, example: '散埋乱葬占用耕地，群众无处安葬' }) problem: string;
  @TextField({ zh: '受益群众', min: 2, max: 500, example: '漩口镇三个村 1,240 户' }) beneficiaries: string;
  @TextField({ zh: '群众需求的依据', max: 1000, optional: true, example: '2025 年村民代表会议纪要' })
  needEvidence?: string;
  @ChoiceField({ zh: '自主开展或上级交办', of: ['self-started', 'assigned'], example: 'assigned' }) origin: PilotOrigin;
  @TextField({ zh: '交办文件（交办时必填）', max: 200, optional: true, example: '汶民发〔2025〕12号' })
  assignedBy?: string;
  @ChoiceField({ zh: '领域', of: PILOT_FIELDS, example: 'civil-affairs' }) field: string;
  @PartField({ zh: '试点期限', type: () => PeriodPart }) period: PeriodPart;
  @IdField({ zh: '负责人（默认为本人）', optional: true }) leadId?: string;
  @PartField({ zh: '申报范围', type: () => ScopePart }) scope: ScopePart;
}

/** Every act may say on which day it happened; only the ledger's time proves anything. */
export class ActBody {
  @DayField({ zh: '发生之日（默认为今天）', optional: true }) on?: string;
  @TextField({ zh: '理由', min: 2, max: 500, optional: true, example: '上级资金未到位' }) reason?: string;
}

export class ReasonedActBody {
  @DayField({ zh: '发生之日（默认为今天）', optional: true }) on?: string;
  @TextField({ zh: '理由', min: 2, max: 500, example: '上级资金未到位' }) reason: string;
}

export class CloseBody extends ReasonedActBody {
  @ChoiceField({ zh: '结果', of: PILOT_OUTCOMES, example: 'tested-not-adopted' }) outcome: PilotOutcome;
}

export class PilotsQuery {
  @ChoiceField({ zh: '状态', of: PILOT_STATES, optional: true, example: 'running' }) state?: PilotState;
  @ChoiceField({ zh: '领域', of: PILOT_FIELDS, optional: true, example: 'civil-affairs' }) field?: string;
  @TextField({ zh: '地区（代码前缀）', min: 2, max: 12, pattern: /^\d+$/, optional: true, example: '513221' })
  place?: string;
  @IdField({ zh: '申报单位', optional: true }) unit?: string;
  @TextField({ zh: '县（六位代码）', min: 6, max: 6, pattern: /^\d{6}$/, optional: true, example: '513221' })
  county?: string;
  @ChoiceField({ zh: '结果', of: PILOT_OUTCOMES, optional: true, example: 'adopted' }) outcome?: PilotOutcome;
  @ChoiceField({ zh: '自主开展或上级交办', of: ['self-started', 'assigned'], optional: true, example: 'assigned' })
  origin?: PilotOrigin;
  @ChoiceField({ zh: '申报范围写的是全县', of: ['yes'], optional: true, example: 'yes' }) countyWide?: 'yes';
  @TextField({ zh: '登记入账的月份', min: 7, max: 7, pattern: MONTH_FORM, optional: true, example: '2026-03' })
  registeredIn?: string;
  @DayField({ zh: '在该日处于期限内', optional: true }) day?: string;
  @TextField({ zh: '检索词（名称、问题）', max: 50, optional: true, example: '公墓' }) q?: string;
  @CountField({ zh: '每页条数', min: 1, max: PAGE_LIMIT, optional: true, example: 20 }) limit?: number;
  @TextField({ zh: '上一页返回的 next', max: 200, optional: true, example: undefined }) cursor?: string;
}

export class PilotView {
  @ApiProperty({ example: '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b' }) id: string;
  @ApiProperty({ example: 'SD-513221-2026-0001' }) code: string;
  @ApiProperty({ example: 2 }) version: number;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ enum: PILOT_STATES }) state: PilotState;
  @ApiProperty({ example: '村级公益性公墓建设' }) title: string;
  @ApiProperty({ example: '散埋乱葬占用耕地，群众无处安葬' }) problem: string;
  @ApiProperty({ example: '漩口镇三个村 1,240 户' }) beneficiaries: string;
  @ApiProperty({ type: String, nullable: true, example: '2025 年村民代表会议纪要' }) needEvidence: string | null;
  @ApiProperty({ enum: ['self-started', 'assigned'] }) origin: PilotOrigin;
  @ApiProperty({ type: String, nullable: true, example: '汶民发〔2025〕12号' }) assignedBy: string | null;
  @ApiProperty({ example: '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b' }) sponsorId: string;
  @ApiProperty({ example: '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b' }) leadId: string;
  @ApiProperty({ enum: PILOT_FIELDS }) field: string;
  @ApiProperty({ type: PeriodPart }) period: PeriodPart;
  @ApiProperty({ enum: PILOT_OUTCOMES, nullable: true }) outcome: PilotOutcome | null;
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) recordedAt: string;
}

export class PilotStateView {
  @ApiProperty({ enum: PILOT_STATES }) state: PilotState;
  @ApiProperty({ example: '2026-03-02' }) on: string;
  @ApiProperty({ type: String, nullable: true, example: '上级资金未到位' }) reason: string | null;
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) recordedAt: string;
}

export class PilotDetail extends PilotView {
  @ApiProperty({ type: [PilotStateView] }) states: PilotStateView[];
  @ApiProperty({ type: [String], description: '现在可以办理的操作 / acts open now', example: ['start', 'close'] })
  open: PilotAct[];
}

export class PilotWritten extends PilotView {
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

export class PilotPage {
  @ApiProperty({ type: [PilotView] }) items: PilotView[];
  @NextCursor() next: string | null;
}

export type PilotRow = Omit<Pilot, 'search_text' | 'grams'>;

export function pilotView(row: PilotRow): PilotView {
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    county: row.county,
    state: row.state,
    title: row.title,
    problem: row.problem,
    beneficiaries: row.beneficiaries,
    needEvidence: row.need_evidence,
    origin: row.origin,
    assignedBy: row.assigned_by,
    sponsorId: row.sponsor_id,
    leadId: row.lead_id,
    field: row.field,
    period: { from: row.period_from, to: row.period_to },
    outcome: row.outcome,
    recordedAt: row.recorded_at,
  };
}

export function pilotDetail(row: Pilot, states: readonly PilotStateEntry[]): PilotDetail {
  return {
    ...pilotView(row),
    states: states.map(({ state, happened_on, reason, recorded_at }) => ({
      state,
      on: happened_on,
      reason,
      recordedAt: recorded_at,
    })),
    open: openActs(PILOT_LIFECYCLE, row.state),
  };
}
