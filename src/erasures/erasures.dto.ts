import { ApiProperty } from '@nestjs/swagger';
import { ReceiptView } from '../ledger/ledger.dto';
import { CountField, TextField } from '../platform/fields';
import type { Erasure } from './erasure.entity';
import { ERASURE_STATES, type ErasureState } from './erasure-rules';

const UUID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';

export class OrderErasureBody {
  @CountField({ zh: '账本序号', max: Number.MAX_SAFE_INTEGER, example: 0 }) position: number;
  @TextField({ zh: '法律依据', min: 2, max: 200, example: '中华人民共和国个人信息保护法' }) legalDocument: string;
  @TextField({ zh: '条款或文号', min: 1, max: 100, example: '第四十七条' }) legalArticle: string;
  @TextField({ zh: '理由', min: 2, max: 500, example: '本人申请删除，已核实' }) reason: string;
}

export class DropErasureBody {
  @TextField({ zh: '理由', min: 2, max: 500, example: '申请人已撤回' }) reason: string;
}

export class ErasureView {
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: 'MC-513221-2026-0001' }) code: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ enum: ERASURE_STATES }) state: ErasureState;
  @ApiProperty({ example: 0 }) position: number;
  @ApiProperty({ example: '中华人民共和国个人信息保护法' }) legalDocument: string;
  @ApiProperty({ example: '第四十七条' }) legalArticle: string;
  @ApiProperty({ example: '本人申请删除，已核实' }) reason: string;
  @ApiProperty({ example: UUID, description: '下令者账号 / account' }) orderedBy: string;
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) orderedAt: string;
  @ApiProperty({ type: String, nullable: true, example: null, description: '执行者或撤销者账号 / account' })
  endedBy: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) endedAt: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) dropReason: string | null;
}

export class ErasureWritten extends ErasureView {
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

export function erasureView(row: Erasure): ErasureView {
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    county: row.county,
    state: row.state,
    position: row.position,
    legalDocument: row.legal_document,
    legalArticle: row.legal_article,
    reason: row.reason,
    orderedBy: row.ordered_by,
    orderedAt: row.recorded_at,
    endedBy: row.ended_by,
    endedAt: row.ended_at,
    dropReason: row.drop_reason,
  };
}
