// Which counties a board is about: the reader's own, one beneath him, or all he reaches. Row-level security holds whatever
// is said here; naming the county lets the planner use its index.
import { refusals } from '../domain/errors';
import type { Scope } from '../ledger/door';

export interface Area {
  /** Null: every county in reach. */
  county: string | null;
  /** Of GB/T 2260: what the reader may see. */
  reach: string;
}

export const boardRefusal = refusals({
  'board.county-not-found': {
    kind: 'not-found',
    zh: '在您可见的范围内没有 {county} 这个县',
    en: 'there is no county {county} within your reach',
  },
});

/** @throws Refusal board.county-not-found */
export function areaOf({ reach }: Pick<Scope, 'reach'>, county: string | undefined): Area {
  if (county !== undefined && !county.startsWith(reach)) {
    const fault = { field: 'county', zh: '不在可见范围内', en: 'is not within reach' };
    throw boardRefusal('board.county-not-found', { figures: { county }, fields: [fault] });
  }
  return { county: county ?? (reach.length === 6 ? reach : null), reach };
}

/** The condition on a table's county; {@link within} is its first parameter. */
export const inside = (alias: string, { county }: Area): string =>
  county === null ? `starts_with(${alias}.county, $1)` : `${alias}.county = $1`;

export const within = ({ county, reach }: Area): string => county ?? reach;
