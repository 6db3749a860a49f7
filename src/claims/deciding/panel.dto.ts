import { ApiProperty } from '@nestjs/swagger';
import { CLAIM_STAGES, type ClaimStage } from '../../domain/claim/claim';
import { FlagField, IdField, PartsField, TextField } from '../../platform/fields';
import type { ClaimMember } from '../claim.entity';
import { ClaimWritten } from '../procedure/claims.dto';

const UUID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const INSTANT = '2026-06-10T01:00:00.000Z';

export class SeatPart {
  @IdField({ zh: '成员的账号' }) accountId: string;
  @FlagField({ zh: '是否组长', example: true }) chair: boolean;
}

export class PanelBody {
  @PartsField({ zh: '成员（不少于三人的单数，一名组长）', min: 1, max: 15, type: () => SeatPart }) members: SeatPart[];
  @TextField({ zh: '组成或重新组成的理由', min: 2, max: 500, example: '依规定组成合议组' }) reason: string;
}

export class MemberView {
  @ApiProperty({ enum: CLAIM_STAGES }) stage: ClaimStage;
  @ApiProperty({ example: UUID }) accountId: string;
  @ApiProperty({ example: UUID }) unitId: string;
  @ApiProperty({
    type: String,
    nullable: true,
    example: '张某',
    description: '告知姓名以便申请回避 / to demand recusal by',
  })
  name: string | null;
  @ApiProperty({ example: true }) chair: boolean;
  @ApiProperty({ example: false, description: '现应当回避 / recused now' }) recused: boolean;
  @ApiProperty({ example: INSTANT }) appointedAt: string;
  @ApiProperty({ type: String, nullable: true, example: null }) leftAt: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) leftReason: string | null;
}

export class PanelView {
  @ApiProperty({ enum: CLAIM_STAGES }) stage: ClaimStage;
  @ApiProperty({ example: 1 }) round: number;
  @ApiProperty({ example: 3, description: '至少几席（单数）/ least number of seats, odd' }) least: number;
  @ApiProperty({ example: true, description: '现有合议组可以履职 / the panel can act as it stands' }) fit: boolean;
  @ApiProperty({ type: [MemberView], description: '在任的与已离任的 / sitting and gone' }) members: MemberView[];
}

export class PanelWritten extends ClaimWritten {
  @ApiProperty({ type: [MemberView] }) members: MemberView[];
}

export function memberView(row: ClaimMember, told: { name: string | null; recused: boolean }): MemberView {
  return {
    stage: row.stage,
    accountId: row.account_id,
    unitId: row.unit_id,
    ...told,
    chair: row.chair,
    appointedAt: row.appointed_at,
    leftAt: row.left_at,
    leftReason: row.left_reason,
  };
}
