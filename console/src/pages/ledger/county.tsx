// Which county's ledger a page is about. A county's people have their own; whoever sees several chooses, and the choice
// stands in the address.
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { reachOf } from '@domain/permission';
import { $api } from '@/api/client';
import { useSelf } from '@/api/session-hook';
import { useFilters } from '@/parts/id';
import { say } from '@/words/say';

const isAbove = (county: string): boolean => reachOf(county).length < 6;

export function useCounty(): string {
  const [{ county }] = useFilters();
  const self = useSelf();
  return county ?? self.county;
}

/** Nothing for a county's own people. */
export function CountyChoice(): ReactNode {
  const self = useSelf();
  if (!isAbove(self.county)) return null;
  return <Choice own={self.county} />;
}

/** Cities beneath a province keep ledgers of their own; their counties are reached by choosing the city first. */
function Choice({ own }: { own: string }): ReactNode {
  const [, change] = useFilters();
  const county = useCounty();
  const under = county.endsWith('00') ? county : `${county.slice(0, 4)}00`;
  const top = $api.useQuery('get', '/api/regions', { params: { query: { under: own } } });
  const below = $api.useQuery('get', '/api/regions', { params: { query: { under } } }, { enabled: under !== own });
  const options = [
    { value: own, label: say('本级', 'own level') },
    ...[...(top.data ?? []), ...(below.data ?? [])].map(({ code, name }) => ({ value: code, label: name })),
  ];
  return (
    <Select
      aria-label={say('哪个地区的账本', 'Whose ledger')}
      className="filter"
      value={county}
      options={options}
      loading={top.isPending}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={chosen => change({ county: chosen === own ? undefined : chosen })}
    />
  );
}
