// A renewal is a new record with the old content: the opening question and the period are answered anew.
import { Form } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useRef, type ReactNode } from 'react';
import { api, newKey, tag, type Schemas } from '@/api/client';
import { isRefused } from '@/api/problem';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { AnswerField, DayField } from '@/parts/fields';
import { say } from '@/words/say';

type Renewal = Schemas['RenewBody'];

export function Renew({ record }: { record: Schemas['ExemptionDetail'] }): ReactNode {
  const navigate = useNavigate();
  const key = useRef(newKey());
  const required = [{ required: true, message: say('必填', 'required') }];

  async function renew({ opening, period }: Renewal): Promise<unknown> {
    const { id, version } = record;
    const params = { path: { id }, header: { ...tag(version), 'Idempotency-Key': key.current } };
    const body = { opening, period: { from: period.from, to: period.to ?? null } };
    const written = await must(api.POST('/api/exemptions/{id}/renew', { params, body })).catch((error: unknown) => {
      // Refused as it stands: what is sent next is another renewal. A lost connection sends the same one again.
      if (isRefused(error)) key.current = newKey();
      throw error;
    });
    void navigate({ to: '/exemptions/$id/edit', params: { id: written.id } });
    return written;
  }

  return (
    <Act<Renewal>
      label={say('续备', 'Renew')}
      explain={
        <p className="note">
          {say(
            '以原内容起草一份新的备案，可以再改，再提交。新的封存后，原来的这份由它取代。',
            'Drafts a new record with the old content; you may change it before filing. Once the new one is sealed it takes the place of this one.',
          )}
        </p>
      }
      fields={
        <>
          <Form.Item
            name={['opening', 'alreadyHappened']}
            label={say('要备案的瑕疵是否已经发生？', 'Has it already happened?')}
            rules={required}
          >
            <AnswerField />
          </Form.Item>
          <Form.Item
            name={['opening', 'inspectionOpen']}
            label={say('是否已有检查、审计或者核查？', 'Is an inspection open?')}
            rules={required}
          >
            <AnswerField />
          </Form.Item>
          <Form.Item name={['period', 'from']} label={say('新的起日', 'New first day')} rules={required}>
            <DayField />
          </Form.Item>
          <Form.Item
            name={['period', 'to']}
            label={say('新的止日', 'New last day')}
            extra={say('没有止日会被警示', 'an open end is flagged')}
          >
            <DayField />
          </Form.Item>
        </>
      }
      run={renew}
    />
  );
}
