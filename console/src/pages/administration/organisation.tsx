// One organisation and everything that changed about it: nothing is overwritten.
import { Form, Input } from 'antd';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { $api, api, tag, type Schemas } from '@/api/client';
import { useMay } from '@/api/session-hook';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { Reading } from '@/parts/feedback';
import { DayField, OrganisationField } from '@/parts/fields';
import { useId } from '@/parts/id';
import { UnitName } from '@/parts/organisations';
import { Card, Facts, Page } from '@/parts/page';
import { Tag } from '@/parts/tag';
import { Day, Instant } from '@/parts/time';
import { LEVEL, nameOf, ORGANISATION_KIND } from '@/words/names';
import { say } from '@/words/say';
import { Changes } from './changes';

type Unit = Schemas['OrganisationView'];

export function OrganisationPage(): ReactNode {
  const id = useId();
  const unit = $api.useQuery('get', '/api/organisations/{id}', { params: { path: { id } } });
  return <Reading of={unit}>{data => <Organisation unit={data} />}</Reading>;
}

function Organisation({ unit }: { unit: Unit }): ReactNode {
  const may = useMay();
  const changes = $api.useQuery('get', '/api/organisations/{id}/changes', { params: { path: { id: unit.id } } });
  return (
    <Page
      title={unit.name}
      under={
        <>
          <Tag>{nameOf(ORGANISATION_KIND, unit.kind)}</Tag>
          {unit.closedOn !== null && <Tag tone="warn">{say('已撤销', 'closed')}</Tag>}
        </>
      }
      actions={
        <>
          {may('account.read') && (
            <Link className="button" to="/accounts" search={{ organisationId: unit.id }}>
              {say('本单位的账号', 'Its accounts')}
            </Link>
          )}
          {may('organisation.manage') && unit.closedOn === null && <Keep unit={unit} />}
        </>
      }
    >
      <Card>
        <Facts
          of={[
            [say('层级', 'Level'), nameOf(LEVEL, unit.level)],
            [say('区划代码', 'Region code'), unit.region],
            [say('统一社会信用代码', 'Credit code'), unit.creditCode],
            [say('上级单位', 'Superior'), unit.superiorId && <UnitName id={unit.superiorId} />],
            [say('登记时间', 'Recorded'), <Instant key="at" at={unit.recordedAt} />],
            [say('撤销日期', 'Closed on'), unit.closedOn && <Day on={unit.closedOn} />],
          ]}
        />
      </Card>
      <Card title={say('变更记录', 'Changes')}>
        <Reading of={changes}>{list => <Changes of={list} />}</Reading>
      </Card>
    </Page>
  );
}

const reason = () => (
  <Form.Item name="reason" label={say('理由', 'Reason')} rules={[{ required: true, whitespace: true }]}>
    <Input.TextArea autoSize={{ minRows: 2 }} />
  </Form.Item>
);

function Keep({ unit }: { unit: Unit }): ReactNode {
  const params = { path: { id: unit.id }, header: tag(unit.version) };
  return (
    <>
      <Act<Schemas['ChangeOrganisation']>
        label={say('变更', 'Change')}
        initial={{ name: unit.name, superiorId: unit.superiorId ?? undefined }}
        fields={
          <>
            <Form.Item name="name" label={say('名称', 'Name')}>
              <Input />
            </Form.Item>
            <Form.Item name="superiorId" label={say('上级单位', 'Superior')}>
              <OrganisationField not={unit.id} />
            </Form.Item>
            {reason()}
          </>
        }
        run={body => must(api.POST('/api/organisations/{id}/change', { params, body: changed(body, unit) }))}
      />
      <Act<Schemas['CloseOrganisation']>
        label={say('撤销', 'Close')}
        look={{ danger: true }}
        explain={say('撤销前，须先停用或调走其全部账号。', 'Disable or move all its accounts first.')}
        fields={
          <>
            <Form.Item name="closedOn" label={say('撤销日期', 'Closed on')} rules={[{ required: true }]}>
              <DayField />
            </Form.Item>
            {reason()}
          </>
        }
        run={body => must(api.POST('/api/organisations/{id}/close', { params, body }))}
      />
    </>
  );
}

/** Only what differs is sent: the record of a change names what changed. */
function changed(
  { name, superiorId, reason: why }: Schemas['ChangeOrganisation'],
  unit: Unit,
): Schemas['ChangeOrganisation'] {
  return {
    reason: why,
    ...(name === unit.name ? {} : { name }),
    ...((superiorId ?? null) === unit.superiorId ? {} : { superiorId: superiorId ?? null }),
  };
}
