// The board as the tables of a report: the same figures, in Chinese, for a page of A4 and for a workbook.
import { OUTCOME_WORDS } from '../domain/check/words/names';
import { DECISION_KIND_WORDS } from '../domain/claim/decision';
import type { Cell, Report, ReportTable } from '../domain/board/report';
import { SIGNAL_NAMES } from '../domain/board/words';
import { PILOT_FIELD_WORDS, PILOT_OUTCOME_WORDS } from '../domain/pilot-words';
import { FLAW_LIFECYCLE } from '../domain/flaw';
import type { Instant } from '../domain/period';
import { PILOT_LIFECYCLE, PILOT_STATES, type PilotField } from '../domain/pilot';
import type { BoardView, PilotFieldRow, PilotPlaceRow, PledgeFigures } from './board.dto';
import type { BoardMeansPage, BoardTrends } from './more.dto';

export interface Reported {
  board: BoardView;
  trends: BoardTrends;
  means: BoardMeansPage;
  madeAt: Instant;
}

export function boardReport({ board, trends, means, madeAt }: Reported): Report {
  return {
    title: `${board.place}试点容错备案看板`,
    day: board.day,
    madeAt,
    tables: [
      summary(board),
      flawsAndClaims(board),
      byRow(
        '试点按领域',
        board,
        board.pilots.byField.map(row => [PILOT_FIELD_WORDS[row.field as PilotField].zh, row]),
      ),
      byRow(
        '试点按地区',
        board,
        board.pilots.byPlace.map(row => [row.wide ? `${row.name}（全县）` : row.name, row]),
      ),
      pledges(board),
      approvals(board),
      without(means),
      months(trends),
    ],
  };
}

const count = (value: number | null): Cell => ({ count: value });
const fen = (value: number): Cell => ({ fen: value });

type TableParts = Pick<ReportTable, 'name' | 'head' | 'rows' | 'basis'> & Partial<ReportTable>;

const table = (parts: TableParts): ReportTable => ({
  widths: parts.head.map((_, at) => (at === 0 ? 3 : 1)),
  onPaper: parts.rows.length,
  half: false,
  ...parts,
});

function summary({ pilots }: BoardView): ReportTable {
  const rows: Cell[][] = [
    ['试点总数', count(pilots.total.count)],
    ...pilots.byState.map(({ state, count: n }) => [PILOT_LIFECYCLE.states[state].zh, count(n)]),
    ...pilots.byOutcome.map(({ outcome, count: n }) => [`结果：${PILOT_OUTCOME_WORDS[outcome].zh}`, count(n)]),
    ...pilots.byOrigin.map(({ origin, count: n }) => [origin === 'assigned' ? '上级交办' : '自主开展', count(n)]),
  ];
  return table({ name: '试点', head: ['状态、结果、来源', '个数'], rows, basis: '按登记的现状计数。', half: true });
}

function flawsAndClaims({ flaws, claims, means }: BoardView): ReportTable {
  const outcomes = flaws.byOutcome.filter(({ count: n }) => n > 0);
  const rows: Cell[][] = [
    ...flaws.byState.map(({ state, count: n }) => [`瑕疵：${FLAW_LIFECYCLE.states[state].zh}`, count(n)]),
    ...outcomes.map(({ outcome, count: n }) => [
      `核对：${outcome === null ? '从未核对' : OUTCOME_WORDS[outcome].zh}`,
      count(n),
    ]),
    ...claims.bySignal.map(({ signal, count: n }) => [`申请：${SIGNAL_NAMES[signal]}`, count(n)]),
    ...claims.byDecision
      .filter(({ count: n }) => n > 0)
      .map(({ kind, count: n }) => [`认定：${DECISION_KIND_WORDS[kind].zh}`, count(n)]),
    ['任务下达、资源未到的试点', count(means.pilots.count)],
  ];
  const basis = '核对结果取最近一次；申请按所处环节的期限；认定只计已送达的。';
  return table({ name: '瑕疵、申请与资源', head: ['事项', '个数'], rows, basis, half: true });
}

type PilotRow = [name: string, row: PilotFieldRow | PilotPlaceRow];

function byRow(name: string, board: BoardView, rows: readonly PilotRow[]): ReportTable {
  const states = PILOT_STATES.map(state => PILOT_LIFECYCLE.states[state].zh);
  const cells = rows.map(([title, row]): Cell[] => [
    title,
    count(row.count),
    ...PILOT_STATES.map(state => count(row.states.find(one => one.state === state)?.count ?? 0)),
  ]);
  const basis = name === '试点按地区' ? '跨乡镇的试点在每个乡镇各计一次。' : `${board.place}，按登记的领域。`;
  return table({ name, head: [name.slice(3), '合计', ...states], rows: cells, basis, half: true, onPaper: 8 });
}

function pledges({ pledges: { total, givers } }: BoardView): ReportTable {
  const cells = (name: string, row: PledgeFigures): Cell[] => [
    name,
    count(row.made.count),
    fen(row.fen.committed),
    fen(row.fen.due),
    fen(row.fen.delivered),
    fen(row.fen.undelivered),
    count(row.units.due),
    count(row.units.delivered),
    count(row.units.undelivered),
    count(row.undelivered.count),
    count(row.documentedUnsigned.count),
    count(row.claimedUnsigned.count),
    count(row.disputed.count),
  ];
  return table({
    name: '上级承诺',
    head: [
      '承诺单位',
      '已确认',
      '承诺额',
      '应兑现',
      '已兑现',
      '欠兑现',
      '应件',
      '已件',
      '欠件',
      '欠项',
      '未签',
      '仅主张',
      '异议',
    ],
    widths: [3, 1.1, 2.3, 2.3, 2.3, 2.3, 1, 1, 1, 1, 1, 1.2, 1],
    rows: [cells('合计', total), ...givers.map(row => cells(row.name, row))],
    basis: '金额（元）与件数分开，只计已会签确认的；未签：有文件未会签；仅主张：无文件。',
    onPaper: 8,
  });
}

function approvals({ approvals: { total, approvers } }: BoardView): ReportTable {
  const cells = (name: string, row: BoardView['approvals']['total']): Cell[] => [
    name,
    count(row.open.count),
    count(row.overdue.count),
    count(row.worstOverdueBy),
    count(row.workdays.authority),
    count(row.workdays.sponsor),
    count(row.workdays.suspended),
  ];
  return table({
    name: '未办结审批',
    head: ['审批单位', '未办结', '超时', '最久超时', '审批单位工作日', '申报单位工作日', '依法中止工作日'],
    widths: [3, 1, 1, 1.2, 1.8, 1.8, 1.8],
    rows: [cells('合计', total), ...approvers.map(row => cells(row.name, row))],
    basis: '工作日逐日归属；超时指审批单位所用超过承诺时限。',
    onPaper: 7,
  });
}

function without({ items, total }: BoardMeansPage): ReportTable {
  const rows = items.map((item): Cell[] => [
    item.title,
    item.code,
    item.sponsor,
    count(item.pledgesUndelivered),
    fen(item.undeliveredFen),
    count(item.undeliveredUnits),
    count(item.approvalsOverdue),
    count(item.worstOverdueBy),
  ]);
  return table({
    name: '任务下达、资源未到',
    head: ['试点', '编号', '申报单位', '欠兑现项', '欠资金', '欠件', '超时审批', '最久超时'],
    widths: [3.4, 2.4, 2.4, 1, 1.6, 0.8, 1, 1],
    rows,
    basis: `上级交办、未结束而承诺到期未兑现或审批超时的，共 ${total} 个，缺得多的在前。`,
    onPaper: 6,
  });
}

function months({ months: rows }: BoardTrends): ReportTable {
  return table({
    name: '近十二个月',
    head: [
      '月份',
      '登记试点',
      '封存备案',
      '登记瑕疵',
      '办结审批',
      '中位工作日',
      '兑现承诺',
      '兑现资金',
      '兑现件数',
      '认定申请',
    ],
    widths: [1.2, 1, 1, 1, 1, 1.1, 1, 1.8, 1, 1],
    rows: rows.map(row => [
      row.month,
      count(row.pilotsRegistered.count),
      count(row.recordsSealed.count),
      count(row.flawsReported.count),
      count(row.approvalsDecided.count),
      count(row.medianAuthorityWorkdays),
      count(row.pledgesDelivered.count),
      fen(row.deliveredFen),
      count(row.deliveredUnits),
      count(row.claimsDecided.count),
    ]),
    basis: '按入账时间（北京时间）；中位工作日为当月办结审批在审批单位的工作日。',
  });
}
