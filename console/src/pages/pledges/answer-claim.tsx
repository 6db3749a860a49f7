// The giver's answer to a claimed pledge: the signature that makes it a promise, or a dispute with its reason.
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { api, tag } from '@/api/client';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { say } from '@/words/say';
import { amountText } from './amounts';
import type { Pledge } from './sides';

const at = (pledge: Pledge) => ({ path: { id: pledge.id }, header: tag(pledge.version) });

export function CounterSign({ pledge }: { pledge: Pledge }): ReactNode {
  const { what, unit, tranches } = pledge;
  const amount = amountText(pledge, unit);
  const last = tranches.at(-1)?.dueOn ?? '';
  return (
    <Act
      label={say('会签确认', 'Counter-sign')}
      look={{ type: 'primary', size: 'large' }}
      explain={
        <>
          <p>
            {say(
              `确认本单位承诺：${what}，${amount}，分 ${tranches.length} 期，最后一期 ${last} 到期。`,
              `Your unit promises: ${what}, ${amount}, in ${tranches.length} tranche(s), the last due on ${last}.`,
            )}
          </p>
          <p className="quiet">
            {say(
              '确认后作为正式承诺，到期未兑现的将按本单位统计，不能自行撤销。',
              'It then counts as made: what is due and not delivered is counted against your unit. It cannot be taken back.',
            )}
          </p>
        </>
      }
      run={() => must(api.POST('/api/pledges/{id}/counter-sign', { params: at(pledge) }))}
    />
  );
}

export function Dispute({ pledge }: { pledge: Pledge }): ReactNode {
  return (
    <Act<{ reason: string }>
      label={say('提出异议', 'Dispute')}
      look={{ size: 'large' }}
      explain={
        <p>
          {say(
            '异议送达申报单位，由其修改条款后重新主张，再回到本单位。',
            'It goes to the sponsor, who may restate the terms; then it comes back to you.',
          )}
        </p>
      }
      fields={
        <Form.Item name="reason" label={say('异议理由', 'Reason')} rules={[{ required: true, min: 2 }]}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      }
      run={body => must(api.POST('/api/pledges/{id}/dispute', { params: at(pledge), body }))}
    />
  );
}
