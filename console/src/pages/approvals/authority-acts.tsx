// Acts of the authority that say more than a day: the path it names, the ground on which the clock stops.
import type { SuspensionReason } from '@domain/clock';
import { Form, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { $api, api, type Schemas } from '@/api/client';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { optionsOf } from '@/words/names';
import { say } from '@/words/say';
import { DayAndNote, More, PathItems } from './act-fields';
import { consequenceOf, labelOf } from './act-words';
import { sendTo } from './plain-acts';
import type { Approval, Matter } from './sides';
import { SUSPENSION } from './words';

export function NamePath({ matter: { approval, today } }: { matter: Matter }): ReactNode {
  const { matter, legalBasis, termWorkdays, materials } = approval;
  return (
    <Act<Schemas['NamePathBody']>
      label={labelOf('name-path')}
      look={{ type: 'primary', size: 'large' }}
      wide
      explain={<p>{consequenceOf('name-path')}</p>}
      initial={{
        on: today,
        matter,
        materials,
        ...(legalBasis === null ? {} : { legalBasis }),
        ...(termWorkdays === null ? {} : { termWorkdays }),
      }}
      fields={
        <>
          <Form.Item name="matter" label={say('应办的审批事项', 'Matter')} rules={[{ required: true, min: 2 }]}>
            <Input maxLength={100} />
          </Form.Item>
          <PathItems />
          <More label={say('须先办的审批、日期与说明', 'What comes first, day and note')}>
            <Predecessors approval={approval} />
            <DayAndNote today={today} />
          </More>
        </>
      }
      run={body =>
        must(
          api.POST('/api/approvals/{id}/name-path', {
            params: sendTo(approval),
            body: { ...body, materials: body.materials ?? [] },
          }),
        )
      }
    />
  );
}

/** Other approvals of the same pilot. */
function Predecessors({ approval }: { approval: Approval }): ReactNode {
  const { data, isPending } = $api.useQuery('get', '/api/pilots/{pilotId}/approvals', {
    params: { path: { pilotId: approval.pilotId } },
  });
  const options = (data ?? [])
    .filter(({ id }) => id !== approval.id)
    .map(({ id, code, matter }) => ({ value: id, label: `${matter}（${code}）` }));
  return (
    <Form.Item name="predecessors" label={say('须先办的审批', 'Must come first')}>
      <Select
        mode="multiple"
        options={options}
        loading={isPending}
        notFoundContent={say('本试点没有其他审批', 'this pilot has no other approval')}
      />
    </Form.Item>
  );
}

export function Suspend({ matter: { approval, today } }: { matter: Matter }): ReactNode {
  return (
    <Act<Schemas['SuspendBody']>
      label={labelOf('suspend')}
      look={{ size: 'large' }}
      explain={<p>{consequenceOf('suspend')}</p>}
      initial={{ on: today }}
      fields={
        <>
          <Form.Item name="reason" label={say('依法不计入时限的事由', 'Ground')} rules={[{ required: true }]}>
            <Radio.Group options={optionsOf(SUSPENSION) as { value: SuspensionReason; label: string }[]} />
          </Form.Item>
          <DayAndNote today={today} />
        </>
      }
      run={body => must(api.POST('/api/approvals/{id}/suspend', { params: sendTo(approval), body }))}
    />
  );
}
