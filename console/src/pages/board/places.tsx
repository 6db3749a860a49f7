// Where the pilots are: every township a tile, in the order of its code. Townships without a pilot are shown too, because
// an empty corner of the county is also an answer.
import type { ReactNode } from 'react';
import { $api, type Schemas } from '@/api/client';
import { say } from '@/words/say';
import { useCounties } from './counties-read';
import { ListLink } from './figure';
import { StateBar, StateLegend, StateLinks } from './state-bar';

type Place = Schemas['PilotPlaceRow'];

export function Places({ rows, county }: { rows: readonly Place[]; county: string | null }): ReactNode {
  return (
    <div>
      <h3>{say('按乡镇', 'By township')}</h3>
      <StateLegend />
      {county === null ? <ByCounty rows={rows} /> : <OneCounty rows={rows} county={county} />}
    </div>
  );
}

function OneCounty({ rows, county }: { rows: readonly Place[]; county: string }): ReactNode {
  const { data } = $api.useQuery(
    'get',
    '/api/regions',
    { params: { query: { under: county } } },
    { staleTime: 3_600_000 },
  );
  const used = new Set(rows.map(({ code }) => code));
  const empty = (data ?? []).filter(({ code, level }) => level === 'township' && !used.has(code));
  return <Tiles rows={rows} empty={empty} />;
}

/** From the city or the province: what has pilots, county by county. */
function ByCounty({ rows }: { rows: readonly Place[] }): ReactNode {
  const { data } = useCounties();
  const codes = [...new Set(rows.map(({ county }) => county))];
  return codes.map(code => (
    <section key={code} className="place-county">
      <h4>{data?.counties.find(({ county }) => county === code)?.name ?? code}</h4>
      <Tiles rows={rows.filter(({ county }) => county === code)} empty={[]} />
    </section>
  ));
}

interface TilesProps {
  rows: readonly Place[];
  empty: readonly { code: string; name: string }[];
}

function Tiles({ rows, empty }: TilesProps): ReactNode {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  const tiles = [
    ...rows.map(row => ({ code: row.code, tile: <PlaceTile key={row.code} place={row} most={most} /> })),
    ...empty.map(({ code, name }) => ({ code, tile: <EmptyTile key={code} name={name} /> })),
  ];
  // The county itself has the shortest code and so stands first.
  return <ul className="places">{tiles.sort((a, b) => a.code.localeCompare(b.code)).map(({ tile }) => tile)}</ul>;
}

const DEPTHS = 4;

function PlaceTile({ place, most }: { place: Place; most: number }): ReactNode {
  const { name, wide, count, list, states } = place;
  const called = wide ? say(`${name}（全县）`, `${name} (whole county)`) : name;
  return (
    <li className={`place depth-${Math.ceil((count / most) * DEPTHS)}`}>
      <ListLink list={list} className="place-name" label={`${called} ${count}`}>
        <span>{called}</span>
        <strong className="num">{count}</strong>
      </ListLink>
      <StateBar states={states} />
      <StateLinks states={states} of={called} />
    </li>
  );
}

function EmptyTile({ name }: { name: string }): ReactNode {
  return (
    <li className="place is-empty">
      <span className="place-name">{name}</span>
      <span className="small">{say('暂无试点', 'no pilot yet')}</span>
    </li>
  );
}
