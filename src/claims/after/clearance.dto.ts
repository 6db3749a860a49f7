import { ApiProperty } from '@nestjs/swagger';
import { CLEARANCE_STATES, type ClearanceState } from '../../domain/claim/clearance';
import { ReceiptView } from '../../ledger/ledger.dto';
import { TextField, TextsField } from '../../platform/fields';
import type { ClaimClearance } from './after.entity';

const ID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const INSTANT = '2026-09-01T01:00:00.000Z';

export class ClearBody {
  @TextsField({ zh: '反映的主要问题（不写反映人）', min: 1, max: 20, length: 500, example: ['虚报公墓建设用地面积'] })
  alleged: string[];
  @TextsField({
    zh: '调查核实情况（每段一项）',
    min: 1,
    max: 20,
    length: 1000,
    example: ['经实地测量，用地与批复一致'],
  })
  found: string[];
  @TextField({ zh: '通报范围', min: 2, max: 200, example: '全县各乡镇和县级部门' }) scope: string;
}

export class EndClearanceBody {
  @TextField({ zh: '理由', min: 2, max: 2000, example: '核实材料充分，同意澄清' }) reason: string;
}

export class ClearanceView {
  @ApiProperty({ example: ID }) id: string;
  @ApiProperty({ example: 'CQ-513221-2026-0001' }) code: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ example: ID }) claimId: string;
  @ApiProperty({ enum: CLEARANCE_STATES }) state: ClearanceState;
  @ApiProperty({ type: [String], example: ['虚报公墓建设用地面积'] }) alleged: string[];
  @ApiProperty({ type: [String], example: ['经实地测量，用地与批复一致'] }) found: string[];
  @ApiProperty({ example: '全县各乡镇和县级部门' }) scope: string;
  @ApiProperty({ example: INSTANT }) recordedAt: string;
  @ApiProperty({ type: String, nullable: true, example: INSTANT }) endedAt: string | null;
}

export class ClearanceWritten extends ClearanceView {
  @ApiProperty({ description: '申请的现有版本 / version of the claim now', example: 12 }) claimVersion: number;
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

export function clearanceView(row: ClaimClearance): ClearanceView {
  const { id, code, version, county, state, alleged, found, scope } = row;
  const rest = { claimId: row.claim_id, recordedAt: row.recorded_at, endedAt: row.ended_at };
  return { id, code, version, county, state, alleged, found, scope, ...rest };
}
