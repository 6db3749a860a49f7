import { ApiProperty } from '@nestjs/swagger';
import type { ApprovalClock } from '../domain/approval-clock';
import { APPROVAL_STATES } from '../domain/approval';
import type { ApprovalEventKind, ApprovalState, AttributedClock, ClockParty } from '../domain/clock';
import { heldFor } from '../domain/desk';
import type { Words } from '../domain/errors';
import type { MadeUpDay, SkippedDay } from '../domain/workdays';
import { MadeUpDayView, SkippedDayView } from '../platform/terms.dto';
import { WordsView } from '../platform/words.dto';

const PARTIES = ['sponsor', 'authority', 'suspended'] as const satisfies ClockParty[];

export class ClockPartView {
  @ApiProperty({ enum: PARTIES }) party: ClockParty;
  @ApiProperty({ example: '2026-03-03' }) from: string;
  @ApiProperty({ example: '2026-03-30' }) to: string;
  @ApiProperty({ example: 20 }) workdays: number;
  @ApiProperty({ type: String, example: 'applied' }) cause: ApprovalEventKind;
}

export class ClockTotalsView {
  @ApiProperty({ example: 2 }) sponsor: number;
  @ApiProperty({ example: 27 }) authority: number;
  @ApiProperty({ example: 0 }) suspended: number;
}

export class InquiryClockView {
  @ApiProperty({ example: 26 }) used: number;
  @ApiProperty({ type: Number, nullable: true, example: 5 }) term: number | null;
  @ApiProperty({ example: 21 }) overdueBy: number;
}

export class DemandedView {
  @ApiProperty({ example: 1 }) round: number;
  @ApiProperty({ example: 'more' }) demand: string;
  @ApiProperty({ example: '宣传部部长' }) by: string;
}

export class ContradictionView {
  @ApiProperty({ example: '片长' }) topic: string;
  @ApiProperty({ type: DemandedView }) earlier: DemandedView;
  @ApiProperty({ type: DemandedView }) later: DemandedView;
}

export class DueView {
  @ApiProperty({ example: '2026-03-30' }) day: string;
  @ApiProperty({ description: '从哪一日的次日起算 / counted from the day after', example: '2026-03-02' }) from: string;
  @ApiProperty({ description: '此前已用的工作日 / working days used before', example: 0 }) usedBefore: number;
  @ApiProperty({ description: '自 from 起还剩的工作日 / working days left from then', example: 20 }) workdays: number;
  @ApiProperty({ type: [SkippedDayView] })
  skipped: SkippedDay[];
  @ApiProperty({ type: [MadeUpDayView] }) madeUp: MadeUpDay[];
  @ApiProperty({ description: '含尚未公布放假安排的日期 / touches days no notice speaks of yet', example: false })
  provisional: boolean;
  @ApiProperty({ type: WordsView }) rule: Words;
}

export class DeemedView {
  @ApiProperty({ example: '2026-03-31' }) on: string;
  @ApiProperty({ example: 'WC-513221@2' }) rulebook: string;
}

/** On whose desk the days went, as computed for `day`; nothing of it is stored. */
export class ClockView {
  @ApiProperty({ example: '2026-04-13' }) day: string;
  @ApiProperty({ example: 'cn-2024-2026' }) calendar: string;
  @ApiProperty({ enum: APPROVAL_STATES, description: '该日的状态 / state on that day' }) state: ApprovalState;
  @ApiProperty({ enum: [...PARTIES, 'decided', 'not-started'] }) onDesk: AttributedClock['onDesk'];
  @ApiProperty({ type: [ClockPartView] }) parts: ClockPartView[];
  @ApiProperty({ type: ClockTotalsView }) totals: ClockTotalsView;
  @ApiProperty({ example: 29 }) total: number;
  @ApiProperty({ enum: ['inquiry', 'application'] }) measured: 'inquiry' | 'application';
  @ApiProperty({ type: Number, nullable: true, example: 20 }) term: number | null;
  @ApiProperty({ example: 1 }) termUsed: number;
  @ApiProperty({ example: 0 }) overdueBy: number;
  @ApiProperty({ type: InquiryClockView, nullable: true }) inquiry: InquiryClockView | null;
  @ApiProperty({ type: DueView, nullable: true }) due: DueView | null;
  @ApiProperty({ type: DeemedView, nullable: true }) deemed: DeemedView | null;
  @ApiProperty({ example: 0 }) rounds: number;
  @ApiProperty({ type: [ContradictionView] }) contradictions: ContradictionView[];
}

/** On whose desk and for how long, in a list. */
export class DeskView {
  @ApiProperty({ description: '算到哪一日 / as of', example: '2026-04-13' }) day: string;
  @ApiProperty({ enum: [...PARTIES, 'decided', 'not-started'] }) onDesk: AttributedClock['onDesk'];
  @ApiProperty({ description: '现持有方已持有的工作日 / working days held', example: 12 }) workdays: number;
  @ApiProperty({ type: Number, nullable: true, example: 20 }) term: number | null;
  @ApiProperty({ example: 12 }) termUsed: number;
  @ApiProperty({ example: 0 }) overdueBy: number;
}

export const deskView = (clock: ApprovalClock): DeskView => ({
  day: clock.day,
  onDesk: clock.onDesk,
  workdays: heldFor(clock),
  term: clock.term,
  termUsed: clock.termUsed,
  overdueBy: clock.overdueBy,
});

/** `rulebook`: id of the one that lets silence grant the matter, or null. */
export function clockView(clock: ApprovalClock, rulebook: string | null): ClockView {
  const { deemedOn, due, ...rest } = clock;
  return {
    ...rest,
    due: due && dueView(due),
    deemed: deemedOn !== null && rulebook !== null ? { on: deemedOn, rulebook } : null,
  };
}

function dueView({ usedBefore, explanation }: NonNullable<ApprovalClock['due']>): DueView {
  const { due, ...rest } = explanation;
  return { day: due, usedBefore, ...rest };
}
