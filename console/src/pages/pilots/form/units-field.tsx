// Fields only a scope needs: several units, and the places an authorisation reaches, which may lie above the county.
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { $api } from '@/api/client';
import { useSelf } from '@/api/session-hook';
import { useOrganisations } from '@/parts/organisations';
import { say } from '@/words/say';

interface Field {
  id?: string;
  value?: string[];
  onChange?: (value: string[]) => void;
}

export function UnitsField({ id, value, onChange }: Field): ReactNode {
  const units = useOrganisations();
  const options = [...units.values()]
    .filter(unit => unit.closedOn === null)
    .map(unit => ({ value: unit.id, label: unit.name }));
  return (
    <Select
      id={id}
      mode="multiple"
      value={value}
      onChange={onChange}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={say('本单位之外还有谁参加', 'Who takes part besides your unit')}
    />
  );
}

export function AuthorisedRegionsField({ id, value, onChange }: Field): ReactNode {
  const { county } = useSelf();
  const above = $api.useQuery('get', '/api/regions/{code}', { params: { path: { code: county } } });
  const below = $api.useQuery('get', '/api/regions', { params: { query: { under: county } } });
  const here = above.data === undefined ? [] : [above.data, ...[...above.data.ancestors].reverse()];
  const options = [
    ...here.map(region => ({ value: region.code, label: region.name })),
    { value: '000000', label: say('全国', 'the whole country') },
    ...(below.data ?? []).map(region => ({ value: region.code, label: region.name })),
  ];
  return (
    <Select
      id={id}
      mode="multiple"
      value={value}
      onChange={onChange}
      options={options}
      loading={above.isPending || below.isPending}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={say('授权在哪些地方有效', 'Where the authorisation holds')}
    />
  );
}
