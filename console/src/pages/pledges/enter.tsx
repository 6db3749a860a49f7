// Entering what was delivered, or a revision of the whole: facts, stated by either side, that count once the other side has
// confirmed them.
import { Form, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { api, tag, type Schemas } from '@/api/client';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { DayField, MoneyField } from '@/parts/fields';
import { FilesField } from '@/parts/upload';
import { say } from '@/words/say';
import { figureText } from './amounts';
import { useOnce } from './send-once';
import type { Pledge } from './sides';

interface EnterProps {
  pledge: Pledge;
  primary?: boolean;
}

const params = (pledge: Pledge, key: string) => ({
  path: { id: pledge.id },
  header: { ...tag(pledge.version), 'Idempotency-Key': key },
});

function AmountItem({ pledge, label, zero }: { pledge: Pledge; label: string; zero?: boolean }): ReactNode {
  if (pledge.kind === 'funds') {
    return (
      <Form.Item name="amountFen" label={label} rules={[{ required: true }]}>
        <MoneyField />
      </Form.Item>
    );
  }
  return (
    <Form.Item name="quantity" label={label} rules={[{ required: true }]}>
      <InputNumber min={zero ? 0 : 1} max={1_000_000} precision={0} suffix={pledge.unit} style={{ width: '100%' }} />
    </Form.Item>
  );
}

function DayItem({ label, today }: { label: string; today: string }): ReactNode {
  return (
    <Form.Item name="on" label={label} rules={[{ required: true }]}>
      <DayField max={today} />
    </Form.Item>
  );
}

function EvidenceItem(): ReactNode {
  return (
    <Form.Item name="evidence" label={say('凭证', 'Evidence')}>
      <FilesField />
    </Form.Item>
  );
}

export function EnterDelivery({ pledge, primary }: EnterProps): ReactNode {
  const { figures, unit } = pledge;
  const send = useOnce((body: Schemas['DeliveryBody'], key: string) =>
    must(api.POST('/api/pledges/{id}/deliveries', { params: params(pledge, key), body })),
  );
  const owed = figures.shortfall > 0 ? figures.shortfall : undefined;
  return (
    <Act<Schemas['DeliveryBody']>
      label={say('填报兑现', 'Enter a delivery')}
      look={{ type: primary ? 'primary' : 'default', size: 'large' }}
      explain={
        <p className="quiet">
          {say('由对方确认后计入“已兑现”。', 'Counts as delivered once the other side has confirmed it.')}{' '}
          {owed !== undefined &&
            say(
              `现欠兑现 ${figureText(owed, figures.measure, unit)}。`,
              `Undelivered now: ${figureText(owed, figures.measure, unit)}.`,
            )}
        </p>
      }
      initial={{ on: figures.on, ...(pledge.kind === 'funds' ? { amountFen: owed } : { quantity: owed }) }}
      fields={
        <>
          <DayItem label={say('兑现之日', 'Day of delivery')} today={figures.on} />
          <AmountItem pledge={pledge} label={say('兑现数额', 'Delivered')} />
          <Form.Item name="note" label={say('说明', 'Note')} normalize={(text: string) => text || undefined}>
            <Input maxLength={500} placeholder={say('如：第一期资金到账', 'e.g. first tranche received')} />
          </Form.Item>
          <EvidenceItem />
        </>
      }
      run={send}
    />
  );
}

export function EnterRevision({ pledge }: EnterProps): ReactNode {
  const { figures, unit } = pledge;
  const send = useOnce((body: Schemas['RevisionBody'], key: string) =>
    must(api.POST('/api/pledges/{id}/revisions', { params: params(pledge, key), body })),
  );
  const present = figureText(figures.committed, figures.measure, unit);
  return (
    <Act<Schemas['RevisionBody']>
      label={say('填报调整', 'Enter a revision')}
      look={{ size: 'large' }}
      explain={
        <p className="quiet">
          {say(
            `现承诺总量 ${present}。填调整后的总量，减少的从最后一期减起；对方确认后生效，原承诺仍留在记录里。`,
            `Now ${present} in all. State the new total; what is taken away is taken from the last tranches. It counts once the other side has confirmed it; the first promise stays on record.`,
          )}
        </p>
      }
      initial={{ on: figures.on }}
      fields={
        <>
          <AmountItem pledge={pledge} label={say('调整后的总量', 'New total')} zero />
          <DayItem label={say('调整之日', 'Day of the revision')} today={figures.on} />
          <Form.Item name="note" label={say('调整原因', 'Reason')} rules={[{ required: true, min: 2 }]}>
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
          <EvidenceItem />
        </>
      }
      run={send}
    />
  );
}
