// What the other side entered, and the reader's word on it: confirmed, or refused with a reason.
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { api, tag } from '@/api/client';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { UnitName } from '@/parts/organisations';
import { StoredFile } from '@/parts/stored-file';
import { Day, Instant } from '@/parts/time';
import { say } from '@/words/say';
import { amountText } from './amounts';
import type { Entry, EntryKind, Pledge } from './sides';

interface AnswerProps {
  pledge: Pledge;
  kind: EntryKind;
  entry: Entry;
}

interface Reason {
  reason: string;
}

export function AnswerEntry({ pledge, kind, entry }: AnswerProps): ReactNode {
  const delivery = kind === 'deliveries';
  const amount = amountText(entry, pledge.unit);
  return (
    <div className="pledge-answer">
      <p>
        <strong>
          {delivery ? say(`兑现 ${amount}`, `Delivered ${amount}`) : say(`总量调整为 ${amount}`, `New total ${amount}`)}
        </strong>
        {entry.note !== null && <>：{entry.note}</>}
      </p>
      <p className="small quiet">
        {delivery ? say('兑现之日', 'delivered on') : say('调整之日', 'revised on')} <Day on={entry.on} /> ·{' '}
        <UnitName id={entry.enteredUnit} /> {say('填报于', 'entered it on')} <Instant at={entry.enteredAt} />
      </p>
      {entry.evidence.length > 0 && (
        <div className="row">
          {entry.evidence.map((sha256, at) => (
            <StoredFile key={sha256} sha256={sha256} name={say(`凭证 ${at + 1}`, `evidence ${at + 1}`)} />
          ))}
        </div>
      )}
      <div className="row pledge-answer-acts">
        <Confirm pledge={pledge} kind={kind} entry={entry} amount={amount} />
        <Refuse pledge={pledge} kind={kind} entry={entry} />
      </div>
    </div>
  );
}

const at = ({ pledge, entry }: AnswerProps) => ({
  path: { id: pledge.id, entryId: entry.id },
  header: tag(pledge.version),
});

function Confirm(props: AnswerProps & { amount: string }): ReactNode {
  const delivery = props.kind === 'deliveries';
  const params = at(props);
  return (
    <Act
      label={delivery ? say('确认兑现', 'Confirm delivery') : say('同意调整', 'Confirm revision')}
      look={{ type: 'primary', size: 'large' }}
      explain={
        <p>
          {delivery
            ? say(`确认已收到：${props.amount}。`, `You confirm having received ${props.amount}.`)
            : say(`同意把承诺总量调整为 ${props.amount}。`, `You agree to a new total of ${props.amount}.`)}
        </p>
      }
      run={() =>
        delivery
          ? must(api.POST('/api/pledges/{id}/deliveries/{entryId}/confirm', { params }))
          : must(api.POST('/api/pledges/{id}/revisions/{entryId}/confirm', { params }))
      }
    />
  );
}

function Refuse(props: AnswerProps): ReactNode {
  const delivery = props.kind === 'deliveries';
  const params = at(props);
  return (
    <Act<Reason>
      label={delivery ? say('不予确认', 'Refuse delivery') : say('不同意调整', 'Refuse revision')}
      look={{ size: 'large' }}
      fields={
        <Form.Item name="reason" label={say('理由', 'Reason')} rules={[{ required: true, min: 2 }]}>
          <Input.TextArea rows={3} maxLength={500} placeholder={say('如：未收到该笔款项', 'e.g. it never arrived')} />
        </Form.Item>
      }
      run={body =>
        delivery
          ? must(api.POST('/api/pledges/{id}/deliveries/{entryId}/refuse', { params, body }))
          : must(api.POST('/api/pledges/{id}/revisions/{entryId}/refuse', { params, body }))
      }
    />
  );
}
