// The filters of the list of pledges: four to choose from, and whatever else the address brings shown as it stands.
import { PLEDGE_LIFECYCLE, PLEDGE_STANDINGS } from '@domain/pledge';
import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { useSelf } from '@/api/session-hook';
import { ActiveFilters } from '@/parts/active-filters';
import { OrganisationField } from '@/parts/fields';
import { useFilters } from '@/parts/id';
import { UnitName } from '@/parts/organisations';
import { nameOf, optionsOf, PLEDGE_KIND } from '@/words/names';
import { say, sayIn } from '@/words/say';

const standings = () => PLEDGE_STANDINGS.map(value => ({ value, label: sayIn(PLEDGE_LIFECYCLE.states[value]) }));

export function PledgeFilters(): ReactNode {
  const [filters, change] = useFilters();
  const { roles } = useSelf();
  const party = roles.includes('sponsor') || roles.includes('department');
  return (
    <>
      <div className="filter-fields">
        <label htmlFor="pledge-standing">
          {say('状态', 'Standing')}
          <Select
            id="pledge-standing"
            allowClear
            value={filters.standing}
            options={standings()}
            placeholder={say('全部', 'all')}
            onChange={standing => change({ standing })}
          />
        </label>
        <label htmlFor="pledge-kind">
          {say('种类', 'Kind')}
          <Select
            id="pledge-kind"
            allowClear
            value={filters.kind}
            options={optionsOf(PLEDGE_KIND)}
            placeholder={say('全部', 'all')}
            onChange={kind => change({ kind })}
          />
        </label>
        <label htmlFor="pledge-giver">
          {say('承诺单位', 'Giver')}
          <OrganisationField id="pledge-giver" value={filters.giver} onChange={giver => change({ giver })} />
        </label>
        {party && filters.waiting === undefined && (
          <Button onClick={() => change({ waiting: 'me' })}>{say('只看等本单位办理的', 'Waiting for my unit')}</Button>
        )}
      </div>
      <ActiveFilters of={filters} change={change} names={names()} value={valueOf} />
    </>
  );
}

const names = (): Record<string, string> => ({
  giver: say('承诺单位', 'giver'),
  giverName: say('县外承诺单位', 'giver outside the county'),
  standing: say('状态', 'standing'),
  kind: say('种类', 'kind'),
  dueBefore: say('有分期早于该日到期', 'a tranche due before'),
  waiting: say('等待办理', 'waiting for'),
  county: say('县', 'county'),
  documented: say('文号和文件俱全', 'number and file'),
  undeliveredOn: say('到该日没有兑现足', 'undelivered on'),
  deliveredIn: say('该月有兑现获确认', 'delivery confirmed in'),
  pilot: say('试点', 'pilot'),
});

function valueOf(key: string, value: string): ReactNode {
  if (key === 'giver') return <UnitName id={value} />;
  if (key === 'kind') return nameOf(PLEDGE_KIND, value);
  if (key === 'standing') return standings().find(one => one.value === value)?.label;
  if (key === 'waiting') return say('本单位', 'my unit');
  if (key === 'documented') return value === 'yes' ? say('是', 'yes') : say('否', 'no');
  return undefined;
}
