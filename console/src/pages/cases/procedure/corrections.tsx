// 纠错 ordered after a decision: what must be put right, by which unit and day.
import { Link } from '@tanstack/react-router';
import { Form, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { CORRECTION_LIFECYCLE } from '@domain/claim/correction';
import { $api, api, newKey, type Schemas } from '@/api/client';
import { useMay } from '@/api/session-hook';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { Reading } from '@/parts/feedback';
import { DayField, OrganisationField } from '@/parts/fields';
import { UnitName } from '@/parts/organisations';
import { StateTag, Tag } from '@/parts/tag';
import { Day } from '@/parts/time';
import { say } from '@/words/say';
import type { Claim } from './claim-data';

type Body = Schemas['OrderCorrectionBody'];

export function Corrections({ claim }: { claim: Claim }): ReactNode {
  const may = useMay();
  const all = $api.useQuery('get', '/api/claims/{id}/corrections', { params: { path: { id: claim.id } } });
  const decided = (claim.decision as Claim['decision'] | null) !== null;
  return (
    <section aria-label={say('纠错', 'Corrections')}>
      <h3>{say('纠错', 'Corrections')}</h3>
      <Reading of={all}>
        {tasks =>
          tasks.length === 0 ? (
            <p className="quiet">{say('没有纠错任务。', 'Nothing to put right.')}</p>
          ) : (
            <ul className="case-list">
              {tasks.map(task => (
                <Task key={task.id} of={task} />
              ))}
            </ul>
          )
        }
      </Reading>
      {may('correction.sign-off') && decided && (
        <Act<Body>
          label={say('下达纠错', 'Order a correction')}
          explain={say('责任单位收到待办，逾期自动提示。', 'The unit finds it in its inbox; delay shows by itself.')}
          fields={<OrderFields claim={claim} />}
          initial={{ unitId: claim.claimantUnit }}
          run={body =>
            must(
              api.POST('/api/claims/{id}/corrections', {
                params: { path: { id: claim.id }, header: { 'Idempotency-Key': newKey() } },
                body,
              }),
            )
          }
        />
      )}
    </section>
  );
}

function OrderFields({ claim }: { claim: Claim }): ReactNode {
  return (
    <>
      <Form.Item name="text" label={say('纠错事项', 'What must be put right')} rules={[{ required: true }]}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name="unitId" label={say('责任单位', 'By which unit')} rules={[{ required: true }]}>
        <OrganisationField not={claim.accountability.actorUnit} />
      </Form.Item>
      <Form.Item name="dueOn" label={say('完成日期（与工作日二者填一）', 'By which day (or working days)')}>
        <DayField />
      </Form.Item>
      <Form.Item name="workdays" label={say('自次日起的工作日', 'Working days from the next day')}>
        <InputNumber min={1} max={250} />
      </Form.Item>
    </>
  );
}

function Task({ of }: { of: Schemas['CorrectionTaskView'] }): ReactNode {
  return (
    <li>
      <Link to="/corrections/$id" params={{ id: of.id }}>
        {of.code}
      </Link>{' '}
      <StateTag state={of.state} words={CORRECTION_LIFECYCLE.states} />{' '}
      {of.overdue && (
        <Tag tone="bad">{say(`逾期 ${of.workdaysLate} 个工作日`, `${of.workdaysLate} working days late`)}</Tag>
      )}
      <p>{of.text}</p>
      <p className="small quiet">
        <UnitName id={of.unitId} /> · {say('期限', 'due')} <Day on={of.dueOn} />
      </p>
    </li>
  );
}
