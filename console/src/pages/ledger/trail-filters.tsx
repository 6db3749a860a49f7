// What narrows the audit trail. Everything goes into the address, so that a view can be handed on.
import { Button, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import type { Search } from '@/app/router';
import { DayField, OrganisationField } from '@/parts/fields';
import { say, sayIn } from '@/words/say';
import { CONCEPT } from './kinds';

interface TrailFiltersProps {
  of: Search;
  change: (patch: Search) => void;
}

const FIELDS = ['kind', 'actor', 'subject', 'since', 'until'];

export function TrailFilters({ of, change }: TrailFiltersProps): ReactNode {
  const kinds = Object.entries(CONCEPT).map(([value, words]) => ({ value, label: sayIn(words) }));
  const known = of.kind === undefined || kinds.some(({ value }) => value === of.kind);
  return (
    <Form<Search>
      layout="vertical"
      requiredMark={false}
      initialValues={of}
      onFinish={values => change(Object.fromEntries(FIELDS.map(field => [field, values[field]?.trim() || undefined])))}
    >
      <div className="trail-filters">
        <Form.Item name="kind" label={say('事项', 'What')}>
          <Select
            allowClear
            options={known ? kinds : [{ value: of.kind!, label: of.kind! }, ...kinds]}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={say('全部', 'all')}
          />
        </Form.Item>
        <Form.Item name="actor" label={say('经办单位', 'Acting unit')}>
          <OrganisationField />
        </Form.Item>
        <Form.Item name="subject" label={say('对象编号', 'Subject')}>
          <Input allowClear placeholder="SD-513221-2026-0001" />
        </Form.Item>
        <Form.Item name="since" label={say('自（含当日）', 'Since')}>
          <DayField />
        </Form.Item>
        <Form.Item name="until" label={say('至（含当日）', 'Until')}>
          <DayField />
        </Form.Item>
      </div>
      <div className="filters">
        <Button htmlType="submit">{say('筛选', 'Filter')}</Button>
      </div>
    </Form>
  );
}
