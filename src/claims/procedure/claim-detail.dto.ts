import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import type { Outcome } from '../../domain/check/finding';
import {
  CLAIM_STAGES,
  DECISION_KINDS,
  type ClaimStage,
  type ClaimStep,
  type DecisionKind,
} from '../../domain/claim/claim';
import type { ClaimClock, Signal, StepClock } from '../../domain/claim/clock';
import { STEP_CODES, type StepCode } from '../../domain/claim/stretches';
import type { MonthTerm } from '../../domain/month-term';
import type { TermExplanation } from '../../domain/workdays';
import { MonthTermView, TermExplanationView } from '../../platform/terms.dto';
import { NextCursor } from '../../platform/page';
import { AccountabilityView } from './accountability.dto';
import { ClaimView } from './claims.dto';
import { OlderStateView } from '../deciding/decisions.dto';

const UUID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const SIGNALS = ['green', 'yellow', 'red'] as const satisfies readonly Signal[];

/** Where a step stands on a day, in working days; nothing of it is stored. */
@ApiExtraModels(TermExplanationView, MonthTermView)
export class StepClockView implements StepClock {
  @ApiProperty({ enum: STEP_CODES }) step: StepCode;
  @ApiProperty({ enum: CLAIM_STAGES }) stage: ClaimStage;
  @ApiProperty({ example: '2026-06-10', description: '该日不计入 / not counted' }) since: string;
  @ApiProperty({ type: String, nullable: true, example: null }) endedOn: string | null;
  @ApiProperty({ example: true }) running: boolean;
  @ApiProperty({ type: Number, nullable: true, example: 20 }) term: number | null;
  @ApiProperty({ example: 0 }) extension: number;
  @ApiProperty({ example: 3 }) used: number;
  @ApiProperty({ example: 0, description: '中止的工作日 / working days of rest' }) suspended: number;
  @ApiProperty({ type: Number, nullable: true, example: 17 }) left: number | null;
  @ApiProperty({ example: 0 }) overdueBy: number;
  @ApiProperty({ type: String, nullable: true, example: '2026-07-09' }) due: string | null;
  @ApiProperty({
    oneOf: [{ $ref: getSchemaPath(TermExplanationView) }, { $ref: getSchemaPath(MonthTermView) }],
    nullable: true,
    description: '该日期如何得出 / how the date came about',
  })
  explanation: TermExplanation | MonthTerm | null;
  @ApiProperty({ example: false }) provisional: boolean;
  @ApiProperty({ enum: SIGNALS, nullable: true }) signal: Signal | null;
}

export class ClaimClockView implements ClaimClock {
  @ApiProperty({ example: '2026-06-15' }) day: string;
  @ApiProperty({ example: 'cn-2024-2026' }) calendar: string;
  @ApiProperty({ type: StepClockView, nullable: true }) present: StepClock | null;
  @ApiProperty({ type: [StepClockView] }) history: StepClock[];
}

export class ClaimFlawPart {
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: 'XC-513221-2026-0001' }) code: string;
  @ApiProperty({ type: String, example: 'checked' }) state: string;
  @ApiProperty({ type: String, nullable: true, example: 'built-before-approval' }) kind: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-06-01' }) actFrom: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-06-05' }) actTo: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 0 }) lossFen: number | null;
}

export class ClaimPilotPart {
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: 'SD-513221-2026-0001' }) code: string;
  @ApiProperty({ example: '村级公益性公墓建设' }) title: string;
}

export class ClaimRecordPart {
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: 'BA-513221-2026-0001' }) code: string;
  @ApiProperty({ type: String, example: 'sealed' }) state: string;
  @ApiProperty({ type: String, nullable: true, example: '2026-03-04T01:00:00.000Z' }) sealedAt: string | null;
  @ApiProperty({ example: true, description: '核对所用的备案 / the one the check looked at' }) held: boolean;
}

export class ClaimPledgePart {
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: 'CN-513221-2026-0001' }) code: string;
  @ApiProperty({ type: String, example: 'funds' }) kind: string;
  @ApiProperty({ type: String, example: 'made' }) standing: string;
  @ApiProperty({ example: '公墓建设补助资金' }) what: string;
  @ApiProperty({ type: Number, nullable: true, example: 5_000_000 }) amountFen: number | null;
}

export class ClaimApprovalPart {
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: 'SP-513221-2026-0001' }) code: string;
  @ApiProperty({ example: '农村公益性公墓用地审批' }) matter: string;
  @ApiProperty({ type: String, example: 'applied' }) state: string;
  @ApiProperty({ type: Number, nullable: true, example: 20 }) termWorkdays: number | null;
}

export class ClaimCausePart {
  @ApiProperty({ type: String, example: 'approval-stuck' }) kind: string;
  @ApiProperty({ example: 'SP-513221-2026-0001' }) subject: string;
  @ApiProperty({ example: '审批在自然资源局 61 个工作日' }) zh: string;
  @ApiProperty({ example: 'the approval lay with the land bureau for 61 working days' }) en: string;
}

export class ClaimNewestFinding {
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: 'HD-513221-2026-0001' }) code: string;
  @ApiProperty({ type: String, example: 'covered' }) outcome: Outcome;
  @ApiProperty({ type: String, nullable: true, example: 'matches' }) recordPart: string | null;
  @ApiProperty({ example: '结论：在备案范围内' }) zh: string;
  @ApiProperty({ example: 'Outcome: covered' }) en: string;
  @ApiProperty({ type: [ClaimCausePart], description: '客观条件及其数字 / causes with their figures' })
  causes: ClaimCausePart[];
  @ApiProperty({ example: '2026-06-10T01:00:00.000Z' }) recordedAt: string;
}

export class ClaimDecisionPart {
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: 'RD-513221-2026-0001' }) code: string;
  @ApiProperty({ enum: DECISION_KINDS }) kind: DecisionKind;
  @ApiProperty({ enum: CLAIM_STAGES }) stage: ClaimStage;
  @ApiProperty({
    type: OlderStateView,
    nullable: true,
    description: '依据的状态此后有变化 / decided on an older state',
  })
  olderState: OlderStateView | null;
}

export class HeardView {
  @ApiProperty({ example: true }) claimant: boolean;
  @ApiProperty({ example: false }) accuser: boolean;
}

/** What the registry already knows, filled in. */
export class ClaimDetail extends ClaimView {
  @ApiProperty({ type: ClaimFlawPart }) flaw: ClaimFlawPart;
  @ApiProperty({ type: ClaimPilotPart }) pilot: ClaimPilotPart;
  @ApiProperty({ type: AccountabilityView }) accountability: AccountabilityView;
  @ApiProperty({ type: [ClaimRecordPart] }) records: ClaimRecordPart[];
  @ApiProperty({ type: [ClaimPledgePart] }) pledges: ClaimPledgePart[];
  @ApiProperty({ type: [ClaimApprovalPart] }) approvals: ClaimApprovalPart[];
  @ApiProperty({ type: ClaimNewestFinding, nullable: true }) finding: ClaimNewestFinding | null;
  @ApiProperty({ type: ClaimClockView }) clock: ClaimClock;
  @ApiProperty({ type: HeardView, description: '双方是否已听取 / heard' })
  heard: HeardView;
  @ApiProperty({ example: 0, description: '回避记录数 / notes on recusal' }) recusals: number;
  @ApiProperty({ type: ClaimDecisionPart, nullable: true, description: '已送达（或办理机关可见）的认定 / in force' })
  decision: ClaimDecisionPart | null;
  @ApiProperty({ type: [String], description: '您现在可以办理的操作 / acts open to you', example: ['admit'] })
  mine: ClaimStep[];
}

export class ListedClaimView extends ClaimView {
  @ApiProperty({ example: 'XC-513221-2026-0001' }) flawCode: string;
  @ApiProperty({ example: 'SD-513221-2026-0001' }) pilotCode: string;
  @ApiProperty({ example: '村级公益性公墓建设' }) pilotTitle: string;
  @ApiProperty({ enum: STEP_CODES, nullable: true }) step: StepCode | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-07-09' }) due: string | null;
  @ApiProperty({ enum: SIGNALS, nullable: true }) signal: Signal | null;
}

export class ClaimPage {
  @ApiProperty({ type: [ListedClaimView] }) items: ListedClaimView[];
  @NextCursor() next: string | null;
}
