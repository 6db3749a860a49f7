import { ApiProperty } from '@nestjs/swagger';
import { PLEDGE_ENTRY_STATES, type PledgeEntryState } from '../domain/pledge';
import { ReceiptView } from '../ledger/ledger.dto';
import { CountField, DayField, FenField, TextField, TextsField } from '../platform/fields';
import type { PledgeDelivery, PledgeRevision } from './pledge.entity';
import { DIGEST_EXAMPLE } from './pledges.dto';

const ID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const DIGEST = /^[0-9a-f]{64}$/;

export class DeliveryBody {
  @DayField({ zh: '兑现之日' }) on: string;
  @FenField({ zh: '金额（分），资金承诺填', optional: true }) amountFen?: number;
  @CountField({ zh: '数量，其他承诺填', min: 1, max: 1_000_000, optional: true, example: undefined }) quantity?: number;
  @TextField({ zh: '说明', min: 2, max: 500, optional: true, example: '第一期资金到账' }) note?: string;
  @TextsField({ zh: '凭证（SHA-256，先上传）', max: 20, pattern: DIGEST, optional: true, example: [] })
  evidence?: string[];
}

export class RevisionBody {
  @DayField({ zh: '调整之日' }) on: string;
  @FenField({ zh: '调整后的总金额（分），资金承诺填', optional: true }) amountFen?: number;
  @CountField({ zh: '调整后的总数量，其他承诺填', max: 1_000_000, optional: true, example: undefined })
  quantity?: number;
  @TextField({ zh: '调整原因', min: 2, max: 500, example: '省级资金压减' }) note: string;
  @TextsField({ zh: '凭证（SHA-256，先上传）', max: 20, pattern: DIGEST, optional: true, example: [] })
  evidence?: string[];
}

export class RefuseEntryBody {
  @TextField({ zh: '不予确认的理由', min: 2, max: 500, example: '未收到该笔款项' }) reason: string;
}

export class PledgeEntryView {
  @ApiProperty({ example: ID }) id: string;
  @ApiProperty({ enum: PLEDGE_ENTRY_STATES }) state: PledgeEntryState;
  @ApiProperty({ example: '2026-03-02' }) on: string;
  @ApiProperty({ type: Number, nullable: true, description: '分 / fen', example: 5_000_000 }) amountFen: number | null;
  @ApiProperty({ type: Number, nullable: true, example: null }) quantity: number | null;
  @ApiProperty({ type: String, nullable: true, example: '第一期资金到账' }) note: string | null;
  @ApiProperty({ type: [String], example: [DIGEST_EXAMPLE] }) evidence: string[];
  @ApiProperty({ example: ID, description: '填报单位 / the unit that entered it' }) enteredUnit: string;
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) enteredAt: string;
  @ApiProperty({ type: String, nullable: true, example: null }) answeredUnit: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) answeredAt: string | null;
  @ApiProperty({ type: String, nullable: true, description: '不予确认的理由', example: null }) reason: string | null;
}

export class PledgeEntryWritten {
  @ApiProperty({ type: PledgeEntryView }) entry: PledgeEntryView;
  @ApiProperty({ example: 3, description: '承诺的新版本号 / new version of the pledge' }) version: number;
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

export type PledgeEntryRow = PledgeDelivery | PledgeRevision;

export function pledgeEntryView(row: PledgeEntryRow): PledgeEntryView {
  return {
    id: row.id,
    state: row.state,
    on: row.happened_on,
    amountFen: row.amount_fen,
    quantity: row.quantity,
    note: row.note,
    evidence: row.evidence,
    enteredUnit: row.entered_unit,
    enteredAt: row.entered_at,
    answeredUnit: row.answered_unit,
    answeredAt: row.answered_at,
    reason: row.reason,
  };
}
