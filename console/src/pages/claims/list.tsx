// Claims under the filters that the address carries, the same ones the board links with.
import { Select } from 'antd';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CLAIM_LIFECYCLE, CLAIM_STATES } from '@domain/claim/claim';
import { DECISION_KIND_WORDS } from '@domain/claim/decision';
import { $api, type Schemas } from '@/api/client';
import type { paths } from '@/api/schema.gen';
import { useMay } from '@/api/session-hook';
import { ActiveFilters } from '@/parts/active-filters';
import { byCursor, CursorList } from '@/parts/cursor-list';
import { useFilters } from '@/parts/id';
import { UnitName } from '@/parts/organisations';
import { Card, Page } from '@/parts/page';
import { StateTag, Tag, toneOf } from '@/parts/tag';
import { Day } from '@/parts/time';
import { say, sayIn } from '@/words/say';
import { STEP_WORDS, WISH_WORDS } from './words';

type Query = paths['/api/claims']['get']['parameters']['query'];

const SIGNAL = () => ({
  green: say('在期限内', 'in time'),
  yellow: say('将到期', 'term near its end'),
  red: say('已超期', 'overdue'),
  none: say('不计期限', 'no term runs'),
});

export function ClaimList(): ReactNode {
  const [filters, change] = useFilters();
  const list = $api.useInfiniteQuery('get', '/api/claims', { params: { query: filters as Query } }, byCursor);
  const handles = useMay()('claim.handle');
  return (
    <Page
      title={say('容错申请', 'Claims')}
      under={say('从申请到认定，走到哪一步、还剩几天', 'From filing to decision: which step, how many days left')}
    >
      <Card>
        <div className="filters">
          <Select
            aria-label={say('状态', 'State')}
            className="filter"
            allowClear
            value={filters.state}
            placeholder={say('状态', 'State')}
            options={CLAIM_STATES.map(value => ({ value, label: sayIn(CLAIM_LIFECYCLE.states[value]) }))}
            onChange={state => change({ state })}
          />
          <Select
            aria-label={say('期限', 'Term')}
            className="filter"
            allowClear
            value={filters.signal}
            placeholder={say('期限', 'Term')}
            options={Object.entries(SIGNAL()).map(([value, label]) => ({ value, label }))}
            onChange={signal => change({ signal })}
          />
        </div>
        <ActiveFilters of={filters} change={change} names={namesOfFilters()} value={valueOf} />
        <CursorList
          of={list}
          keyOf={claim => claim.id}
          row={claim => <ClaimRow claim={claim} handles={handles} />}
          empty={
            Object.values(filters).some(Boolean)
              ? say('没有符合筛选的申请。', 'No claim under these filters.')
              : say(
                  '还没有容错申请。问责启动后，在瑕疵页面提出。',
                  'No claim yet. Once accountability has begun, a claim is filed on the page of the flaw.',
                )
          }
        />
      </Card>
    </Page>
  );
}

const namesOfFilters = (): Record<string, string> => ({
  state: say('状态', 'State'),
  signal: say('期限', 'Term'),
  handling: say('办理机关所在', 'Handled by'),
  unit: say('申请单位', 'Claimant'),
  decision: say('认定', 'Decision'),
  decidedIn: say('认定月份', 'Decided in'),
  county: say('县', 'County'),
  day: say('按哪一天', 'As of'),
  q: say('编号', 'Code'),
});

function valueOf(key: string, value: string): ReactNode {
  if (key === 'state') return sayIn(CLAIM_LIFECYCLE.states[value as keyof typeof CLAIM_LIFECYCLE.states]);
  if (key === 'signal') return SIGNAL()[value as 'red'];
  if (key === 'unit') return <UnitName id={value} />;
  if (key === 'decision') return sayIn(DECISION_KIND_WORDS[value as 'exempt']);
  return value;
}

function ClaimRow({ claim, handles }: { claim: Schemas['ClaimPage']['items'][number]; handles: boolean }): ReactNode {
  return (
    <>
      <div className="list-line">
        <Link to={handles ? '/claims/$id/case' : '/claims/$id'} params={{ id: claim.id }}>
          {claim.pilotTitle}
        </Link>
        <StateTag state={claim.state} words={CLAIM_LIFECYCLE.states} />
        {claim.signal !== null && claim.step !== null && (
          <Tag tone={toneOf(claim.signal)}>
            {sayIn(STEP_WORDS[claim.step])}：{SIGNAL()[claim.signal]}
          </Tag>
        )}
      </div>
      <div className="list-line quiet small">
        <span>{claim.code}</span>
        <span>
          <UnitName id={claim.claimantUnit} />
        </span>
        <span>
          {say('请求', 'asks for')} {sayIn(WISH_WORDS[claim.wish])}
        </span>
        {claim.due !== null && (
          <span>
            {say('应于', 'due')} <Day on={claim.due} />
          </span>
        )}
      </div>
    </>
  );
}
