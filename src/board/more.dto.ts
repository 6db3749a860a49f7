// The board over time, over counties, and the list of targets without means.
import { ApiProperty } from '@nestjs/swagger';
import { BoardBasis, BoardFigure } from './board.dto';

const ID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';

/** One month of Asia/Shanghai, by the ledger's time. */
export class BoardMonth {
  @ApiProperty({ example: '2026-03' }) month: string;
  @ApiProperty({ type: BoardFigure, description: '登记的试点 / pilots registered' }) pilotsRegistered: BoardFigure;
  @ApiProperty({ type: BoardFigure, description: '封存的容错备案 / records sealed' }) recordsSealed: BoardFigure;
  @ApiProperty({ type: BoardFigure, description: '登记的程序瑕疵 / flaws reported' }) flawsReported: BoardFigure;
  @ApiProperty({ type: BoardFigure, description: '批准或不予批准的审批 / approvals granted or refused' })
  approvalsDecided: BoardFigure;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 14,
    description: '上述审批中审批单位所用工作日的中位数 / median working days on the authority’s desk',
  })
  medianAuthorityWorkdays: number | null;
  @ApiProperty({ type: BoardFigure, description: '有兑现获确认的承诺 / pledges with a delivery confirmed' })
  pledgesDelivered: BoardFigure;
  @ApiProperty({ example: 20_000_000, description: '当月确认兑现的资金，分 / fen confirmed in the month' })
  deliveredFen: number;
  @ApiProperty({ example: 3, description: '当月确认兑现的其他承诺，件 / units confirmed in the month' })
  deliveredUnits: number;
  @ApiProperty({ type: BoardFigure, description: '作出认定的申请 / claims decided' }) claimsDecided: BoardFigure;
}

export class BoardTrends {
  @ApiProperty({ type: BoardBasis }) basis: BoardBasis;
  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: '只看的县；null 为所见全部 / null: all in reach',
  })
  county: string | null;
  @ApiProperty({ type: [BoardMonth], description: '十二个月，早的在前 / twelve months, oldest first' })
  months: BoardMonth[];
}

/** The headline figures of one county; each list is narrowed to it. */
export class BoardCountyRow {
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ example: '汶川县' }) name: string;
  @ApiProperty({ type: BoardFigure }) pilots: BoardFigure;
  @ApiProperty({ type: BoardFigure }) running: BoardFigure;
  @ApiProperty({ type: BoardFigure }) pledgesMade: BoardFigure;
  @ApiProperty({ type: BoardFigure }) pledgesUndelivered: BoardFigure;
  @ApiProperty({ example: 20_000_000, description: '欠兑现的资金，分 / funds not delivered, in fen' })
  undeliveredFen: number;
  @ApiProperty({ type: BoardFigure }) documentedUnsigned: BoardFigure;
  @ApiProperty({ type: BoardFigure }) approvalsOpen: BoardFigure;
  @ApiProperty({ type: BoardFigure }) approvalsOverdue: BoardFigure;
  @ApiProperty({ type: BoardFigure }) flaws: BoardFigure;
  @ApiProperty({ type: BoardFigure, description: '登记后尚未核对或有变化的 / waiting for a check' })
  flawsReported: BoardFigure;
  @ApiProperty({ type: BoardFigure }) claims: BoardFigure;
  @ApiProperty({ type: BoardFigure, description: '超期的申请 / late' }) claimsLate: BoardFigure;
  @ApiProperty({ type: BoardFigure, description: '任务下达、资源未到 / targets without means' }) means: BoardFigure;
}

export class BoardCounties {
  @ApiProperty({ example: '2026-06-20' }) day: string;
  @ApiProperty({ type: BoardBasis }) basis: BoardBasis;
  @ApiProperty({
    type: [BoardCountyRow],
    description: '有单位登记的县，按代码 / counties with an office here, by code',
  })
  counties: BoardCountyRow[];
}

export class MeansItem {
  @ApiProperty({ example: ID }) pilotId: string;
  @ApiProperty({ example: 'SD-513221-2026-0001' }) code: string;
  @ApiProperty({ example: '村级公益性公墓建设' }) title: string;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ example: 'civil-affairs' }) field: string;
  @ApiProperty({ type: String, nullable: true, example: '汶民发〔2025〕12号', description: '交办文件' })
  assignedBy: string | null;
  @ApiProperty({ example: ID }) sponsorId: string;
  @ApiProperty({ example: '漩口镇人民政府' }) sponsor: string;
  @ApiProperty({ example: 1, description: '到期未兑现的承诺数 / pledges due and not delivered' })
  pledgesUndelivered: number;
  @ApiProperty({ example: 40_000_000, description: '欠兑现的资金，分 / fen' }) undeliveredFen: number;
  @ApiProperty({ example: 0, description: '欠兑现的其他承诺，件 / units' }) undeliveredUnits: number;
  @ApiProperty({ example: 1, description: '超时的审批数 / approvals past the term' }) approvalsOverdue: number;
  @ApiProperty({ example: 21, description: '其中最久的超时工作日 / the longest, in working days' })
  worstOverdueBy: number;
}

export class BoardMeansPage {
  @ApiProperty({ example: '2026-06-20' }) day: string;
  @ApiProperty({ type: BoardBasis }) basis: BoardBasis;
  @ApiProperty({ type: [MeansItem], description: '缺得多的在前 / worst first' }) items: MeansItem[];
  @ApiProperty({ example: 3, description: '总数，可多于所列 / in all, listed or not' }) total: number;
}
