// The whole list of pilots that were assigned from above and are still without what was promised or has to be approved.
import type { ReactNode } from 'react';
import { $api, type Schemas } from '@/api/client';
import { ActiveFilters } from '@/parts/active-filters';
import { Empty, Reading } from '@/parts/feedback';
import { useFilters } from '@/parts/id';
import { Card, Page } from '@/parts/page';
import { How } from '@/parts/time';
import { say } from '@/words/say';
import { sayBasis } from './board-words';
import { useCounties } from './counties-read';
import { MeansRow } from './means-item';
import { CountyChooser, DayPicker, useAbove } from './toolbar';
import './board.css';

const CAUSES = ['pledges', 'approvals', 'both'] as const;
type Cause = (typeof CAUSES)[number];
/** The most the API gives at once. */
const LIMIT = 200;

const causeName = (cause: Cause): string =>
  ({
    pledges: say('承诺到期未兑现', 'Pledges undelivered'),
    approvals: say('审批超时', 'Approvals overdue'),
    both: say('两样都有', 'Both'),
  })[cause];

export function TargetWithoutMeans(): ReactNode {
  const [{ cause, ...others }, change] = useFilters();
  // What is no filter of this list is refused by the API with a word for it.
  const query = { ...others, cause: cause as Cause | undefined, limit: LIMIT };
  const page = $api.useQuery('get', '/api/board/means', { params: { query } });
  return (
    <Page
      title={say('任务下达、资源未到', 'Target without means')}
      under={say('上级交办的试点，支持没有跟上', 'Pilots assigned from above whose support has not come')}
    >
      <div className="board-bar">
        <DayPicker />
        <CountyChooser />
      </div>
      <div className="filters" role="group" aria-label={say('缺什么', 'What is missing')}>
        <button type="button" className="chip" aria-pressed={!cause} onClick={() => change({ cause: undefined })}>
          {say('全部', 'All')}
        </button>
        {CAUSES.map(one => (
          <button
            key={one}
            type="button"
            className="chip"
            aria-pressed={cause === one}
            onClick={() => change({ cause: one })}
          >
            {causeName(one)}
          </button>
        ))}
      </div>
      <Filters />
      <Reading of={page}>{data => <Found page={data} filtered={Boolean(cause)} />}</Reading>
    </Page>
  );
}

/** Day, county and cause have controls of their own; what else the address brings is shown with a way out. */
function Filters(): ReactNode {
  const [search, change] = useFilters();
  const above = useAbove();
  return (
    <ActiveFilters
      of={{ ...search, day: undefined, cause: undefined, county: above ? undefined : search.county }}
      change={change}
      names={{ county: say('县', 'county') }}
      value={() => undefined}
    />
  );
}

function Found({ page, filtered }: { page: Schemas['BoardMeansPage']; filtered: boolean }): ReactNode {
  const { items, total, day, basis } = page;
  return (
    <Card>
      {items.length === 0 ? (
        <Empty
          text={
            filtered
              ? say('没有缺这一样的试点，可以看全部。', 'No pilot lacks this; see all of them.')
              : say(
                  '上级交办的试点都有条件：承诺按期兑现，审批没有超时。',
                  'Every pilot assigned from above has its means.',
                )
          }
        />
      ) : (
        <>
          <p className="quiet small">
            {say(`共 ${total} 个，算到 ${day}，缺得多的在前`, `${total} in all as of ${day}, the worst first`)}
            {total > items.length && say(`；先列 ${items.length} 个`, `; the first ${items.length} are listed`)}
          </p>
          <ul className="list">
            {items.map(item => (
              <li key={item.pilotId}>
                <CountyName code={item.county} />
                <MeansRow item={item} day={day} />
              </li>
            ))}
          </ul>
        </>
      )}
      <How>{sayBasis(basis)}</How>
    </Card>
  );
}

/** Who sees one county needs no name for it. */
function CountyName({ code }: { code: string }): ReactNode {
  return useAbove() ? <CountyNamed code={code} /> : null;
}

function CountyNamed({ code }: { code: string }): ReactNode {
  const { data } = useCounties();
  return <span className="tag">{data?.counties.find(({ county }) => county === code)?.name ?? code}</span>;
}
