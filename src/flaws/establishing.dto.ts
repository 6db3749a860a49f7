import { ApiProperty } from '@nestjs/swagger';
import { DECIDING_FACTS, TRI, type DecidingFact, type Judgement, type Tri } from '../domain/check/facts';
import { OUTCOMES, type Outcome } from '../domain/check/finding';
import { ReceiptView } from '../ledger/ledger.dto';
import { ChoiceField, DayField, TextField, TextsField } from '../platform/fields';
import type { FlawAnswer, FlawJudgement, SafeguardDoneRow } from './flaw.entity';
import type { FindingRow } from './finding.entity';
import { DIGEST, FlawEditView, FlawView, SHA256, UUID } from './flaws.dto';

const JUDGED = ['met', 'unmet', 'unknown'] as const satisfies readonly Judgement['value'][];

export class EvidenceBody {
  @DayField({ zh: '该事实本身发生之日', optional: true, nullable: true, example: '2026-05-20' }) on?: string | null;
  @TextField({ zh: '理由（没有证据文件时必填）', min: 2, max: 500, optional: true, example: '有会议纪要原件' })
  reason?: string;
  @TextsField({ zh: '证据文件的 SHA-256', max: 50, pattern: SHA256, optional: true, example: [DIGEST] })
  evidence?: string[];
}

export class AnswerBody extends EvidenceBody {
  @ChoiceField({ zh: '是、否、不清楚', of: TRI, example: 'yes' }) value: Tri;
}

export class SafeguardBody extends EvidenceBody {
  @TextField({ zh: '保障措施', max: 60, pattern: /^[a-z]+(-[a-z]+)*$/, example: 'collective-decision' }) code: string;
  @ChoiceField({ zh: '是否已履行', of: TRI, example: 'yes' }) done: Tri;
}

export class JudgementBody {
  @ChoiceField({ zh: '判断', of: JUDGED, example: 'met' }) value: Judgement['value'];
  @TextField({ zh: '理由', min: 2, max: 2000, example: '系首次探索，未发现谋私' }) reason: string;
}

export class AnswerView {
  @ApiProperty({ enum: DECIDING_FACTS }) fact: DecidingFact;
  @ApiProperty({ enum: TRI }) value: Tri;
  @ApiProperty({ type: String, nullable: true, example: '2026-05-20' }) on: string | null;
  @ApiProperty({ type: String, nullable: true, example: '有会议纪要原件' }) reason: string | null;
  @ApiProperty({ type: [String], example: [DIGEST] }) evidence: string[];
  @ApiProperty({ example: true, description: '由无利害关系的纪检监察人员认定 / established by an inspector' })
  established: boolean;
  @ApiProperty({ example: true, description: '现以此为准 / the one that counts' }) counts: boolean;
  @ApiProperty({ example: UUID }) by: string;
  @ApiProperty({ example: '2026-06-10T01:00:00.000Z' }) recordedAt: string;
}

export class AnswerWritten {
  @ApiProperty({ type: AnswerView }) answer: AnswerView;
  @ApiProperty({ example: 2, description: '瑕疵的新版本号 / new version of the flaw' }) version: number;
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

export class JudgementView {
  @ApiProperty({ example: 'C13' }) question: string;
  @ApiProperty({ enum: JUDGED }) value: Judgement['value'];
  @ApiProperty({ example: '系首次探索，未发现谋私' }) reason: string;
  @ApiProperty({ example: true, description: '现以此为准 / the one that counts' }) counts: boolean;
  @ApiProperty({ example: UUID }) by: string;
  @ApiProperty({ example: '2026-06-10T01:00:00.000Z' }) recordedAt: string;
}

export class JudgementWritten {
  @ApiProperty({ type: JudgementView }) judgement: JudgementView;
  @ApiProperty({ example: 2, description: '瑕疵的新版本号 / new version of the flaw' }) version: number;
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

export class SafeguardView {
  @ApiProperty({ example: 'collective-decision' }) code: string;
  @ApiProperty({ enum: TRI }) done: Tri;
  @ApiProperty({ type: String, nullable: true, example: '2026-05-20' }) on: string | null;
  @ApiProperty({ type: String, nullable: true, example: '有会议纪要原件' }) reason: string | null;
  @ApiProperty({ type: [String], example: [DIGEST] }) evidence: string[];
  @ApiProperty({ example: false }) established: boolean;
  @ApiProperty({ example: UUID }) by: string;
  @ApiProperty({ example: '2026-05-21T01:00:00.000Z' }) recordedAt: string;
}

export class SafeguardWritten extends SafeguardView {
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

/** The last finding, with what it still waits for. */
export class LastFindingView {
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: 'HD-513221-2026-0001' }) code: string;
  @ApiProperty({ enum: OUTCOMES }) outcome: Outcome;
  @ApiProperty({ type: [String], description: '留给人回答的问题 / questions for people', example: ['C13', 'C15'] })
  questions: string[];
  @ApiProperty({ type: [String], description: '尚缺的事实 / facts missing', example: ['answers.remedied'] })
  missing: string[];
  @ApiProperty({ example: '2026-06-10T01:00:00.000Z' }) recordedAt: string;
}

export class FlawDetail extends FlawView {
  @ApiProperty({ type: [AnswerView] }) answers: AnswerView[];
  @ApiProperty({ type: [JudgementView] }) judgements: JudgementView[];
  @ApiProperty({ type: [FlawEditView] }) edits: FlawEditView[];
  @ApiProperty({ type: LastFindingView, nullable: true }) lastFinding: LastFindingView | null;
}

export function answerView(row: FlawAnswer, counts: boolean): AnswerView {
  return {
    fact: row.fact,
    value: row.value,
    on: row.happened_on,
    reason: row.reason,
    evidence: row.evidence,
    established: row.established,
    counts,
    by: row.actor_id,
    recordedAt: row.recorded_at,
  };
}

export function judgementView(row: FlawJudgement, counts: boolean): JudgementView {
  return {
    question: row.question,
    value: row.value,
    reason: row.reason,
    counts,
    by: row.actor_id,
    recordedAt: row.recorded_at,
  };
}

export function safeguardView(row: SafeguardDoneRow): SafeguardView {
  return {
    code: row.code,
    done: row.done,
    on: row.happened_on,
    reason: row.reason,
    evidence: row.evidence,
    established: row.established,
    by: row.actor_id,
    recordedAt: row.recorded_at,
  };
}

export function lastFindingView(row: FindingRow): LastFindingView {
  const { questions, missing } = JSON.parse(row.document) as { questions: string[]; missing: string[] };
  return { id: row.id, code: row.code, outcome: row.outcome, questions, missing, recordedAt: row.recorded_at };
}
