import { ApiProperty } from '@nestjs/swagger';
import { DECISION_KINDS, type DecisionKind } from '../../domain/claim/claim';
import {
  PROTECTION_ANSWERS,
  PROTECTION_REASONS,
  type ProtectionAnswer,
  type ProtectionReason,
} from '../../domain/claim/protection';
import { DayField, IdField, TextField } from '../../platform/fields';

const CODE = /^[A-Z]{2}-\d{6}-\d{4}-\d{4,}$/;

export class ProtectionQuery {
  @IdField({ zh: '单位', optional: true }) unit?: string;
  @IdField({ zh: '人员（账号编号）', optional: true }) officer?: string;
  @TextField({ zh: '事项：瑕疵编号或者问责编号', max: 40, pattern: CODE, example: 'XC-513221-2026-0001' })
  matter: string;
  @DayField({ zh: '按哪一天答复（默认为今天）', optional: true }) day?: string;
}

export class ConsequenceView {
  @ApiProperty({ example: '评先评优' }) zh: string;
  @ApiProperty({ example: 'honours' }) en: string;
}

export class ServedDecisionView {
  @ApiProperty({ description: '认定文书编号 / number of the decision', example: 'RD-513221-2026-0001' }) code: string;
  @ApiProperty({ enum: DECISION_KINDS }) kind: DecisionKind;
  @ApiProperty({ description: '送达之日起 / from the day it was served', example: '2026-07-01' }) servedOn: string;
  @ApiProperty({ type: String, nullable: true, description: '有效至，null 为长期 / null: no end', example: null })
  validThrough: string | null;
}

export class ProtectionItem {
  @ApiProperty({ enum: PROTECTION_ANSWERS }) answer: ProtectionAnswer;
  @ApiProperty({ enum: PROTECTION_REASONS }) reason: ProtectionReason;
  @ApiProperty({ example: '已认定免责，不得作为不利依据' }) zh: string;
  @ApiProperty({ example: 'exempted: it must not count against the one asked about' }) en: string;
  @ApiProperty({ description: '有申请正在办理 / a claim is running', example: false }) pending: boolean;
  @ApiProperty({ type: ServedDecisionView, nullable: true }) decision: ServedDecisionView | null;
  @ApiProperty({ type: [ConsequenceView], description: '受保护的事项，仅在不得作为依据时列出' })
  consequences: ConsequenceView[];
}

/** The answer, and never the file: no facts, no reasons, no names. */
export class ProtectionView extends ProtectionItem {
  @ApiProperty({ example: 'XC-513221-2026-0001' }) matter: string;
  @ApiProperty({ example: '2026-07-01' }) day: string;
  @ApiProperty({ type: [ProtectionItem], description: '同一事项涉及多次问责时逐项答复 / one for each accountability' })
  items: ProtectionItem[];
}
