// The filters of the list of approvals: the commonest to choose from, and whatever else the address brings shown as it stands.
import { APPROVAL_STATES } from '@domain/approval';
import { approvalLifecycle } from '@domain/clock';
import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { $api } from '@/api/client';
import { useSelf } from '@/api/session-hook';
import { ActiveFilters } from '@/parts/active-filters';
import { OrganisationField } from '@/parts/fields';
import { useFilters } from '@/parts/id';
import { UnitName } from '@/parts/organisations';
import { today } from '@/parts/today';
import { say, sayIn } from '@/words/say';

const states = () => APPROVAL_STATES.map(value => ({ value, label: sayIn(approvalLifecycle.states[value]) }));

export function ApprovalFilters(): ReactNode {
  const [filters, change] = useFilters();
  const { roles } = useSelf();
  const party = roles.includes('sponsor') || roles.includes('department');
  return (
    <>
      <div className="filter-fields">
        <label htmlFor="approval-state">
          {say('状态', 'State')}
          <Select
            id="approval-state"
            allowClear
            value={filters.state}
            options={states()}
            placeholder={say('全部', 'all')}
            onChange={state => change({ state })}
          />
        </label>
        <label htmlFor="approval-approver">
          {say('审批单位', 'Approver')}
          <OrganisationField
            id="approval-approver"
            value={filters.approver}
            onChange={approver => change({ approver })}
          />
        </label>
        {party && filters.waitingFor === undefined && (
          <Button onClick={() => change({ waitingFor: 'me' })}>
            {say('只看等本单位办理的', 'Waiting for my unit')}
          </Button>
        )}
        {filters.overdueOn === undefined && (
          <Button onClick={() => change({ overdueOn: today() })}>{say('只看已超期的', 'Overdue today')}</Button>
        )}
      </div>
      <ActiveFilters of={filters} change={change} names={names()} value={valueOf} />
    </>
  );
}

const names = (): Record<string, string> => ({
  approver: say('审批单位', 'approver'),
  state: say('状态', 'state'),
  waitingFor: say('等待办理', 'waiting for'),
  overdueOn: say('该日已超期', 'overdue on'),
  openOn: say('该日在办', 'open on'),
  decidedIn: say('该月办结', 'decided in'),
  county: say('县', 'county'),
  pilot: say('试点', 'pilot'),
});

function valueOf(key: string, value: string): ReactNode {
  if (key === 'approver') return <UnitName id={value} />;
  if (key === 'state') return states().find(one => one.value === value)?.label;
  if (key === 'waitingFor') return say('本单位', 'my unit');
  if (key === 'pilot') return <PilotTitle id={value} />;
  return undefined;
}

function PilotTitle({ id }: { id: string }): ReactNode {
  const { data } = $api.useQuery('get', '/api/pilots/{id}', { params: { path: { id } } });
  return data?.title ?? '…';
}
