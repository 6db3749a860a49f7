// Flaws under the filters that the address carries, the same ones the board links with.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FLAW_LIFECYCLE } from '@domain/flaw';
import { $api, type Schemas } from '@/api/client';
import type { paths } from '@/api/schema.gen';
import { useMay } from '@/api/session-hook';
import { byCursor, CursorList } from '@/parts/cursor-list';
import { OutcomeTag } from '@/parts/finding/finding-view';
import { useFilters } from '@/parts/id';
import { Card, Page } from '@/parts/page';
import { StateTag } from '@/parts/tag';
import { Day, Instant, Span } from '@/parts/time';
import { FOUND_BY, nameOf } from '@/words/names';
import { say } from '@/words/say';
import { FlawFilters } from './filters';

type Query = paths['/api/flaws']['get']['parameters']['query'];

export function FlawList(): ReactNode {
  const [filters] = useFilters();
  const may = useMay();
  const list = $api.useInfiniteQuery('get', '/api/flaws', { params: { query: filters as Query } }, byCursor);
  return (
    <Page
      title={say('程序瑕疵', 'Flaws')}
      under={say(
        '缺了步骤、晚了、乱了次序或材料不全的，都在这里',
        'Steps missing, late, out of order or badly papered',
      )}
      actions={
        may('flaw.report') && (
          <Link className="button button-primary" to="/flaws/new">
            {say('报告瑕疵', 'Report a flaw')}
          </Link>
        )
      }
    >
      <Card>
        <FlawFilters />
        <CursorList
          of={list}
          keyOf={flaw => flaw.id}
          row={flaw => <FlawRow flaw={flaw} inspecting={may('flaw.establish')} />}
          empty={
            Object.values(filters).some(Boolean)
              ? say('没有符合筛选的瑕疵。', 'No flaw under these filters.')
              : say('还没有报告过瑕疵。', 'No flaw was reported yet.')
          }
        />
      </Card>
    </Page>
  );
}

function FlawRow({ flaw, inspecting }: { flaw: Schemas['FlawPage']['items'][number]; inspecting: boolean }): ReactNode {
  return (
    <>
      <div className="list-line">
        <Link to={inspecting ? '/flaws/$id/case' : '/flaws/$id'} params={{ id: flaw.id }}>
          {flaw.description}
        </Link>
        <StateTag state={flaw.state} words={FLAW_LIFECYCLE.states} />
        <OutcomeTag of={flaw.outcome} />
      </div>
      <div className="list-line quiet small">
        <span>{flaw.code}</span>
        <span>{flaw.pilotTitle}</span>
        <span>
          {say('行为', 'act')} {flaw.actFrom === null ? say('日期不详', 'day unknown') : <ActDays flaw={flaw} />}
        </span>
        <span>{nameOf(FOUND_BY, flaw.foundBy)}</span>
        <span>
          {say('报告', 'reported')} <Instant at={flaw.recordedAt} />
        </span>
      </div>
    </>
  );
}

function ActDays({ flaw: { actFrom, actTo } }: { flaw: Pick<Schemas['FlawView'], 'actFrom' | 'actTo'> }): ReactNode {
  return actFrom === actTo ? <Day on={actFrom} /> : <Span from={actFrom} to={actTo} />;
}
