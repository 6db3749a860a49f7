// The filters of the list of flaws: the commonest to choose from, whatever else the address brings shown as it stands.
import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { OUTCOME_WORDS } from '@domain/check/words/names';
import { FLAW_LIFECYCLE, FLAW_STATES } from '@domain/flaw';
import { ActiveFilters } from '@/parts/active-filters';
import { useFilters } from '@/parts/id';
import { UnitName } from '@/parts/organisations';
import { nameOf, optionsOf, PILOT_FIELD } from '@/words/names';
import { say, sayIn } from '@/words/say';

const NAMES = (): Record<string, string> => ({
  state: say('状态', 'State'),
  outcome: say('核对结论', 'Outcome'),
  kind: say('瑕疵种类', 'Kind'),
  field: say('领域', 'Field'),
  place: say('地方', 'Place'),
  unit: say('单位', 'Unit'),
  day: say('行为日', 'Day of the act'),
  checked: say('是否核对过', 'Checked'),
  reportedIn: say('报告月份', 'Reported in'),
  county: say('县', 'County'),
  q: say('查找', 'Search'),
});

function valueOf(key: string, value: string): ReactNode {
  if (key === 'state') return sayIn(FLAW_LIFECYCLE.states[value as (typeof FLAW_STATES)[number]]);
  if (key === 'outcome') return sayIn(OUTCOME_WORDS[value as keyof typeof OUTCOME_WORDS]);
  if (key === 'field') return nameOf(PILOT_FIELD, value);
  if (key === 'unit') return <UnitName id={value} />;
  if (key === 'checked') return value === 'yes' ? say('是', 'yes') : say('否', 'no');
  return value;
}

export function FlawFilters(): ReactNode {
  const [filters, change] = useFilters();
  return (
    <>
      <div className="filters">
        <Select
          aria-label={say('状态', 'State')}
          className="filter"
          allowClear
          value={filters.state}
          placeholder={say('状态', 'State')}
          options={optionsOf(FLAW_LIFECYCLE.states)}
          onChange={state => change({ state })}
        />
        <Select
          aria-label={say('核对结论', 'Outcome')}
          className="filter"
          allowClear
          value={filters.outcome}
          placeholder={say('核对结论', 'Outcome')}
          options={optionsOf(OUTCOME_WORDS)}
          onChange={outcome => change({ outcome })}
        />
        <Input.Search
          aria-label={say('按编号或试点查找', 'Search by code or pilot')}
          className="filter-wide"
          allowClear
          defaultValue={filters.q}
          placeholder={say('编号或试点名称', 'Code or pilot')}
          onSearch={q => change({ q: q === '' ? undefined : q })}
        />
      </div>
      <ActiveFilters of={filters} change={change} names={NAMES()} value={valueOf} />
    </>
  );
}
