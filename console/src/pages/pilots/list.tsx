// The list of pilots, narrowed by what stands in the address.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { $api, type Schemas } from '@/api/client';
import type { paths } from '@/api/schema.gen';
import { useMay } from '@/api/session-hook';
import { byCursor, CursorList } from '@/parts/cursor-list';
import { Empty } from '@/parts/feedback';
import { useFilters } from '@/parts/id';
import { UnitName } from '@/parts/organisations';
import { Card, Page } from '@/parts/page';
import { StateTag, Tag } from '@/parts/tag';
import { Span } from '@/parts/time';
import { nameOf, ORIGIN, PILOT_FIELD, PILOT_OUTCOME } from '@/words/names';
import { say } from '@/words/say';
import { ActiveFilters, PILOT_FILTERS, PilotFilters } from './filters';
import { STATE_WORDS } from './reading';
import './pilots.css';

type Query = NonNullable<paths['/api/pilots']['get']['parameters']['query']>;

export function PilotList(): ReactNode {
  const [search, change] = useFilters();
  const may = useMay();
  const query = Object.fromEntries(PILOT_FILTERS.map(filter => [filter, search[filter] || undefined])) as Query;
  const pilots = $api.useInfiniteQuery('get', '/api/pilots', { params: { query } }, byCursor);
  const register = may('pilot.register') && (
    <Link className="button button-primary" to="/pilots/new">
      {say('登记试点', 'Register a pilot')}
    </Link>
  );
  return (
    <Page title={say('试点', 'Pilots')} actions={register}>
      <PilotFilters search={search} change={change} />
      <ActiveFilters search={search} change={change} />
      <Card>
        <CursorList
          of={pilots}
          empty={<Empty text={say('没有符合条件的试点。', 'No pilot fits.')}>{register}</Empty>}
          keyOf={({ id }) => id}
          row={pilot => <Row pilot={pilot} />}
        />
      </Card>
    </Page>
  );
}

function Row({ pilot }: { pilot: Schemas['PilotView'] }): ReactNode {
  return (
    <>
      <div className="list-line">
        <Link to="/pilots/$id" params={{ id: pilot.id }}>
          {pilot.title}
        </Link>
        <StateTag state={pilot.state} words={STATE_WORDS} />
        {pilot.outcome !== null && <Tag>{nameOf(PILOT_OUTCOME, pilot.outcome)}</Tag>}
        {pilot.origin === 'assigned' && <Tag tone="brand">{nameOf(ORIGIN, pilot.origin)}</Tag>}
      </div>
      <div className="list-line small quiet">
        <span className="num">{pilot.code}</span>
        <span>
          <UnitName id={pilot.sponsorId} />
        </span>
        <span>{nameOf(PILOT_FIELD, pilot.field)}</span>
        <Span from={pilot.period.from} to={pilot.period.to} />
      </div>
    </>
  );
}
