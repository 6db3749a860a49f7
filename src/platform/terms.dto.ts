// How a date came about, day by day: shared by every answer that shows one.
import { ApiProperty } from '@nestjs/swagger';
import type { MonthTerm } from '../domain/month-term';
import type { MadeUpDay, SkippedDay, TermExplanation } from '../domain/workdays';
import { WordsView } from './words.dto';

const SKIPPED = ['weekend', 'holiday', 'county-rest'] as const satisfies readonly SkippedDay['why'][];
const MADE_UP = ['make-up', 'county-work'] as const satisfies readonly MadeUpDay['why'][];

export class SkippedDayView implements SkippedDay {
  @ApiProperty({ format: 'date', example: '2026-04-06' }) day: string;
  @ApiProperty({ enum: SKIPPED, example: 'holiday' }) why: SkippedDay['why'];
  @ApiProperty({
    type: String,
    nullable: true,
    description: '普通周末为 null / null: a plain weekend',
    example: '清明节',
  })
  name: string | null;
  @ApiProperty({ type: String, nullable: true, example: '国办发明电〔2025〕7号' }) notice: string | null;
}

export class MadeUpDayView implements MadeUpDay {
  @ApiProperty({ format: 'date', example: '2026-02-28' }) day: string;
  @ApiProperty({ enum: MADE_UP, example: 'make-up' }) why: MadeUpDay['why'];
  @ApiProperty({ example: '春节' }) name: string;
  @ApiProperty({ example: '国办发明电〔2025〕7号' }) notice: string;
}

/** A term in working days. */
export class TermExplanationView implements TermExplanation {
  @ApiProperty({ format: 'date', example: '2026-06-10' }) from: string;
  @ApiProperty({ example: 20 }) workdays: number;
  @ApiProperty({ format: 'date', example: '2026-07-09' }) due: string;
  @ApiProperty({ type: [SkippedDayView] }) skipped: SkippedDay[];
  @ApiProperty({ type: [MadeUpDayView] }) madeUp: MadeUpDay[];
  @ApiProperty({ example: false }) provisional: boolean;
  @ApiProperty({ type: WordsView }) rule: WordsView;
}

/** A term in calendar months. */
export class MonthTermView implements MonthTerm {
  @ApiProperty({ format: 'date', example: '2026-06-10' }) from: string;
  @ApiProperty({ example: 2 }) months: number;
  @ApiProperty({ format: 'date', description: '仅按月计算的日期 / by the months alone', example: '2026-08-10' })
  nominal: string;
  @ApiProperty({ format: 'date', example: '2026-08-10' }) due: string;
  @ApiProperty({ type: [SkippedDayView] }) skipped: SkippedDay[];
  @ApiProperty({ example: false }) provisional: boolean;
  @ApiProperty({ type: WordsView }) rule: WordsView;
}
