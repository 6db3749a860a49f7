import { ApiProperty } from '@nestjs/swagger';
import { DECISION_KINDS, type DecisionKind } from '../../domain/claim/claim';
import { LANES, OUTCOMES, type Lane, type Outcome } from '../../domain/check/finding';
import type { Likeness } from '../../domain/claim/precedent';
import { ChoiceField } from '../../platform/fields';

export class PrecedentsQuery {
  @ChoiceField({ zh: '拟作的认定（默认取本人参加合议的拟定）', of: DECISION_KINDS, optional: true, example: 'exempt' })
  kind?: DecisionKind;
}

export class SharedView implements Omit<Likeness, 'score'> {
  @ApiProperty({ example: true }) flawKind: boolean;
  @ApiProperty({ example: true }) lane: boolean;
  @ApiProperty({ example: true }) outcome: boolean;
  @ApiProperty({ type: [String], description: '相同的条件和红线结果', example: ['C09:met', 'C11:met'] })
  results: readonly string[];
  @ApiProperty({ type: [String], description: '相同的客观条件', example: ['pledge-undelivered'] })
  causes: readonly string[];
}

/** A decided case without names: no unit, no person, no title. */
export class PrecedentView {
  @ApiProperty({ example: 'RD-513221-2026-0001' }) decision: string;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ enum: DECISION_KINDS }) kind: DecisionKind;
  @ApiProperty({ example: 'built-before-approval' }) flawKind: string;
  @ApiProperty({ enum: OUTCOMES, example: 'covered' }) outcome: Outcome;
  @ApiProperty({ enum: LANES, example: 'pre-registered' }) lane: Lane;
  @ApiProperty({ example: 2026 }) year: number;
  @ApiProperty({ example: 'WC-513221@2' }) rulebook: string;
  @ApiProperty({ description: '0 至 100', example: 87 }) score: number;
  @ApiProperty({ type: SharedView }) shared: SharedView;
}

export class PrecedentsView {
  @ApiProperty({ type: String, nullable: true, example: 'built-before-approval' }) flawKind: string | null;
  @ApiProperty({ enum: DECISION_KINDS, nullable: true, description: '所比较的拟作认定' }) draft: DecisionKind | null;
  @ApiProperty({ description: '与全部相似先例不一致', example: false }) departsFromAll: boolean;
  @ApiProperty({ type: String, nullable: true, example: null }) zh: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) en: string | null;
  @ApiProperty({ description: '比较过的同类案件数（最多 200）', example: 12 }) compared: number;
  @ApiProperty({ description: '其中相似的件数', example: 3 }) alike: number;
  @ApiProperty({ type: [PrecedentView], description: '最相似的在前，最多 20 件' }) items: PrecedentView[];
}
