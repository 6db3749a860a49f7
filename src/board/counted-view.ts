// The blocks that columns alone decide: pilots and flaws, each number with its list.
import { OUTCOMES } from '../domain/check/finding';
import { PILOT_OUTCOMES, PILOT_STATES, type PilotState } from '../domain/pilot';
import { FLAW_STATES } from '../domain/flaw';
import { regions } from '../platform/regions';
import type { Area } from './area';
import { BASIS } from './basis';
import { ORIGINS, type BoardFlaws, type BoardPilots, type PilotStateFigure } from './board.dto';
import { figuresIn, grouped, rowArea, total, type MakeFigure, type Query } from './figure';
import type { FlawsCounted, PilotsCounted, PlacesCounted } from './pilots-counted.repository';

export function pilotsBlock(
  { pilots, places }: { pilots: readonly PilotsCounted[]; places: readonly PlacesCounted[] },
  area: Area,
): BoardPilots {
  const figure = figuresIn(area);
  const of = (holds: (row: PilotsCounted) => boolean) => total(pilots.filter(holds));
  return {
    basis: BASIS.pilots,
    total: figure(total(pilots), '/pilots'),
    byState: PILOT_STATES.map(state => ({
      state,
      ...figure(
        of(row => row.state === state),
        '/pilots',
        { state },
      ),
    })),
    byOutcome: PILOT_OUTCOMES.map(outcome => ({
      outcome,
      ...figure(
        of(row => row.outcome === outcome),
        '/pilots',
        { outcome },
      ),
    })),
    byOrigin: ORIGINS.map(origin => ({
      origin,
      ...figure(
        of(row => row.origin === origin),
        '/pilots',
        { origin },
      ),
    })),
    byField: fieldRows(pilots, figure),
    byPlace: placeRows(places, area),
  };
}

/** The fullest field first. */
function fieldRows(pilots: readonly PilotsCounted[], figure: MakeFigure): BoardPilots['byField'] {
  const fields = [...grouped(pilots, row => row.field)];
  return fields
    .map(([field, rows]) => ({ field, ...withStates(rows, figure, { field }) }))
    .sort((a, b) => b.count - a.count || compare(a.field, b.field));
}

/** The whole county first, then its townships by code. */
function placeRows(places: readonly PlacesCounted[], area: Area): BoardPilots['byPlace'] {
  return [...grouped(places, row => row.place)]
    .map(([code, rows]) => placeRow(code, rows, area))
    .sort((a, b) => Number(b.wide) - Number(a.wide) || compare(a.code, b.code));
}

interface StateCount {
  state: PilotState;
  n: number;
}

function withStates(rows: readonly StateCount[], figure: MakeFigure, query: Query) {
  const states: PilotStateFigure[] = [];
  for (const state of PILOT_STATES) {
    const n = total(rows.filter(row => row.state === state));
    if (n > 0) states.push({ state, ...figure(n, '/pilots', { ...query, state }) });
  }
  return { ...figure(total(rows), '/pilots', query), states };
}

function placeRow(code: string, rows: readonly PlacesCounted[], area: Area): BoardPilots['byPlace'][number] {
  const { county } = rows[0]!;
  const wide = code.length === 6;
  const query: Query = wide ? { countyWide: 'yes' } : { place: code };
  const name = regions.find(code)?.name ?? code;
  return { code, name, county, wide, ...withStates(rows, figuresIn(rowArea(area, county)), query) };
}

export function flawsBlock(flaws: readonly FlawsCounted[], area: Area): BoardFlaws {
  const figure = figuresIn(area);
  const of = (holds: (row: FlawsCounted) => boolean) => total(flaws.filter(holds));
  return {
    basis: BASIS.flaws,
    total: figure(total(flaws), '/flaws'),
    byState: FLAW_STATES.map(state => ({
      state,
      ...figure(
        of(row => row.state === state),
        '/flaws',
        { state },
      ),
    })),
    byOutcome: [...OUTCOMES, null].map(outcome => {
      const query: Query = outcome === null ? { checked: 'no' } : { outcome };
      return {
        outcome,
        ...figure(
          of(row => row.outcome === outcome),
          '/flaws',
          query,
        ),
      };
    }),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
