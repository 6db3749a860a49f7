import { ApiProperty } from '@nestjs/swagger';
import {
  CLAIM_LIFECYCLE,
  CLAIM_SIDES,
  CLAIM_STAGES,
  CLAIM_STATES,
  CLAIMANT_KINDS,
  DECISION_KINDS,
  SUSPENSION_GROUNDS,
  WISHES,
  type ClaimantKind,
  type ClaimSide,
  type ClaimStage,
  type ClaimState,
  type ClaimStep,
  type DecisionKind,
  type SuspensionGround,
  type Wish,
} from '../../domain/claim/claim';
import { MONTH_FORM } from '../../domain/board/months';
import { SHOWN_SIGNALS, type ShownSignal } from '../../domain/claim/clock';
import { openActs } from '../../domain/lifecycle';
import { ReceiptView } from '../../ledger/ledger.dto';
import { ChoiceField, CountField, DayField, FlagField, IdField, TextField, TextsField } from '../../platform/fields';
import { PAGE_LIMIT } from '../../platform/page';
import { routeView, RouteView } from './accountability.dto';
import type { Claim, ClaimActEntry, ClaimStatement, EnteredAct } from '../claim.entity';

const UUID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const INSTANT = '2026-06-10T01:00:00.000Z';
const SHA256 = /^[0-9a-f]{64}$/;
const DIGEST = 'a3f1c1e0b6d24c5f9e8d7c6b5a49382716f5e4d3c2b1a09f8e7d6c5b4a392817';

/** Everything already registered is filled in by the registry: only this is the claimant's to say. */
export class FileClaimBody {
  @TextField({ zh: '申请理由（不写个人姓名）', min: 10, max: 5000, example: '系首次探索，手续已在审批途中，未谋私利' })
  statement: string;
  @ChoiceField({ zh: '请求：免责、减责、减轻、从轻', of: WISHES, example: 'exempt' }) wish: Wish;
  @TextsField({ zh: '证据文件的 SHA-256', max: 50, pattern: SHA256, optional: true, example: [] }) evidence?: string[];
  @FlagField({ zh: '由办理机关提出（仅限办理机关）', optional: true, example: false }) proposed?: boolean;
}

export class ClaimNoteBody {
  @TextField({ zh: '说明', min: 2, max: 5000, optional: true, example: '材料齐全' }) reason?: string;
}

export class ClaimReasonBody {
  @TextField({ zh: '理由', min: 2, max: 5000, example: '问责事项涉及的事实尚待查明' }) reason: string;
}

export class SuspendClaimBody extends ClaimReasonBody {
  @ChoiceField({ zh: '中止事由', of: SUSPENSION_GROUNDS, example: 'expert-appraisal' }) ground: SuspensionGround;
}

export class StatementBody {
  @ChoiceField({ zh: '哪一方的陈述', of: CLAIM_SIDES, example: 'claimant' }) side: ClaimSide;
  @TextField({ zh: '陈述（不写个人姓名）', min: 2, max: 5000, example: '开工前已向自然资源局申请，一直未获答复' })
  text: string;
  @DayField({ zh: '听取之日（默认今天）', optional: true, example: '2026-06-10' }) heardOn?: string;
  @TextField({ zh: '陈述人的职务（代为记录时必填，不写姓名）', min: 2, max: 100, optional: true, example: '镇长' })
  spokenBy?: string;
  @TextsField({ zh: '证据文件的 SHA-256', max: 50, pattern: SHA256, optional: true, example: [] }) evidence?: string[];
}

export class ClaimsQuery {
  @ChoiceField({ zh: '状态', of: CLAIM_STATES, optional: true, example: 'investigating' }) state?: ClaimState;
  @TextField({ zh: '办理机关（六位代码）', min: 6, max: 6, pattern: /^\d{6}$/, optional: true, example: '513221' })
  handling?: string;
  @IdField({ zh: '申请单位', optional: true }) unit?: string;
  @TextField({ zh: '编号开头（申请、瑕疵、试点）', max: 30, optional: true, example: 'SQ-513221-2026' }) q?: string;
  @TextField({ zh: '县（六位代码）', min: 6, max: 6, pattern: /^\d{6}$/, optional: true, example: '513221' })
  county?: string;
  @ChoiceField({ zh: '当日的期限信号（none：所处环节没有期限）', of: SHOWN_SIGNALS, optional: true, example: 'red' })
  signal?: ShownSignal;
  @ChoiceField({ zh: '已送达的现行认定', of: DECISION_KINDS, optional: true, example: 'exempt' })
  decision?: DecisionKind;
  @TextField({ zh: '作出认定的月份', min: 7, max: 7, pattern: MONTH_FORM, optional: true, example: '2026-06' })
  decidedIn?: string;
  @DayField({ zh: '按哪一天计算期限（默认今天）', optional: true, example: '2026-06-20' }) day?: string;
  @CountField({ zh: '每页条数', min: 1, max: PAGE_LIMIT, optional: true, example: 20 }) limit?: number;
  @TextField({ zh: '上一页返回的 next', max: 200, optional: true, example: undefined }) cursor?: string;
}

export class DayQuery {
  @DayField({ zh: '按哪一天计算期限（默认今天）', optional: true, example: '2026-06-20' }) day?: string;
}

export class ClaimView {
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: 'SQ-513221-2026-0001' }) code: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ enum: CLAIM_STATES }) state: ClaimState;
  @ApiProperty({ enum: CLAIM_STAGES }) stage: ClaimStage;
  @ApiProperty({ example: 1, description: '本阶段第几轮合议 / round of deliberation' }) round: number;
  @ApiProperty({ example: UUID }) flawId: string;
  @ApiProperty({ example: UUID }) accountabilityId: string;
  @ApiProperty({ enum: CLAIMANT_KINDS }) claimantKind: ClaimantKind;
  @ApiProperty({ example: UUID }) claimantUnit: string;
  @ApiProperty({ type: String, nullable: true, example: null }) claimantAccount: string | null;
  @ApiProperty({ example: '系首次探索，手续已在审批途中，未谋私利' }) statement: string;
  @ApiProperty({ enum: WISHES }) wish: Wish;
  @ApiProperty({ type: [String], example: [DIGEST] }) evidence: string[];
  @ApiProperty({ type: RouteView }) route: RouteView;
  @ApiProperty({ example: 'WC-513221@2', description: '申请之日的清单 / the rulebook of the day of filing' })
  rulebook: string;
  @ApiProperty({ example: INSTANT }) filedAt: string;
  @ApiProperty({ type: String, nullable: true, example: null }) servedOn: string | null;
  @ApiProperty({ example: INSTANT }) recordedAt: string;
  @ApiProperty({ type: [String], description: '该状态下可以办理的操作 / acts open in this state', example: ['admit'] })
  open: ClaimStep[];
}

export class ClaimWritten extends ClaimView {
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

export class StatementView {
  @ApiProperty({ example: 1 }) ordinal: number;
  @ApiProperty({ enum: CLAIM_STAGES }) stage: ClaimStage;
  @ApiProperty({ enum: CLAIM_SIDES }) side: ClaimSide;
  @ApiProperty({ example: '开工前已向自然资源局申请，一直未获答复' }) text: string;
  @ApiProperty({ example: '2026-06-10' }) heardOn: string;
  @ApiProperty({ type: [String], example: [] }) evidence: string[];
  @ApiProperty({ type: String, nullable: true, example: '镇长' }) spokenBy: string | null;
  @ApiProperty({ example: UUID }) by: string;
  @ApiProperty({ example: UUID }) unit: string;
  @ApiProperty({ example: INSTANT }) recordedAt: string;
}

export class StatementWritten extends StatementView {
  @ApiProperty({ example: 5, description: '申请的新版本号 / new version of the claim' }) version: number;
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

export class ClaimActView {
  @ApiProperty({ example: 1 }) ordinal: number;
  @ApiProperty({ type: String, example: 'admit' }) act: EnteredAct;
  @ApiProperty({ enum: CLAIM_STAGES }) stage: ClaimStage;
  @ApiProperty({ example: 1 }) round: number;
  @ApiProperty({ enum: CLAIM_STATES, description: '此后的状态 / the state it led to' }) state: ClaimState;
  @ApiProperty({ type: String, nullable: true, example: '材料齐全' }) text: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, example: { workdays: 10 } }) detail: Record<
    string,
    unknown
  >;
  @ApiProperty({ example: false, description: '内容不对您开放 / its words are not open to you' }) withheld: boolean;
  @ApiProperty({ example: UUID }) by: string;
  @ApiProperty({ example: UUID }) unit: string;
  @ApiProperty({ example: INSTANT }) recordedAt: string;
}

/** A claim comes before a higher body by its review, whatever brought it to the body that decided first. */
const REVIEWED = { zh: '复核，由上一级办理', en: 'upper review, by the body one level up' };

const claimRoute = (row: Claim): RouteView => ({
  ...routeView(row.handling, row.routed_by),
  ...(row.stage === 'upper-review' && REVIEWED),
});

export function claimView(row: Claim): ClaimView {
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    county: row.county,
    state: row.state,
    stage: row.stage,
    round: row.round,
    flawId: row.flaw_id,
    accountabilityId: row.accountability_id,
    claimantKind: row.claimant_kind,
    claimantUnit: row.claimant_unit,
    claimantAccount: row.claimant_account,
    statement: row.statement,
    wish: row.wish,
    evidence: row.evidence,
    route: claimRoute(row),
    rulebook: `${row.rulebook_code}@${row.rulebook_version}`,
    filedAt: row.filed_at,
    servedOn: row.served_on,
    recordedAt: row.recorded_at,
    open: openActs(CLAIM_LIFECYCLE, row.state),
  };
}

export function statementView(row: ClaimStatement): StatementView {
  return {
    ordinal: row.ordinal,
    stage: row.stage,
    side: row.side,
    text: row.text,
    heardOn: row.heard_on,
    evidence: row.evidence,
    spokenBy: row.spoken_by,
    by: row.actor_id,
    unit: row.unit_id,
    recordedAt: row.recorded_at,
  };
}

/** @param open whether the reader may see what was said with the act */
export function claimActView(row: ClaimActEntry, open: boolean): ClaimActView {
  return {
    ordinal: row.ordinal,
    act: row.act,
    stage: row.stage,
    round: row.round,
    state: row.state,
    text: open ? row.text : null,
    detail: open ? row.detail : {},
    withheld: !open,
    by: row.actor_id,
    unit: row.unit_id,
    recordedAt: row.recorded_at,
  };
}
