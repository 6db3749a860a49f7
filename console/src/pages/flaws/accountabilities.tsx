// Who is held to account for the flaw, and the claim that answers it. A claim is open from the moment accountability has begun
// until it is decided.
import { Form, Input, Select } from 'antd';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { $api, api, newKey, tag, type Schemas } from '@/api/client';
import { useMay, useSelf } from '@/api/session-hook';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { Reading } from '@/parts/feedback';
import { DayField, OrganisationField } from '@/parts/fields';
import { UnitName } from '@/parts/organisations';
import { Card } from '@/parts/page';
import { Tag } from '@/parts/tag';
import { Day } from '@/parts/time';
import { say, sayIn, type Words } from '@/words/say';

type Accountability = Schemas['AccountabilityView'];

const STATE: Readonly<Record<Accountability['state'], Words>> = {
  begun: { zh: '已启动', en: 'begun' },
  decided: { zh: '已作出处理', en: 'decided' },
  dropped: { zh: '不再追究', en: 'dropped' },
};

export function Accountabilities({ flaw }: { flaw: Schemas['FlawDetail'] }): ReactNode {
  const may = useMay();
  const list = $api.useQuery('get', '/api/flaws/{flawId}/accountability', { params: { path: { flawId: flaw.id } } });
  return (
    <Card title={say('问责与容错申请', 'Accountability and claims')} id="accountability">
      <Reading of={list}>
        {matters => (
          <>
            {matters.length === 0 && (
              <p className="quiet">{say('没有就此启动问责。', 'Nobody is held to account over this.')}</p>
            )}
            <ul className="list">
              {matters.map(matter => (
                <li key={matter.id}>
                  <Matter matter={matter} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Reading>
      {may('accountability.record') && flaw.state !== 'closed' && <Begin flaw={flaw} />}
    </Card>
  );
}

function Matter({ matter }: { matter: Accountability }): ReactNode {
  const may = useMay();
  const { organisation, accountId } = useSelf();
  const concerned = matter.unitId === organisation.id || matter.officerId === accountId;
  return (
    <>
      <div className="list-line">
        <strong>
          <UnitName id={matter.unitId} />
          {matter.officerId !== null && say('的一名干部', ': an officer')}
        </strong>
        <Tag tone={matter.state === 'begun' ? 'warn' : 'plain'}>{sayIn(STATE[matter.state])}</Tag>
        <span className="quiet small">{matter.code}</span>
      </div>
      <p>
        <Day on={matter.begunOn} /> {matter.reason}
      </p>
      <p className="quiet small">{sayIn(matter.route)}</p>
      {matter.endReason !== null && (
        <p className="small">
          <Day on={matter.endedOn} /> {matter.endReason}
        </p>
      )}
      <div className="row">
        {matter.state === 'begun' && (concerned || may('claim.handle')) && (
          <Link className="button" to="/claims/new" search={{ accountability: matter.id, flaw: matter.flawId }}>
            {concerned ? say('提出容错申请', 'File a claim') : say('主动提出容错', 'Propose a claim')}
          </Link>
        )}
        {matter.state === 'begun' && may('accountability.record') && <End matter={matter} />}
      </div>
    </>
  );
}

const managed = () => [
  { value: 'county', label: say('县管', 'county-managed') },
  { value: 'city', label: say('市（州）管', 'city-managed') },
  { value: 'province', label: say('省管', 'province-managed') },
];

function Begin({ flaw }: { flaw: Schemas['FlawDetail'] }): ReactNode {
  return (
    <Act<Schemas['AccountabilityBody']>
      label={say('登记启动问责', 'Record that accountability has begun')}
      explain={say(
        '登记后，被问责的单位和人员可以提出容错申请。',
        'From then on the unit or officer concerned may file a claim.',
      )}
      fields={
        <>
          <Form.Item name="unitId" label={say('被问责单位', 'Unit held to account')} rules={[{ required: true }]}>
            <OrganisationField />
          </Form.Item>
          <Form.Item
            name="officerId"
            label={say('被问责人员的账号编号（没有则空）', 'Account id of the officer, if any')}
          >
            <Input />
          </Form.Item>
          <Form.Item
            name="managedBy"
            label={say('干部管理权限', 'Managed by')}
            extra={say('不填按县管', 'County if left open')}
          >
            <Select allowClear options={managed()} />
          </Form.Item>
          <Form.Item name="begunOn" label={say('启动日期', 'Begun on')} rules={[{ required: true }]}>
            <DayField />
          </Form.Item>
          <Form.Item name="documentNumber" label={say('文号', 'Document number')}>
            <Input />
          </Form.Item>
          <Form.Item name="reason" label={say('事由', 'Reason')} rules={[{ required: true }]}>
            <Input.TextArea />
          </Form.Item>
        </>
      }
      run={body =>
        must(
          api.POST('/api/flaws/{flawId}/accountability', {
            params: { path: { flawId: flaw.id }, header: { 'Idempotency-Key': newKey() } },
            body,
          }),
        )
      }
    />
  );
}

function End({ matter }: { matter: Accountability }): ReactNode {
  return (
    <Act<Schemas['EndAccountabilityBody']>
      label={say('问责结束', 'End it')}
      fields={
        <>
          <Form.Item name="state" label={say('结果', 'Result')} rules={[{ required: true }]}>
            <Select options={(['decided', 'dropped'] as const).map(value => ({ value, label: sayIn(STATE[value]) }))} />
          </Form.Item>
          <Form.Item name="endedOn" label={say('日期', 'Day')} rules={[{ required: true }]}>
            <DayField />
          </Form.Item>
          <Form.Item name="endDocument" label={say('文号', 'Document number')}>
            <Input />
          </Form.Item>
          <Form.Item name="reason" label={say('说明', 'Explanation')} rules={[{ required: true }]}>
            <Input.TextArea />
          </Form.Item>
        </>
      }
      run={body =>
        must(
          api.POST('/api/accountability/{id}/end', {
            params: { path: { id: matter.id }, header: tag(matter.version) },
            body,
          }),
        )
      }
    />
  );
}
