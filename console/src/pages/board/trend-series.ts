// Which lines and bars the last twelve months are drawn as. Counts, working days, money and units each have a chart of
// their own: no axis ever carries two measures.
import type { Schemas } from '@/api/client';
import { say } from '@/words/say';
import { yuanText } from './board-words';
import type { FigureOf } from './figure';

export type Month = Schemas['BoardMonth'];

export interface Series {
  key: string;
  name: string;
  value: (month: Month) => number | null;
  /** The list behind the month's value; a median has none of its own. */
  list: (month: Month) => FigureOf;
  text?: (value: number) => string;
}

export interface TrendChart {
  key: string;
  title: string;
  unit: string;
  kind: 'bar' | 'line';
  series: Series[];
}

/** One chart over the months it is drawn for. */
export interface Shown {
  chart: TrendChart;
  months: readonly Month[];
}

const counted = (key: string, name: string, list: (month: Month) => FigureOf): Series => ({
  key,
  name,
  list,
  value: month => list(month).count,
});

const delivered = (month: Month): FigureOf => month.pledgesDelivered;
const decided = (month: Month): FigureOf => month.approvalsDecided;

export const trendCharts = (): TrendChart[] => [
  {
    key: 'pilots',
    title: say('试点与备案', 'Pilots and records'),
    unit: say('个', 'count'),
    kind: 'bar',
    series: [
      counted('registered', say('登记试点', 'pilots registered'), month => month.pilotsRegistered),
      counted('sealed', say('封存备案', 'records sealed'), month => month.recordsSealed),
    ],
  },
  {
    key: 'flaws',
    title: say('瑕疵与认定', 'Flaws and decisions'),
    unit: say('件', 'count'),
    kind: 'bar',
    series: [
      counted('flaws', say('登记瑕疵', 'flaws reported'), month => month.flawsReported),
      counted('claims', say('作出认定', 'claims decided'), month => month.claimsDecided),
    ],
  },
  {
    key: 'approvals',
    title: say('审批办结', 'Approvals decided'),
    unit: say('件', 'count'),
    kind: 'bar',
    series: [counted('decided', say('办结审批', 'approvals decided'), decided)],
  },
  {
    key: 'median',
    title: say('审批单位用时（中位数）', 'Time of the authority (median)'),
    unit: say('工作日', 'working days'),
    kind: 'line',
    series: [
      {
        key: 'median',
        name: say('审批用时', 'working days'),
        value: month => month.medianAuthorityWorkdays,
        list: decided,
      },
    ],
  },
  {
    key: 'funds',
    title: say('确认兑现的资金', 'Funds confirmed'),
    unit: say('元', 'yuan'),
    kind: 'bar',
    series: [
      {
        key: 'fen',
        name: say('兑现资金', 'funds'),
        value: month => month.deliveredFen,
        list: delivered,
        text: yuanText,
      },
    ],
  },
  {
    key: 'units',
    title: say('确认兑现的人员、设备等', 'Other pledges confirmed'),
    unit: say('件', 'units'),
    kind: 'bar',
    series: [{ key: 'units', name: say('兑现件数', 'units'), value: month => month.deliveredUnits, list: delivered }],
  },
];

export const seriesText = ({ text = String }: Series, value: number | null): string =>
  value === null ? '—' : text(value);
