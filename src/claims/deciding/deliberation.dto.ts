import { ApiProperty } from '@nestjs/swagger';
import type { Element } from '../../domain/check/finding';
import { CLAIM_STAGES, DECISION_KINDS, type ClaimStage, type DecisionKind } from '../../domain/claim/claim';
import type { Tally } from '../../domain/claim/panel';
import { ReceiptView } from '../../ledger/ledger.dto';
import { ChoiceField, PartField, TextField } from '../../platform/fields';
import type { ClaimOpinion } from '../claim.entity';

const UUID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const INSTANT = '2026-06-10T01:00:00.000Z';
const DIGEST = 'a3f1c1e0b6d24c5f9e8d7c6b5a49382716f5e4d3c2b1a09f8e7d6c5b4a392817';

/** One opinion an element: what a panel must look at, each by itself. */
export class ElementsPart implements Record<Element, string> {
  @TextField({ zh: '动机态度', min: 2, max: 2000, example: '出于解决群众安葬需求，未发现谋私' }) motive: string;
  @TextField({ zh: '客观条件', min: 2, max: 2000, example: '用地审批久未答复，补助资金未到位' }) conditions: string;
  @TextField({ zh: '程序方法', min: 2, max: 2000, example: '经集体决策并公示' }) procedure: string;
  @TextField({ zh: '性质程度', min: 2, max: 2000, example: '程序性瑕疵，情节轻微' }) gravity: string;
  @TextField({ zh: '后果影响', min: 2, max: 2000, example: '未造成损失和不良影响' }) consequences: string;
  @TextField({ zh: '挽回损失', min: 2, max: 2000, example: '已补办用地手续' }) remedy: string;
}

export class MemberOpinionBody {
  @PartField({ zh: '六要素意见', type: () => ElementsPart }) elements: ElementsPart;
  @ChoiceField({ zh: '表决', of: DECISION_KINDS, example: 'exempt' }) vote: DecisionKind;
  @TextField({ zh: '表决理由', min: 2, max: 2000, example: '符合容错清单各项条件' }) reason: string;
}

export class MemberOpinionView {
  @ApiProperty({ example: UUID, description: '成员账号 / account of the member' }) by: string;
  @ApiProperty({ type: ElementsPart }) elements: Record<Element, string>;
  @ApiProperty({ enum: DECISION_KINDS }) vote: DecisionKind;
  @ApiProperty({ example: '符合容错清单各项条件' }) reason: string;
  @ApiProperty({ example: DIGEST, description: '表决所依据状态的摘要 / digest of the state voted on' })
  stateSha256: string;
  @ApiProperty({ example: INSTANT }) recordedAt: string;
}

export class MemberOpinionWritten extends MemberOpinionView {
  @ApiProperty({ example: 9, description: '申请的新版本号 / new version of the claim' }) version: number;
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

class VoteCounts implements Record<DecisionKind, number> {
  @ApiProperty({ example: 2 }) exempt: number;
  @ApiProperty({ example: 1 }) mitigated: number;
  @ApiProperty({ example: 0 }) reduced: number;
  @ApiProperty({ example: 0 }) lenient: number;
  @ApiProperty({ example: 0 }) refused: number;
}

export class TallyView implements Tally {
  @ApiProperty({ example: 3 }) seats: number;
  @ApiProperty({ example: 3 }) voted: number;
  @ApiProperty({ type: VoteCounts })
  counts: Record<DecisionKind, number>;
  @ApiProperty({ enum: DECISION_KINDS, nullable: true, example: 'exempt' }) majority: DecisionKind | null;
  @ApiProperty({ type: Number, nullable: true, example: 1, description: '不同意见 / votes for another kind' })
  dissent: number | null;
}

export class RoundView {
  @ApiProperty({ enum: CLAIM_STAGES }) stage: ClaimStage;
  @ApiProperty({ example: 1 }) round: number;
  @ApiProperty({ type: [MemberOpinionView] }) opinions: MemberOpinionView[];
  @ApiProperty({ type: TallyView, nullable: true, description: '仅本轮 / of the present round alone' })
  tally: TallyView | null;
}

export class DeliberationView {
  @ApiProperty({ type: [RoundView] }) rounds: RoundView[];
}

export function opinionView(row: ClaimOpinion): MemberOpinionView {
  return {
    by: row.actor_id,
    elements: row.elements,
    vote: row.vote,
    reason: row.reason,
    stateSha256: row.state_sha256,
    recordedAt: row.recorded_at,
  };
}
