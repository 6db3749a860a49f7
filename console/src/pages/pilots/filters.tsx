// Filters of the list, the same as the API's: what narrows the list stands in the address and is shown, each to be cleared.
import { Button, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { PILOT_LIFECYCLE } from '@domain/pilot';
import { $api } from '@/api/client';
import { useMay, useSelf } from '@/api/session-hook';
import type { Search } from '@/app/router';
import { DayField } from '@/parts/fields';
import { UnitName } from '@/parts/organisations';
import { nameOf, optionsOf, ORIGIN, PILOT_FIELD, PILOT_OUTCOME } from '@/words/names';
import { say } from '@/words/say';
import { RegionName } from './scope/region-name';

export const PILOT_FILTERS = [
  'q',
  'state',
  'field',
  'place',
  'unit',
  'county',
  'outcome',
  'origin',
  'countyWide',
  'registeredIn',
  'day',
] as const;
type Filter = (typeof PILOT_FILTERS)[number];

const SHOWN: Record<Filter, (value: string) => [string, ReactNode]> = {
  q: value => [say('检索', 'Search'), value],
  state: value => [say('状态', 'State'), nameOf(PILOT_LIFECYCLE.states, value)],
  field: value => [say('领域', 'Field'), nameOf(PILOT_FIELD, value)],
  place: value => [say('地区', 'Place'), value.length < 6 ? value : <RegionName code={value} />],
  unit: value => [say('单位', 'Unit'), <UnitName key="unit" id={value} />],
  county: value => [say('县', 'County'), <RegionName key="county" code={value} />],
  outcome: value => [say('结果', 'Outcome'), nameOf(PILOT_OUTCOME, value)],
  origin: value => [say('来源', 'Origin'), nameOf(ORIGIN, value)],
  countyWide: () => [say('范围', 'Scope'), say('全县', 'whole county')],
  registeredIn: value => [say('登记月份', 'Registered in'), value],
  day: value => [say('该日在期限内', 'In its period on'), value],
};

interface FiltersProps {
  search: Search;
  change: (patch: Search) => void;
}

export function PilotFilters({ search, change }: FiltersProps): ReactNode {
  const { organisation, county } = useSelf();
  const sponsors = useMay()('pilot.register');
  const { data: places = [] } = $api.useQuery('get', '/api/regions', { params: { query: { under: county } } });
  return (
    <search className="pilot-filters">
      <Words value={search.q} change={q => change({ q })} />
      <Select
        aria-label={say('状态', 'State')}
        allowClear
        value={search.state}
        placeholder={say('状态', 'State')}
        options={optionsOf(PILOT_LIFECYCLE.states)}
        onChange={state => change({ state })}
      />
      <Select
        aria-label={say('领域', 'Field')}
        allowClear
        value={search.field}
        placeholder={say('领域', 'Field')}
        options={optionsOf(PILOT_FIELD)}
        onChange={field => change({ field })}
      />
      <Select
        aria-label={say('地区', 'Place')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={search.place}
        placeholder={say('地区', 'Place')}
        options={places.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={place => change({ place })}
      />
      {sponsors && search.unit !== organisation.id && (
        <Button onClick={() => change({ unit: organisation.id })}>{say('只看本单位', 'My unit only')}</Button>
      )}
      <label className="pilot-day">
        <span>{say('某日在期限内', 'In its period on')}</span>
        <DayField value={search.day} onChange={day => change({ day })} />
      </label>
    </search>
  );
}

function Words({
  value,
  change,
}: {
  value: string | undefined;
  change: (value: string | undefined) => void;
}): ReactNode {
  const [typed, setTyped] = useState(value ?? '');
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setTyped(value ?? '');
  }
  return (
    <Input.Search
      aria-label={say('检索名称和问题', 'Search title and problem')}
      placeholder={say('检索名称、问题', 'Title or problem')}
      allowClear
      maxLength={50}
      value={typed}
      onChange={event => setTyped(event.target.value)}
      onSearch={text => change(text.trim() === '' ? undefined : text.trim())}
    />
  );
}

export function ActiveFilters({ search, change }: FiltersProps): ReactNode {
  const active = PILOT_FILTERS.filter(filter => search[filter] !== undefined && search[filter] !== '');
  if (active.length === 0) return null;
  return (
    <div className="filters">
      {active.map(filter => {
        const [name, value] = SHOWN[filter](search[filter]!);
        return (
          <Button key={filter} onClick={() => change({ [filter]: undefined })}>
            {name}：{value}　<span aria-hidden="true">×</span>
            <span className="unseen">{say('，取消这项筛选', ', clear')}</span>
          </Button>
        );
      })}
      {active.length > 1 && (
        <Button type="link" onClick={() => change(Object.fromEntries(active.map(filter => [filter, undefined])))}>
          {say('全部取消', 'Clear all')}
        </Button>
      )}
    </div>
  );
}
