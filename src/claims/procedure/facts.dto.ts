import { ApiProperty } from '@nestjs/swagger';
import { TRI, type Judgement, type Tri } from '../../domain/check/facts';
import type { Outcome } from '../../domain/check/finding';
import type { Changed, FindingDifference } from '../../domain/check/finding-difference';
import type { Words } from '../../domain/errors';
import { ReceiptView } from '../../ledger/ledger.dto';
import { ExplanationView } from '../../platform/explanations.dto';
import { ChoiceField, DayField, TextField, TextsField } from '../../platform/fields';

const UUID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const SHA256 = /^[0-9a-f]{64}$/;
const JUDGED = ['met', 'unmet', 'unknown'] as const satisfies readonly Judgement['value'][];

export class FactBody {
  @ChoiceField({ zh: '是、否、不清楚', of: TRI, example: 'yes' }) value: Tri;
  @DayField({ zh: '该事实本身发生之日', optional: true, nullable: true, example: '2026-05-20' }) on?: string | null;
  @TextField({ zh: '理由（没有证据文件时必填）', min: 2, max: 500, optional: true, example: '有会议纪要原件' })
  reason?: string;
  @TextsField({ zh: '证据文件的 SHA-256', max: 50, pattern: SHA256, optional: true, example: [] }) evidence?: string[];
}

export class QuestionBody {
  @ChoiceField({ zh: '判断', of: JUDGED, example: 'met' }) value: Judgement['value'];
  @TextField({ zh: '理由', min: 2, max: 2000, example: '系首次探索，未发现谋私' }) reason: string;
}

export class ToldWords implements Words {
  @ApiProperty({ example: '已查明' }) zh: string;
  @ApiProperty({ example: 'established' }) en: string;
}

export class ChangedView implements Changed<string> {
  @ApiProperty({ example: 'R02' }) code: string;
  @ApiProperty({ enum: ['result', 'reason', 'figures', 'appeared', 'vanished'] }) what: string;
  @ApiProperty({ type: ToldWords }) title: Words;
  @ApiProperty({ type: ToldWords, nullable: true }) before: Words | null;
  @ApiProperty({ type: ToldWords, nullable: true }) after: Words | null;
}

export class TurnView {
  @ApiProperty({ type: ToldWords, nullable: true }) before: Words | null;
  @ApiProperty({ type: ToldWords, nullable: true }) after: Words | null;
}

/** What became different from the finding before, in sentences. */
export class ClaimFindingDifference {
  @ApiProperty({ example: false, description: '没有任何变化 / nothing changed' }) same: boolean;
  @ApiProperty({ type: TurnView, nullable: true }) outcome: FindingDifference['outcome'];
  @ApiProperty({ type: TurnView, nullable: true }) recordPart: FindingDifference['recordPart'];
  @ApiProperty({ type: [ChangedView] }) conditions: FindingDifference['conditions'];
  @ApiProperty({ type: [ChangedView] }) redLines: FindingDifference['redLines'];
  @ApiProperty({ type: [ChangedView] }) causes: FindingDifference['causes'];
  @ApiProperty({ type: [ToldWords], description: '不再悬置的事实和问题 / no longer open' }) solved: Words[];
  @ApiProperty({ type: [ToldWords], description: '新出现的悬置事实和问题 / newly open' }) opened: Words[];
}

export class ToldFindingView {
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: 'HD-513221-2026-0001' }) code: string;
  @ApiProperty({ type: String, example: 'undetermined' }) outcome: Outcome;
  @ApiProperty({ type: String, nullable: true, example: 'matches' }) recordPart: string | null;
  @ApiProperty({ example: '2026-06-10T01:00:00.000Z' }) recordedAt: string;
  @ApiProperty({ type: ExplanationView, description: '说明 / explanation' }) explanation: ExplanationView;
}

export class ClaimFindingView extends ToldFindingView {
  @ApiProperty({ type: ClaimFindingDifference, nullable: true, description: '与前一次相比 / against the one before' })
  difference: FindingDifference | null;
}

class Established {
  @ApiProperty({ type: ToldFindingView, description: '重新核对的结论 / the check made again' })
  finding: ToldFindingView;
  @ApiProperty({ type: ClaimFindingDifference, nullable: true, description: '与前一次相比；首次核对为 null' })
  difference: FindingDifference | null;
  @ApiProperty({ example: 5, description: '申请的新版本号 / new version of the claim' }) version: number;
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

export class ClaimAnswerView {
  @ApiProperty({ example: 'collective-decision' }) fact: string;
  @ApiProperty({ enum: TRI }) value: Tri;
  @ApiProperty({ type: String, nullable: true, example: '2026-05-20' }) on: string | null;
  @ApiProperty({ type: String, nullable: true, example: '有会议纪要原件' }) reason: string | null;
  @ApiProperty({ type: [String], example: [] }) evidence: string[];
  @ApiProperty({ example: true }) established: boolean;
  @ApiProperty({ example: true }) counts: boolean;
  @ApiProperty({ example: UUID }) by: string;
  @ApiProperty({ example: '2026-06-10T01:00:00.000Z' }) recordedAt: string;
}

export class FactEstablished extends Established {
  @ApiProperty({ type: ClaimAnswerView }) answer: ClaimAnswerView;
}

export class ClaimJudgementView {
  @ApiProperty({ example: 'C13' }) question: string;
  @ApiProperty({ enum: JUDGED }) value: Judgement['value'];
  @ApiProperty({ example: '系首次探索，未发现谋私' }) reason: string;
  @ApiProperty({ example: true }) counts: boolean;
  @ApiProperty({ example: UUID }) by: string;
  @ApiProperty({ example: '2026-06-10T01:00:00.000Z' }) recordedAt: string;
}

export class QuestionJudged extends Established {
  @ApiProperty({ type: ClaimJudgementView }) judgement: ClaimJudgementView;
}
