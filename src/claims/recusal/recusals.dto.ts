import { ApiProperty } from '@nestjs/swagger';
import { CLAIM_SIDES, type ClaimSide } from '../../domain/claim/claim';
import {
  groundWords,
  RECUSAL_GROUNDS,
  RECUSAL_ORIGINS,
  RECUSAL_STATES,
  STATED_GROUNDS,
  type RecusalGround,
  type RecusalOrigin,
  type RecusalState,
  type StatedGround,
} from '../../domain/claim/recusal';
import { ReceiptView } from '../../ledger/ledger.dto';
import { ChoiceField, FlagField, IdField, TextField } from '../../platform/fields';
import type { ClaimRecusal } from '../claim.entity';

const ID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const INSTANT = '2026-06-12T01:00:00.000Z';

export class RaiseRecusalBody {
  @IdField({ zh: '应当回避人员的账号；本人的账号为自行回避，他人的为要求回避' }) accountId: string;
  @ChoiceField({ zh: '回避事由', of: STATED_GROUNDS, example: 'relative' }) ground: StatedGround;
  @TextField({ zh: '理由', min: 2, max: 2000, example: '与申请单位负责人系姻亲' }) reason: string;
}

export class DecideRecusalBody {
  @FlagField({ zh: '是否准予回避' }) upheld: boolean;
  @TextField({ zh: '决定理由', min: 2, max: 2000, example: '情况属实，应当回避' }) reason: string;
}

export class RecusalsQuery {
  @IdField({ zh: '同时查看该账号依法应当回避的事由', optional: true }) account?: string;
}

export class GroundView {
  @ApiProperty({ enum: RECUSAL_GROUNDS }) code: RecusalGround;
  @ApiProperty({ example: '与有关人员有近亲属关系' }) zh: string;
  @ApiProperty({ example: 'is a near relative of somebody concerned' }) en: string;
}

export class RecusalView {
  @ApiProperty({ example: ID }) id: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ example: ID }) claimId: string;
  @ApiProperty({ example: ID }) accountId: string;
  @ApiProperty({ enum: RECUSAL_ORIGINS }) origin: RecusalOrigin;
  @ApiProperty({ enum: CLAIM_SIDES, type: String, nullable: true }) side: ClaimSide | null;
  @ApiProperty({ type: GroundView }) ground: GroundView;
  @ApiProperty({ example: '与申请单位负责人系姻亲' }) reason: string;
  @ApiProperty({ enum: RECUSAL_STATES }) state: RecusalState;
  @ApiProperty({ example: ID }) raisedBy: string;
  @ApiProperty({ example: INSTANT }) recordedAt: string;
  @ApiProperty({ type: String, nullable: true, example: null }) decidedBy: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) decidedAt: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) decisionReason: string | null;
}

export class RecusalWritten extends RecusalView {
  @ApiProperty({ example: 5, description: '申请的新版本号 / new version of the claim' }) claimVersion: number;
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

export class CandidateView {
  @ApiProperty({ example: ID }) accountId: string;
  @ApiProperty({ type: [GroundView], description: '不得办理的事由 / why he may not handle it' }) handling: GroundView[];
  @ApiProperty({ type: [GroundView], description: '不得合议、签发的事由 / why he may not sit or issue' })
  deciding: GroundView[];
}

export class RecusalList {
  @ApiProperty({ type: [RecusalView] }) recusals: RecusalView[];
  @ApiProperty({ type: CandidateView, nullable: true }) candidate: CandidateView | null;
}

export const groundView = (code: RecusalGround): GroundView => ({ code, ...groundWords(code) });

export function recusalView(row: ClaimRecusal): RecusalView {
  return {
    id: row.id,
    version: row.version,
    claimId: row.claim_id,
    accountId: row.account_id,
    origin: row.origin,
    side: row.side,
    ground: groundView(row.ground),
    reason: row.reason,
    state: row.state,
    raisedBy: row.raised_by,
    recordedAt: row.recorded_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    decisionReason: row.decision_reason,
  };
}
