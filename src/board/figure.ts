// A count with the list it was counted from. Who sees several counties gets the county named in the list's query.
import type { Area } from './area';
import type { BoardFigure, ListPath } from './board.dto';

export type Query = Readonly<Record<string, string>>;
export type MakeFigure = (count: number, path: ListPath, query?: Query) => BoardFigure;

export const figuresIn =
  (area: Area): MakeFigure =>
  (count, path, query = {}) => ({ count, list: { path, query: { ...query, ...countyOf(area) } } });

const countyOf = ({ county, reach }: Area): Query => (county === null || county === reach ? {} : { county });

/** The same area narrowed to the county of a row. */
export const rowArea = (area: Area, county: string): Area => ({ ...area, county });

export const total = (rows: readonly { n: number }[]): number => rows.reduce((sum, { n }) => sum + n, 0);

/** Rows by what `key` says of each, in the order in which it first occurs. */
export function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
