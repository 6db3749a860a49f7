import { ApiProperty } from '@nestjs/swagger';
import type { Rulebook } from '../domain/check/rulebook';
import { PILOT_FIELDS, type PilotField } from '../domain/pilot';
import type { MadeUpDay, SkippedDay } from '../domain/workdays';
import { ReceiptView } from '../ledger/ledger.dto';
import { ChoiceField, CountField, DayField, FlagField, TextField } from '../platform/fields';
import { MadeUpDayView, SkippedDayView } from '../platform/terms.dto';
import { WordsView } from '../platform/words.dto';
import type { CalendarCorrectionRow, KeptRulebook } from './rulebook.entity';

export class RulebookSummary {
  @ApiProperty({ example: 'WC-513221@2' }) id: string;
  @ApiProperty({ example: 'WC-513221' }) code: string;
  @ApiProperty({ example: 2 }) version: number;
  @ApiProperty({ example: '513221' }) region: string;
  @ApiProperty({ example: 'county' }) level: string;
  @ApiProperty({ type: WordsView }) title: WordsView;
  @ApiProperty({ type: String, nullable: true, example: '2026-01-01' }) inForceFrom: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) inForceTo: string | null;
  @ApiProperty({ example: 'may-exempt' }) effect: string;
  @ApiProperty({ example: 'a3f1c1e0b6d24c5f9e8d7c6b5a49382716f5e4d3c2b1a09f8e7d6c5b4a392817' }) sha256: string;
}

export class RulebookView extends RulebookSummary {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: '清单全文，格式见 docs/rulebooks.md / the whole rulebook',
  })
  rulebook: Rulebook;
}

export class InForceQuery {
  @TextField({ zh: '县，六位区划代码', min: 6, max: 6, pattern: /^\d{6}$/, example: '513221' }) county: string;
  @ChoiceField({ zh: '领域', of: PILOT_FIELDS, example: 'civil-affairs' }) field: PilotField;
  @DayField({ zh: '哪一天（默认今天）', optional: true, example: '2026-06-20' }) day?: string;
}

export class CorrectionBody {
  @DayField({ zh: '日期' }) day: string;
  @FlagField({ zh: '是否为工作日', example: false }) working: boolean;
  @TextField({ zh: '理由', min: 2, max: 200, example: '县庆放假' }) reason: string;
  @TextField({ zh: '文号', max: 100, optional: true, example: '汶府办〔2026〕5号' }) notice?: string;
}

export class CorrectionView {
  @ApiProperty({ example: '2026-11-20' }) day: string;
  @ApiProperty({ example: false }) working: boolean;
  @ApiProperty({ example: '县庆放假' }) reason: string;
  @ApiProperty({ type: String, nullable: true, example: '汶府办〔2026〕5号' }) notice: string | null;
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) recordedAt: string;
}

export class CorrectionWritten extends CorrectionView {
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

export class TermQuery {
  @DayField({ zh: '事件之日（当日不计）' }) from: string;
  @CountField({ zh: '工作日数', max: 1000, example: 20 }) workdays: number;
}

export class TermView {
  @ApiProperty({ example: '2026-03-02' }) from: string;
  @ApiProperty({ example: 20 }) workdays: number;
  @ApiProperty({ example: '2026-03-30' }) due: string;
  @ApiProperty({ type: [SkippedDayView], description: '未计入的日子及依据 / days that did not count, and why' })
  skipped: SkippedDay[];
  @ApiProperty({ type: [MadeUpDayView], description: '调休上班日 / make-up days that counted' }) madeUp: MadeUpDay[];
  @ApiProperty({ example: false, description: '涉及尚未公布的放假安排 / touches days no notice speaks of yet' })
  provisional: boolean;
  @ApiProperty({ type: WordsView }) rule: WordsView;
}

export function rulebookSummary({ rulebook, sha256 }: KeptRulebook): RulebookSummary {
  return {
    id: `${rulebook.code}@${rulebook.version}`,
    code: rulebook.code,
    version: rulebook.version,
    region: rulebook.region,
    level: rulebook.level,
    title: rulebook.title,
    inForceFrom: rulebook.inForce.from,
    inForceTo: rulebook.inForce.to,
    effect: rulebook.effect,
    sha256,
  };
}

export function rulebookView(kept: KeptRulebook): RulebookView {
  return { ...rulebookSummary(kept), rulebook: kept.rulebook };
}

export function correctionView(row: CalendarCorrectionRow): CorrectionView {
  return { day: row.day, working: row.working, reason: row.reason, notice: row.notice, recordedAt: row.recorded_at };
}
