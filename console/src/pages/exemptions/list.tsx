// Exemption records, by the parameters of the API's list as they stand in the address. What waits for the reader carries its
// term and the working days left, as the inbox counts them.
import { Input, Select } from 'antd';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { $api, type Schemas } from '@/api/client';
import type { paths } from '@/api/schema.gen';
import { useMay } from '@/api/session-hook';
import type { Search } from '@/app/router';
import { ActiveFilters } from '@/parts/active-filters';
import { DaysLeft } from '@/parts/asked';
import { byCursor, CursorList } from '@/parts/cursor-list';
import { Empty } from '@/parts/feedback';
import { useFilters } from '@/parts/id';
import { useOrganisations } from '@/parts/organisations';
import { Card, Page } from '@/parts/page';
import { StateTag, Tag } from '@/parts/tag';
import { Day, Span } from '@/parts/time';
import { nameOf, optionsOf, PILOT_FIELD } from '@/words/names';
import { say } from '@/words/say';
import { RECORD_STATE } from './record-words';
import { useRegionName } from './regions';

type Query = NonNullable<paths['/api/exemptions']['get']['parameters']['query']>;
type Row = Schemas['ExemptionView'];

export function ExemptionList(): ReactNode {
  const [search, change] = useFilters();
  const may = useMay();
  // The address takes the very parameters of the route; what is wrong in it the server names.
  const records = $api.useInfiniteQuery('get', '/api/exemptions', { params: { query: search as Query } }, byCursor);
  const reviewing = may('exemption.review');
  return (
    <Page
      title={say('容错备案', 'Exemption records')}
      actions={
        may('exemption.file') && (
          <Link className="button button-primary" to="/exemptions/new">
            {say('新建备案', 'New record')}
          </Link>
        )
      }
    >
      <Card>
        <Filters search={search} change={change} />
        <CursorList
          of={records}
          keyOf={({ id }) => id}
          row={row => <Line row={row} reviewing={reviewing} />}
          empty={<Nothing filtered={Object.values(search).some(Boolean)} mayFile={may('exemption.file')} />}
        />
      </Card>
    </Page>
  );
}

interface FiltersProps {
  search: Search;
  change: (patch: Search) => void;
}

function Filters({ search, change }: FiltersProps): ReactNode {
  const units = useOrganisations();
  const regionName = useRegionName();
  return (
    <>
      <div className="filters">
        <Select
          aria-label={say('状态', 'State')}
          placeholder={say('全部状态', 'Any state')}
          allowClear
          style={{ minWidth: 150 }}
          value={search.state}
          onChange={(state: string | undefined) => change({ state })}
          options={optionsOf(RECORD_STATE)}
        />
        <Select
          aria-label={say('领域', 'Field')}
          placeholder={say('全部领域', 'Any field')}
          allowClear
          style={{ minWidth: 150 }}
          value={search.field}
          onChange={(field: string | undefined) => change({ field })}
          options={optionsOf(PILOT_FIELD)}
        />
        <Input.Search
          aria-label={say('检索', 'Search')}
          placeholder={say('试点名称或者风险', 'pilot or risk')}
          style={{ maxWidth: 280 }}
          defaultValue={search.q}
          allowClear
          onSearch={q => change({ q: q.trim() || undefined })}
        />
      </div>
      <ActiveFilters of={search} change={change} names={NAMES()} value={valueSaid} />
    </>
  );

  function valueSaid(key: string, value: string): ReactNode {
    if (key === 'state') return nameOf(RECORD_STATE, value);
    if (key === 'field') return nameOf(PILOT_FIELD, value);
    if (key === 'unit') return units.get(value)?.name ?? '…';
    if (key === 'pilot') return <PilotTitle id={value} />;
    if (key === 'place') return regionName(value);
    return undefined;
  }
}

const NAMES = (): Record<string, string> => ({
  state: say('状态', 'state'),
  field: say('领域', 'field'),
  place: say('地区', 'place'),
  unit: say('单位', 'unit'),
  pilot: say('试点', 'pilot'),
  day: say('在该日有效', 'in force on'),
  sealedIn: say('封存月份', 'sealed in'),
  county: say('县', 'county'),
  q: say('检索', 'search'),
});

function PilotTitle({ id }: { id: string }): ReactNode {
  const { data } = $api.useQuery('get', '/api/pilots/{id}', { params: { path: { id } } });
  return data?.title ?? '…';
}

function Nothing({ filtered, mayFile }: { filtered: boolean; mayFile: boolean }): ReactNode {
  if (filtered)
    return <Empty text={say('没有符合条件的备案。去掉一些筛选再看。', 'No record fits. Remove a filter.')} />;
  return (
    <Empty text={say('还没有容错备案。', 'There is no exemption record yet.')}>
      {mayFile && (
        <Link className="button button-primary" to="/exemptions/new">
          {say('为一个试点备案', 'File one for a pilot')}
        </Link>
      )}
    </Empty>
  );
}

function Line({ row, reviewing }: { row: Row; reviewing: boolean }): ReactNode {
  const { id, code, state, pilotId, unitId, period, countsFrom, filedAt } = row;
  const units = useOrganisations();
  const waiting = $api.useQuery('get', '/api/inbox').data?.items.find(item => item.subject.id === id);
  const toReview = reviewing && state === 'filed';
  return (
    <>
      <div className="list-line">
        <Link to={toReview ? '/exemptions/$id/review' : '/exemptions/$id'} params={{ id }}>
          <PilotTitle id={pilotId} />
        </Link>
        <span className="quiet small">{code}</span>
        <StateTag state={state} words={RECORD_STATE} />
        {row.renewsId !== null && <Tag>{say('续备', 'renewal')}</Tag>}
        {waiting?.daysLeft != null && (
          <DaysLeft
            left={waiting.daysLeft}
            tone={({ red: 'bad', yellow: 'warn', green: 'good' } as const)[waiting.signal]}
          />
        )}
      </div>
      <p className="small quiet">
        {units.get(unitId)?.name ?? '…'} · {say('期限', 'period')} <Span from={period.from} to={period.to} />
        {countsFrom !== null && (
          <>
            {' '}
            · {say('起算', 'counts from')} <Day on={countsFrom} />
          </>
        )}
        {state === 'filed' && filedAt !== null && waiting?.due != null && (
          <>
            {' '}
            · {say('应于', 'due')} <Day on={waiting.due} />
          </>
        )}
      </p>
    </>
  );
}
