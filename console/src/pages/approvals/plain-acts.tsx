// Acts that need no more than a day, or a day and a reason.
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { api, tag, type Schemas } from '@/api/client';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { say } from '@/words/say';
import { DayAndNote, DayItem } from './act-fields';
import { consequenceOf, labelOf, type PlainAct, type ReasonedAct } from './act-words';
import type { Approval, Matter } from './sides';

export const sendTo = ({ id, version }: Approval) => ({ path: { id }, header: tag(version) });

type Sent = Promise<Schemas['ApprovalWritten']>;

function sendPlain(act: PlainAct, approval: Approval, body: Schemas['EventBody']): Sent {
  const to = { params: sendTo(approval), body };
  const routes: Record<PlainAct, () => Sent> = {
    inquire: () => must(api.POST('/api/approvals/{id}/inquire', to)),
    resubmit: () => must(api.POST('/api/approvals/{id}/resubmit', to)),
    withdraw: () => must(api.POST('/api/approvals/{id}/withdraw', to)),
    accept: () => must(api.POST('/api/approvals/{id}/accept', to)),
    resume: () => must(api.POST('/api/approvals/{id}/resume', to)),
    grant: () => must(api.POST('/api/approvals/{id}/grant', to)),
  };
  return routes[act]();
}

interface ActProps<A> {
  act: A;
  matter: Matter;
  primary: boolean;
}

const lookOf = (primary: boolean, danger = false) =>
  ({ type: primary ? 'primary' : 'default', size: 'large', danger }) as const;

export function PlainActButton({ act, matter: { approval, today }, primary }: ActProps<PlainAct>): ReactNode {
  return (
    <Act<Schemas['EventBody']>
      label={labelOf(act)}
      look={lookOf(primary, act === 'withdraw')}
      explain={<p>{consequenceOf(act)}</p>}
      initial={{ on: today }}
      fields={<DayAndNote today={today} />}
      run={body => sendPlain(act, approval, body)}
    />
  );
}

export function ReasonedActButton({
  act,
  matter: { approval, today },
}: Omit<ActProps<ReasonedAct>, 'primary'>): ReactNode {
  return (
    <Act<Schemas['ReasonedEventBody']>
      label={labelOf(act)}
      look={lookOf(false, true)}
      explain={<p>{consequenceOf(act)}</p>}
      initial={{ on: today }}
      fields={
        <>
          <Form.Item name="note" label={say('理由', 'Reason')} rules={[{ required: true, min: 2 }]}>
            <Input.TextArea rows={3} maxLength={500} showCount />
          </Form.Item>
          <DayItem today={today} />
        </>
      }
      run={body => {
        const to = { params: sendTo(approval), body };
        return act === 'refuse'
          ? must(api.POST('/api/approvals/{id}/refuse', to))
          : must(api.POST('/api/approvals/{id}/lapse', to));
      }}
    />
  );
}
