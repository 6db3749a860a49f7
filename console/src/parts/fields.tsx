// Form fields in the shapes the API takes: days as YYYY-MM-DD, money in fen, units and regions by id and code. All work with
// antd's Form.Item, which hands them `value` and `onChange`.
import { Input, InputNumber, Radio, Select } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { $api } from '@/api/client';
import { useSelf } from '@/api/session-hook';
import { LEVEL, nameOf } from '@/words/names';
import { say } from '@/words/say';
import { useOrganisations } from './organisations';

interface Field<T> {
  id?: string;
  value?: T;
  onChange?: (value: T | undefined) => void;
}

/** The browser's own day picker: known to phones and screen readers, and free of time zones. */
export function DayField({ id, value, onChange, max }: Field<string> & { max?: string }): ReactNode {
  return (
    <Input
      id={id}
      type="date"
      max={max}
      value={value ?? ''}
      onChange={event => onChange?.(event.target.value === '' ? undefined : event.target.value)}
    />
  );
}

/** Typed in yuan, kept in fen. */
export function MoneyField({ id, value, onChange }: Field<number>): ReactNode {
  return (
    <InputNumber<number>
      id={id}
      value={value === undefined || value === null ? undefined : value / 100}
      min={0}
      max={90_000_000_000_000}
      precision={2}
      style={{ width: '100%' }}
      suffix={say('元', 'yuan')}
      onChange={yuan => onChange?.(yuan === null ? undefined : Math.round(yuan * 100))}
    />
  );
}

/** Yes, no, and unknown said aloud. */
export function AnswerField({ id, value, onChange, unknown = true }: Field<string> & { unknown?: boolean }): ReactNode {
  return (
    <Radio.Group id={id} value={value} onChange={event => onChange?.(event.target.value as string)}>
      <Radio value="yes">{say('是', 'yes')}</Radio>
      <Radio value="no">{say('否', 'no')}</Radio>
      {unknown && <Radio value="unknown">{say('不清楚', 'unknown')}</Radio>}
    </Radio.Group>
  );
}

/** An organisation of the county; `kinds` narrows. */
export function OrganisationField({
  id,
  value,
  onChange,
  kinds,
  not,
}: Field<string> & { kinds?: string[]; not?: string }): ReactNode {
  const units = useOrganisations();
  const options = useMemo(
    () =>
      [...units.values()]
        .filter(unit => unit.closedOn === null && unit.id !== not && (kinds === undefined || kinds.includes(unit.kind)))
        .map(unit => ({ value: unit.id, label: `${unit.name}（${nameOf(LEVEL, unit.level)}）` })),
    [units, kinds, not],
  );
  return (
    <Select
      id={id}
      value={value}
      onChange={onChange}
      options={options}
      loading={units.size === 0}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder={say('选择单位', 'Choose a unit')}
    />
  );
}

/** Townships of the own county, or the whole county; several. */
export function RegionsField({ id, value, onChange }: Field<string[]>): ReactNode {
  const { county } = useSelf();
  const { data, isPending } = $api.useQuery('get', '/api/regions', { params: { query: { under: county } } });
  const options = [
    { value: county, label: say('全县', 'the whole county') },
    ...(data ?? []).map(region => ({ value: region.code, label: region.name })),
  ];
  return (
    <Select
      id={id}
      mode="multiple"
      value={value}
      onChange={onChange}
      options={options}
      loading={isPending}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={say('选择乡镇', 'Choose townships')}
    />
  );
}

/** Short free texts, several: activities, posts, materials. */
export function WordsField({
  id,
  value,
  onChange,
  placeholder,
}: Field<string[]> & { placeholder?: string }): ReactNode {
  return (
    <Select
      id={id}
      mode="tags"
      open={false}
      suffixIcon={null}
      value={value}
      onChange={onChange}
      tokenSeparators={['；', ';', '\n']}
      placeholder={placeholder ?? say('输入后按回车', 'Type and press Enter')}
    />
  );
}
