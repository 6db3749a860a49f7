// Promises by giver: made, due, delivered, in fen and in units; what is not signed is counted and never summed.
import { addDays, type Day } from '../domain/period';
import type { Area } from './area';
import { BASIS } from './basis';
import type { BoardAmounts, BoardPledges, PledgeFigures, PledgeGiverRow } from './board.dto';
import { figuresIn, rowArea, type MakeFigure, type Query } from './figure';
import type { GiverCounted, Sums } from './pledges-counted.repository';

/** Rows shown; the rest is counted and said. */
export const ROWS = 200;

interface Giving {
  givers: readonly GiverCounted[];
  units: ReadonlyMap<string, string>;
}

export function pledgesBlock({ givers, units }: Giving, area: Area, day: Day): BoardPledges {
  const worst = [...givers].sort(
    (a, b) => b.fen[3] - a.fen[3] || b.undelivered - a.undelivered || b.documented - a.documented || b.made - a.made,
  );
  return {
    basis: BASIS.pledges,
    total: pledgeFigures(givers, { figure: figuresIn(area), query: {}, day }),
    givers: worst.slice(0, ROWS).map(row => giverRow(row, { name: nameOf(row, units), area, day })),
    giversTotal: givers.length,
  };
}

const nameOf = ({ giver, name }: GiverCounted, units: Giving['units']): string =>
  name ?? (giver === null ? '' : (units.get(giver) ?? giver));

function giverRow(row: GiverCounted, { name, area, day }: { name: string; area: Area; day: Day }): PledgeGiverRow {
  const { county, giver } = row;
  const query: Query = giver === null ? { giverName: name } : { giver };
  const figure = figuresIn(rowArea(area, county));
  return { county, giverId: giver, name, ...pledgeFigures([row], { figure, query, day }) };
}

export function pledgeFigures(
  rows: readonly GiverCounted[],
  { figure, query, day }: { figure: MakeFigure; query: Query; day: Day },
): PledgeFigures {
  const of = (count: (row: GiverCounted) => number, more: Query) =>
    figure(
      rows.reduce((sum, row) => sum + count(row), 0),
      '/pledges',
      { ...query, ...more },
    );
  return {
    made: of(row => row.made, { standing: 'made' }),
    due: of(row => row.due, { standing: 'made', dueBefore: addDays(day, 1) }),
    undelivered: of(row => row.undelivered, { undeliveredOn: day }),
    documentedUnsigned: of(row => row.documented, { standing: 'claimed', documented: 'yes' }),
    claimedUnsigned: of(row => row.claimed, { standing: 'claimed', documented: 'no' }),
    disputed: of(row => row.disputed, { standing: 'disputed' }),
    fen: amounts(rows.map(row => row.fen)),
    units: amounts(rows.map(row => row.units)),
  };
}

function amounts(sums: readonly Sums[]): BoardAmounts {
  const of = (at: 0 | 1 | 2 | 3) => sums.reduce((sum, one) => sum + one[at], 0);
  const [committed, due] = [of(0), of(1)];
  return { committed, due, delivered: of(2), planned: committed - due, undelivered: of(3) };
}
