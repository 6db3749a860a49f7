// The organisations of the registry, and entering a new one. Anybody may read them; the system administrator keeps them.
import { Form, Input, Select } from 'antd';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { $api, api, newKey, type Schemas } from '@/api/client';
import type { paths } from '@/api/schema.gen';
import { useMay } from '@/api/session-hook';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { ActiveFilters } from '@/parts/active-filters';
import { byCursor, CursorList } from '@/parts/cursor-list';
import { OrganisationField } from '@/parts/fields';
import { useFilters } from '@/parts/id';
import { Card, Page } from '@/parts/page';
import { Tag } from '@/parts/tag';
import { LEVEL, nameOf, optionsOf, ORGANISATION_KIND } from '@/words/names';
import { say } from '@/words/say';

type Query = paths['/api/organisations']['get']['parameters']['query'];

export function OrganisationList(): ReactNode {
  const [filters, change] = useFilters();
  const may = useMay();
  const list = $api.useInfiniteQuery('get', '/api/organisations', { params: { query: filters as Query } }, byCursor);
  return (
    <Page title={say('单位', 'Organisations')} actions={may('organisation.manage') && <CreateOrganisation />}>
      <Card>
        <div className="filters">
          <Select
            aria-label={say('层级', 'Level')}
            className="filter"
            allowClear
            value={filters.level}
            placeholder={say('层级', 'Level')}
            options={optionsOf(LEVEL)}
            onChange={level => change({ level })}
          />
          <Select
            aria-label={say('类别', 'Kind')}
            className="filter"
            allowClear
            value={filters.kind}
            placeholder={say('类别', 'Kind')}
            options={optionsOf(ORGANISATION_KIND)}
            onChange={kind => change({ kind })}
          />
        </div>
        <ActiveFilters
          of={filters}
          change={change}
          names={{ level: say('层级', 'Level'), kind: say('类别', 'Kind'), region: say('区划', 'Region') }}
          value={(key, value) => nameOf(key === 'level' ? LEVEL : key === 'kind' ? ORGANISATION_KIND : {}, value)}
        />
        <CursorList
          of={list}
          keyOf={unit => unit.id}
          row={unit => <Row unit={unit} />}
          empty={say('没有符合条件的单位。', 'No organisation here.')}
        />
      </Card>
    </Page>
  );
}

function Row({ unit }: { unit: Schemas['OrganisationView'] }): ReactNode {
  return (
    <>
      <div className="list-line">
        <Link to="/organisations/$id" params={{ id: unit.id }}>
          {unit.name}
        </Link>
        <Tag>{nameOf(ORGANISATION_KIND, unit.kind)}</Tag>
        {unit.closedOn !== null && <Tag tone="warn">{say('已撤销', 'closed')}</Tag>}
      </div>
      <div className="list-line quiet small">
        <span>{nameOf(LEVEL, unit.level)}</span>
        <span>{unit.region}</span>
        <span>{unit.creditCode}</span>
      </div>
    </>
  );
}

function CreateOrganisation(): ReactNode {
  return (
    <Act<Schemas['CreateOrganisation']>
      label={say('登记单位', 'Add an organisation')}
      look={{ type: 'primary' }}
      wide
      fields={
        <>
          <Form.Item name="name" label={say('名称', 'Name')} rules={[{ required: true, whitespace: true }]}>
            <Input />
          </Form.Item>
          <div className="columns">
            <Form.Item name="level" label={say('层级', 'Level')} rules={[{ required: true }]}>
              <Select options={optionsOf(LEVEL)} />
            </Form.Item>
            <Form.Item name="kind" label={say('类别', 'Kind')} rules={[{ required: true }]}>
              <Select options={optionsOf(ORGANISATION_KIND)} />
            </Form.Item>
            <Form.Item name="region" label={say('区划代码', 'Region code')} rules={[{ required: true }]}>
              <Input inputMode="numeric" maxLength={12} />
            </Form.Item>
            <Form.Item name="creditCode" label={say('统一社会信用代码', 'Credit code')} rules={[{ required: true }]}>
              <Input maxLength={18} />
            </Form.Item>
          </div>
          <Form.Item name="superiorId" label={say('上级单位', 'Superior')}>
            <OrganisationField />
          </Form.Item>
        </>
      }
      run={body => must(api.POST('/api/organisations', { body, params: { header: { 'Idempotency-Key': newKey() } } }))}
    />
  );
}
