import { ApiProperty } from '@nestjs/swagger';
import { OUTCOMES, RESULTS, type Finding, type Outcome, type Result } from '../domain/check/finding';
import { EFFECTS, type Effect } from '../domain/check/rulebook';
import type { Impact, ResultTurned, Supposition } from '../domain/check/impact';
import { ChoiceField } from '../platform/fields';
import { RECORD_PARTS } from '../platform/findings.dto';
import { WordsView } from '../platform/words.dto';

const CHOICES = ['true', 'false'] as const;
export const SUPPOSITIONS = ['present', 'throughout'] as const satisfies readonly Supposition[];

export class PreviewQuery {
  @ChoiceField({ zh: '只看每一瑕疵最近一次核对', of: CHOICES, optional: true, example: 'true' })
  latest?: (typeof CHOICES)[number];
  @ChoiceField({
    zh: '假设草案何时已生效：present 核对之日（从旧兼从轻），throughout 行为之日起',
    of: SUPPOSITIONS,
    optional: true,
    example: 'present',
  })
  as?: Supposition;
}

export class PreviewProgress {
  @ApiProperty({ example: 500 }) done: number;
  @ApiProperty({ example: 100_000 }) total: number;
}

class OutcomeTurned {
  @ApiProperty({ enum: OUTCOMES }) before: Outcome;
  @ApiProperty({ enum: OUTCOMES }) after: Outcome;
}

class EffectTurned {
  @ApiProperty({ enum: EFFECTS }) before: Effect;
  @ApiProperty({ enum: EFFECTS }) after: Effect;
}

class RecordPartTurned {
  @ApiProperty({ enum: RECORD_PARTS, nullable: true }) before: Finding['recordPart'];
  @ApiProperty({ enum: RECORD_PARTS, nullable: true }) after: Finding['recordPart'];
}

class RulebookTurned {
  @ApiProperty({ example: 'WC-513221@2' }) before: string;
  @ApiProperty({ example: 'WC-513221@3' }) after: string;
}

class WeightTurned {
  @ApiProperty({ example: true }) before: boolean;
  @ApiProperty({ example: true }) after: boolean;
}

class ResultTurnedView implements ResultTurned {
  @ApiProperty({ example: 'R01' }) code: string;
  @ApiProperty({ enum: RESULTS, nullable: true }) before: Result | null;
  @ApiProperty({ enum: RESULTS, nullable: true }) after: Result | null;
  @ApiProperty({ type: WeightTurned, description: '计入结论 / counts towards the outcome' }) decides: WeightTurned;
}

/** One finding that would be another. */
export class PreviewChange implements Impact {
  @ApiProperty({ example: 'HD-513221-2026-0001' }) finding: string;
  @ApiProperty({ example: '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b' }) findingId: string;
  @ApiProperty({ example: 'XC-513221-2026-0001' }) flaw: string;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ example: true, description: '是否为该瑕疵最近一次核对 / the newest finding of its flaw' })
  latest: boolean;
  @ApiProperty({ type: OutcomeTurned }) outcome: Impact['outcome'];
  @ApiProperty({ type: EffectTurned }) effect: Impact['effect'];
  @ApiProperty({ type: RecordPartTurned }) recordPart: Impact['recordPart'];
  @ApiProperty({ type: RulebookTurned }) applied: Impact['applied'];
  @ApiProperty({ type: [ResultTurnedView] }) conditions: readonly ResultTurned[];
  @ApiProperty({ type: [ResultTurnedView] })
  redLines: readonly ResultTurned[];
}

export class PreviewSummary {
  @ApiProperty({ example: 100_000, description: '看过的核对结论 / findings looked at' }) total: number;
  @ApiProperty({ example: 99_980, description: '草案适用而重新核对的 / checked again, where the draft would hold' })
  replayed: number;
  @ApiProperty({ example: 120 }) changed: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { 'covered->barred': 120 },
    description: '只计结论改变的 / changed outcomes',
  })
  byOutcome: Record<string, number>;
  @ApiProperty({ example: 0, description: '不能照原样重演的 / could not be made again as recorded' })
  unreadable: number;
  @ApiProperty({ example: 21.4 }) seconds: number;
  @ApiProperty({ example: 4672 }) findingsPerSecond: number;
}

export class PreviewError {
  @ApiProperty({ example: 'server.failure' }) code: string;
  @ApiProperty({ type: WordsView }) detail: WordsView;
}

/** A finding that cannot be made again as it was recorded: it is named, never guessed at. */
export class PreviewUnreadable {
  @ApiProperty({ example: 'HD-513221-2026-0001' }) finding: string;
  @ApiProperty({ example: '513221' }) county: string;
}

/** One line of the answer: exactly one of these. The last is `summary` or `error`; without either it was cut off. */
export class PreviewLine {
  @ApiProperty({ type: PreviewProgress, required: false }) progress?: PreviewProgress;
  @ApiProperty({ type: PreviewChange, required: false }) change?: PreviewChange;
  @ApiProperty({ type: PreviewUnreadable, required: false }) unreadable?: PreviewUnreadable;
  @ApiProperty({ type: PreviewSummary, required: false }) summary?: PreviewSummary;
  @ApiProperty({ type: PreviewError, required: false }) error?: PreviewError;
}
