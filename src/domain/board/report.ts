// A report as tables of typed cells, whatever it is printed as: a number stays a number in a workbook, money is fen until it
// is shown, and what somebody typed is only ever text.
import { yuan, type Fen } from '../money';
import type { Day, Instant } from '../period';

export type Cell = string | { count: number | null } | { fen: Fen };

export interface ReportTable {
  /** At most 31 characters and no sign that a workbook forbids in the name of a sheet. */
  name: string;
  /** Parts of the whole line, one a column. */
  widths: readonly number[];
  head: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** How it was computed. */
  basis: string;
  /** Rows on paper; the workbook has them all. */
  onPaper: number;
  /** Half a page wide: two such tables in a row stand side by side. */
  half: boolean;
}

export interface Report {
  title: string;
  day: Day;
  madeAt: Instant;
  tables: readonly ReportTable[];
}

/** As read on paper: money in yuan with two decimals, nothing as a dash. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if ('fen' in cell) return yuan(cell.fen);
  return cell.count === null ? '—' : String(cell.count);
}
