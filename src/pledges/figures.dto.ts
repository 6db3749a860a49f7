import { ApiProperty } from '@nestjs/swagger';
import { openActs } from '../domain/lifecycle';
import { PLEDGE_LIFECYCLE, PLEDGE_STANDINGS, type PledgeAct, type PledgeStanding } from '../domain/pledge';
import type { AwaitedPledge, PledgeDuty, PledgeSide, PledgeWaiting } from '../domain/pledge-waiting';
import type { Day } from '../domain/period';
import type { Measure, PledgeHistory, Shortfall, Silence } from '../domain/shortfall';
import { DayField } from '../platform/fields';
import { PledgeEntryView, pledgeEntryView } from './entries.dto';
import type {
  PledgeDelivery,
  PledgeRevision,
  PledgeStandingEntry,
  PledgeTermsRow,
  PledgeTranche,
} from './pledge.entity';
import { DIGEST_EXAMPLE, isDocumented, PledgeView, pledgeView, TrancheView, type PledgeRow } from './pledges.dto';

export class PledgeFiguresQuery {
  @DayField({ zh: '计算到哪一天（默认今天）', optional: true, example: '2026-07-15' }) on?: string;
  @DayField({ zh: '只用该日之前已登记的内容', optional: true, example: undefined }) recordedBefore?: string;
}

export class PledgeFiguresView implements Shortfall {
  @ApiProperty({ example: '2026-07-15' }) on: string;
  @ApiProperty({ enum: ['fen', 'units'], description: '以下各数的单位：分或件 / what the figures count' })
  measure: Measure;
  @ApiProperty({ example: 10_000_000, description: '承诺总量（含已确认的调整）' }) committed: number;
  @ApiProperty({ example: 5_000_000, description: '应已兑现' }) due: number;
  @ApiProperty({ example: 2_000_000, description: '已兑现并经对方确认' }) delivered: number;
  @ApiProperty({ example: 5_000_000, description: '尚未到期' }) planned: number;
  @ApiProperty({ example: 3_000_000, description: '欠兑现' }) shortfall: number;
  @ApiProperty({ type: String, nullable: true, example: '2026-06-30' }) oldestDueOn: string | null;
  @ApiProperty({ example: 11, description: '工作日 / working days' }) workdaysLate: number;
}

export class PledgeSilenceView implements Silence {
  @ApiProperty({ example: '2026-03-02' }) since: string;
  @ApiProperty({ example: 12, description: '工作日 / working days' }) workdays: number;
  @ApiProperty({ type: Number, nullable: true, example: 10 }) term: number | null;
  @ApiProperty({ example: 2 }) overdueBy: number;
}

export class PledgeWaitingView implements PledgeWaiting {
  @ApiProperty({ enum: ['giver', 'receiver'], description: '在谁手里 / who is awaited' }) side: PledgeSide;
  @ApiProperty({ enum: ['counter-sign', 'restate', 'confirm', 'deliver'], description: '等什么 / what for' })
  duty: PledgeDuty;
  @ApiProperty({ description: '从哪一日的次日起算 / counted from the day after', example: '2026-03-02' }) since: string;
  @ApiProperty({ example: 12, description: '工作日 / working days' }) workdays: number;
  @ApiProperty({ type: Number, nullable: true, example: 10, description: '答复期限（工作日） / term for the answer' })
  term: number | null;
  @ApiProperty({ example: 2 }) overdueBy: number;
}

export class PledgeStandingView {
  @ApiProperty({ enum: PLEDGE_STANDINGS }) standing: PledgeStanding;
  @ApiProperty({ type: String, nullable: true, example: null }) reason: string | null;
  @ApiProperty({ example: '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b' }) unitId: string;
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) recordedAt: string;
}

export class PledgeTermsView {
  @ApiProperty({ example: 1 }) number: number;
  @ApiProperty({ type: String, nullable: true, example: null }) reason: string | null;
  @ApiProperty({ example: '公墓建设补助资金' }) what: string;
  @ApiProperty({ type: Number, nullable: true, example: 10_000_000 }) amountFen: number | null;
  @ApiProperty({ type: Number, nullable: true, example: null }) quantity: number | null;
  @ApiProperty({ type: String, nullable: true, example: null }) unit: string | null;
  @ApiProperty({ type: [TrancheView] }) tranches: TrancheView[];
  @ApiProperty({ type: String, nullable: true, example: '汶民发〔2025〕12号' }) documentNumber: string | null;
  @ApiProperty({ type: String, nullable: true, example: DIGEST_EXAMPLE }) documentSha256: string | null;
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) recordedAt: string;
}

export class PledgeDetail extends PledgeView {
  @ApiProperty({ type: [PledgeStandingView] }) standings: PledgeStandingView[];
  @ApiProperty({ type: [PledgeTermsView], description: '历次主张 / every statement' }) terms: PledgeTermsView[];
  @ApiProperty({ type: [PledgeEntryView] }) deliveries: PledgeEntryView[];
  @ApiProperty({ type: [PledgeEntryView] }) revisions: PledgeEntryView[];
  @ApiProperty({ type: PledgeFiguresView }) figures: PledgeFiguresView;
  @ApiProperty({ type: PledgeSilenceView, nullable: true, description: '有文件依据而承诺单位未答复' })
  silence: PledgeSilenceView | null;
  @ApiProperty({ type: PledgeWaitingView, nullable: true, description: '现在等谁办、已等多久 / whose desk, how long' })
  waiting: PledgeWaitingView | null;
  @ApiProperty({ type: [String], description: '现在可以办理的操作 / acts open now', example: ['deliver', 'revise'] })
  open: PledgeAct[];
}

/** Everything on record about one pledge. */
export interface PledgeRows {
  pledge: PledgeRow;
  standings: readonly PledgeStandingEntry[];
  terms: readonly PledgeTermsRow[];
  tranches: readonly PledgeTranche[];
  deliveries: readonly PledgeDelivery[];
  revisions: readonly PledgeRevision[];
}

/** What the figures are computed from: an entry counts from the instant the other side confirmed it. */
export function historyOf({ pledge, standings, terms, tranches, deliveries, revisions }: PledgeRows): PledgeHistory {
  const confirmed = (rows: readonly (PledgeDelivery | PledgeRevision)[]) =>
    rows
      .filter(row => row.state === 'confirmed')
      .map(row => ({
        on: row.happened_on,
        amountFen: row.amount_fen,
        quantity: row.quantity,
        recordedAt: row.answered_at!,
      }));
  return {
    kind: pledge.kind,
    standings: standings.map(({ standing, recorded_at }) => ({ standing, recordedAt: recorded_at })),
    documented: isDocumented(pledge),
    tranches: tranches.map(row => ({
      dueOn: row.due_on,
      amountFen: row.amount_fen,
      quantity: row.quantity,
      recordedAt: row.recorded_at,
      replacedAt: terms.find(({ number }) => number === row.terms_number + 1)?.recorded_at ?? null,
    })),
    deliveries: confirmed(deliveries),
    revisions: confirmed(revisions),
  };
}

/** What is awaited, and of whom: an entry waits for the side that did not make it. */
export function awaitedOf({ pledge, standings, deliveries, revisions }: PledgeRows, oldestDueOn: Day | null) {
  return {
    standings: standings.map(({ standing, recorded_at }) => ({ standing, recordedAt: recorded_at })),
    entries: [...deliveries, ...revisions].map(({ entered_unit, entered_at, answered_at }) => ({
      by: entered_unit === pledge.giver_id ? ('giver' as const) : ('receiver' as const),
      enteredAt: entered_at,
      answeredAt: answered_at,
    })),
    oldestDueOn,
  } satisfies AwaitedPledge;
}

type ReadFor = Pick<PledgeDetail, 'figures' | 'silence' | 'waiting'>;

export function pledgeDetail(rows: PledgeRows, read: ReadFor): PledgeDetail {
  return {
    ...pledgeView(rows.pledge),
    standings: rows.standings.map(({ standing, reason, unit_id, recorded_at }) => ({
      standing,
      reason,
      unitId: unit_id,
      recordedAt: recorded_at,
    })),
    terms: rows.terms.map(row => termsView(row, rows.tranches)),
    deliveries: rows.deliveries.map(pledgeEntryView),
    revisions: rows.revisions.map(pledgeEntryView),
    ...read,
    open: openActs(PLEDGE_LIFECYCLE, rows.pledge.standing),
  };
}

function termsView(row: PledgeTermsRow, tranches: readonly PledgeTranche[]): PledgeTermsView {
  return {
    number: row.number,
    reason: row.reason,
    what: row.what,
    amountFen: row.amount_fen,
    quantity: row.quantity,
    unit: row.unit,
    tranches: tranches
      .filter(({ terms_number }) => terms_number === row.number)
      .map(({ due_on, amount_fen, quantity }) => ({ dueOn: due_on, amountFen: amount_fen, quantity })),
    documentNumber: row.document_number,
    documentSha256: row.document_sha256,
    recordedAt: row.recorded_at,
  };
}
