// What the board says. A figure never comes alone: it carries the list it was counted from, so that whoever doubts a number
// opens the rows behind it; and every block says in words how it was computed.
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { DECISION_KINDS, type DecisionKind } from '../domain/claim/claim';
import { SHOWN_SIGNALS, type ShownSignal } from '../domain/claim/clock';
import { MEANS_CAUSES, type MeansCause } from '../domain/board/figures';
import { OUTCOMES, type Outcome } from '../domain/check/finding';
import { FLAW_STATES, type FlawState } from '../domain/flaw';
import { PILOT_FIELDS, PILOT_OUTCOMES, PILOT_STATES, type PilotOutcome, type PilotState } from '../domain/pilot';
import { ChoiceField, CountField, DayField, TextField } from '../platform/fields';

const ID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const COUNTY = /^\d{6}$/;
export const ORIGINS = ['self-started', 'assigned'] as const;
type Origin = (typeof ORIGINS)[number];

/** Where a list stands, below /api. */
export const LIST_PATHS = [
  '/pilots',
  '/pledges',
  '/approvals',
  '/exemptions',
  '/flaws',
  '/claims',
  '/board/means',
] as const;
export type ListPath = (typeof LIST_PATHS)[number];

export class BoardQuery {
  @DayField({ zh: '按哪一天计算期限与到期（默认今天）', optional: true, example: '2026-06-20' }) day?: string;
  @TextField({ zh: '只看一个县（六位代码）', min: 6, max: 6, pattern: COUNTY, optional: true, example: '513221' })
  county?: string;
}

export const MEANS_LIMIT = 200;

export class MeansQuery extends BoardQuery {
  @ChoiceField({ zh: '缺什么：承诺未兑现、审批超时、两者都有', of: MEANS_CAUSES, optional: true, example: 'pledges' })
  cause?: MeansCause;
  @CountField({ zh: '最多条数', min: 1, max: MEANS_LIMIT, optional: true, example: 50 }) limit?: number;
}

@ApiSchema({ description: '计算口径 / how it was computed' })
export class BoardBasis {
  @ApiProperty({ example: '按试点现在的状态计数' }) zh: string;
  @ApiProperty({ example: 'counted by the present state of each pilot' }) en: string;
}

@ApiSchema({ description: '数字背后的列表 / the list behind a figure' })
export class BoardList {
  @ApiProperty({ enum: LIST_PATHS, description: '/api 之下的路径 / path below /api', example: '/pilots' })
  path: ListPath;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: '列表的查询参数 / its query parameters',
    example: { state: 'running' },
  })
  query: Record<string, string>;
}

/** INVARIANT: `count` is the length of the list, read page by page to its end. */
export class BoardFigure {
  @ApiProperty({ example: 12 }) count: number;
  @ApiProperty({ type: BoardList }) list: BoardList;
}

export class PilotStateFigure extends BoardFigure {
  @ApiProperty({ enum: PILOT_STATES, example: 'running' }) state: PilotState;
}

export class PilotOutcomeFigure extends BoardFigure {
  @ApiProperty({ enum: PILOT_OUTCOMES, example: 'adopted' }) outcome: PilotOutcome;
}

export class PilotOriginFigure extends BoardFigure {
  @ApiProperty({ enum: ORIGINS, example: 'assigned' }) origin: Origin;
}

export class PilotFieldRow extends BoardFigure {
  @ApiProperty({ enum: PILOT_FIELDS, example: 'civil-affairs' }) field: string;
  @ApiProperty({ type: [PilotStateFigure], description: '各状态，无则不列 / states that occur' })
  states: PilotStateFigure[];
}

export class PilotPlaceRow extends BoardFigure {
  @ApiProperty({ example: '513221106', description: '九位为乡镇，六位为全县性试点 / a township, or the county itself' })
  code: string;
  @ApiProperty({ example: '漩口镇' }) name: string;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ example: false, description: '申报范围写的是全县 / the scope names the whole county' }) wide: boolean;
  @ApiProperty({ type: [PilotStateFigure], description: '各状态，无则不列 / states that occur' })
  states: PilotStateFigure[];
}

export class BoardPilots {
  @ApiProperty({ type: BoardBasis }) basis: BoardBasis;
  @ApiProperty({ type: BoardFigure }) total: BoardFigure;
  @ApiProperty({ type: [PilotStateFigure], description: '每个状态一项 / one a state' }) byState: PilotStateFigure[];
  @ApiProperty({ type: [PilotOutcomeFigure], description: '每种结果一项 / one an outcome' })
  byOutcome: PilotOutcomeFigure[];
  @ApiProperty({ type: [PilotOriginFigure] }) byOrigin: PilotOriginFigure[];
  @ApiProperty({ type: [PilotFieldRow], description: '有试点的领域 / fields that have any' }) byField: PilotFieldRow[];
  @ApiProperty({
    type: [PilotPlaceRow],
    description: '有试点的乡镇；跨乡镇的在每个乡镇各计一次 / a pilot counts once in every township it names',
  })
  byPlace: PilotPlaceRow[];
}

/** One measure, never mixed with the other. INVARIANT: committed = due + planned. */
export class BoardAmounts {
  @ApiProperty({ example: 40_000_000, description: '承诺总量（含已确认的调整）' }) committed: number;
  @ApiProperty({ example: 30_000_000, description: '应已兑现 / due by the day' }) due: number;
  @ApiProperty({ example: 10_000_000, description: '已兑现并经对方确认，可多于应兑现 / confirmed' }) delivered: number;
  @ApiProperty({ example: 10_000_000, description: '尚未到期 / not due yet' }) planned: number;
  @ApiProperty({ example: 20_000_000, description: '逐项欠兑现之和 / sum of what each pledge is short of' })
  undelivered: number;
}

export class PledgeFigures {
  @ApiProperty({ type: BoardFigure, description: '已会签确认的 / counter-signed' }) made: BoardFigure;
  @ApiProperty({ type: BoardFigure, description: '已确认、有分期已到期的 / made, with a tranche due' })
  due: BoardFigure;
  @ApiProperty({ type: BoardFigure, description: '已确认、到期未兑现足的 / made, due and not delivered in full' })
  undelivered: BoardFigure;
  @ApiProperty({ type: BoardFigure, description: '有文件依据、未会签的 / documented, unsigned' })
  documentedUnsigned: BoardFigure;
  @ApiProperty({ type: BoardFigure, description: '仅主张、无文件的 / claimed without a document' })
  claimedUnsigned: BoardFigure;
  @ApiProperty({ type: BoardFigure }) disputed: BoardFigure;
  @ApiProperty({ type: BoardAmounts, description: '已确认的资金承诺，分 / made pledges of funds, in fen' })
  fen: BoardAmounts;
  @ApiProperty({ type: BoardAmounts, description: '已确认的其他承诺，件 / made pledges of other kinds, in units' })
  units: BoardAmounts;
}

export class PledgeGiverRow extends PledgeFigures {
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ type: String, nullable: true, description: '县外单位为 null', example: ID }) giverId: string | null;
  @ApiProperty({ example: '汶川县民政局' }) name: string;
}

export class BoardPledges {
  @ApiProperty({ type: BoardBasis }) basis: BoardBasis;
  @ApiProperty({ type: PledgeFigures }) total: PledgeFigures;
  @ApiProperty({ type: [PledgeGiverRow], description: '欠兑现多的在前，至多 200 家 / worst first, at most 200' })
  givers: PledgeGiverRow[];
  @ApiProperty({ example: 7, description: '承诺单位总数 / givers in all' }) giversTotal: number;
}

export class BoardWorkdays {
  @ApiProperty({ example: 12 }) sponsor: number;
  @ApiProperty({ example: 61 }) authority: number;
  @ApiProperty({ example: 0 }) suspended: number;
}

export class ApprovalFigures {
  @ApiProperty({ type: BoardFigure, description: '已提交、未办结的 / put to the authority, not settled' })
  open: BoardFigure;
  @ApiProperty({ type: BoardFigure, description: '未办结且已超时的 / open and past the term' }) overdue: BoardFigure;
  @ApiProperty({ type: BoardWorkdays, description: '未办结各件的工作日归属 / working days of the open ones by party' })
  workdays: BoardWorkdays;
  @ApiProperty({ example: 21, description: '超时最久的一件，工作日 / the longest overdue' }) worstOverdueBy: number;
}

export class ApproverRow extends ApprovalFigures {
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ example: ID }) approverId: string;
  @ApiProperty({ example: '汶川县自然资源局' }) name: string;
}

export class BoardApprovals {
  @ApiProperty({ type: BoardBasis }) basis: BoardBasis;
  @ApiProperty({ type: ApprovalFigures }) total: ApprovalFigures;
  @ApiProperty({ type: [ApproverRow], description: '超时多的在前，至多 200 家 / worst first, at most 200' })
  approvers: ApproverRow[];
  @ApiProperty({ example: 5, description: '有未办结事项的单位总数 / approvers in all' }) approversTotal: number;
}

export class FlawStateFigure extends BoardFigure {
  @ApiProperty({ enum: FLAW_STATES, example: 'reported' }) state: FlawState;
}

export class FlawOutcomeFigure extends BoardFigure {
  @ApiProperty({ enum: OUTCOMES, nullable: true, example: 'covered' })
  outcome: Outcome | null;
}

export class BoardFlaws {
  @ApiProperty({ type: BoardBasis }) basis: BoardBasis;
  @ApiProperty({ type: BoardFigure }) total: BoardFigure;
  @ApiProperty({ type: [FlawStateFigure] }) byState: FlawStateFigure[];
  @ApiProperty({ type: [FlawOutcomeFigure], description: '最近一次核对的结果；null 为从未核对 / null: never checked' })
  byOutcome: FlawOutcomeFigure[];
}

export class ClaimSignalFigure extends BoardFigure {
  @ApiProperty({ enum: SHOWN_SIGNALS, example: 'red', description: 'none：所处环节没有期限 / the step has no term' })
  signal: ShownSignal;
}

export class ClaimDecisionFigure extends BoardFigure {
  @ApiProperty({ enum: DECISION_KINDS, example: 'exempt' }) kind: DecisionKind;
}

export class BoardClaims {
  @ApiProperty({ type: BoardBasis }) basis: BoardBasis;
  @ApiProperty({ type: BoardFigure }) total: BoardFigure;
  @ApiProperty({
    type: [ClaimSignalFigure],
    description: '办理中的：绿、黄为按期，红为超期 / going on: green and yellow in time, red late',
  })
  bySignal: ClaimSignalFigure[];
  @ApiProperty({ type: [ClaimDecisionFigure], description: '已送达的现行认定 / decisions in force, once served' })
  byDecision: ClaimDecisionFigure[];
}

export class BoardMeans {
  @ApiProperty({ type: BoardBasis }) basis: BoardBasis;
  @ApiProperty({ type: BoardFigure, description: '任务下达、资源未到的试点 / targets without means' })
  pilots: BoardFigure;
  @ApiProperty({ type: BoardFigure, description: '有承诺到期未兑现的' }) byPledges: BoardFigure;
  @ApiProperty({ type: BoardFigure, description: '有审批超时的' }) byApprovals: BoardFigure;
  @ApiProperty({ type: BoardFigure, description: '两者都有的' }) both: BoardFigure;
}

export class BoardView {
  @ApiProperty({ example: '2026-06-20', description: '按该日计算 / computed for' }) day: string;
  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: '只看的县；null 为所见全部 / null: all in reach',
  })
  county: string | null;
  @ApiProperty({ example: '汶川县', description: '所看地区 / the place shown' }) place: string;
  @ApiProperty({ type: BoardPilots }) pilots: BoardPilots;
  @ApiProperty({ type: BoardPledges }) pledges: BoardPledges;
  @ApiProperty({ type: BoardApprovals }) approvals: BoardApprovals;
  @ApiProperty({ type: BoardFlaws }) flaws: BoardFlaws;
  @ApiProperty({ type: BoardClaims }) claims: BoardClaims;
  @ApiProperty({ type: BoardMeans }) means: BoardMeans;
}
