// Returning with every remark at once: what it is about, what is demanded of it, and who asked. Topics keep one spelling, so
// that demands which contradict each other can be seen.
import { AutoComplete, Button, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { api, type Schemas } from '@/api/client';
import { useSelf } from '@/api/session-hook';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { optionsOf } from '@/words/names';
import { say } from '@/words/say';
import { DayAndNote, More } from './act-fields';
import { consequenceOf, labelOf } from './act-words';
import { sendTo } from './plain-acts';
import type { Approval, Matter } from './sides';
import { DEMAND } from './words';

type Remark = Schemas['RemarkPart'];

export function Return({ matter: { approval, today } }: { matter: Matter }): ReactNode {
  const { post } = useSelf();
  const blank: Partial<Remark> = post === null ? {} : { by: post };
  return (
    <Act<Schemas['ReturnApprovalBody']>
      label={labelOf('return')}
      look={{ size: 'large' }}
      wide
      explain={<p>{consequenceOf('return')}</p>}
      initial={{ on: today, remarks: [blank as Remark] }}
      fields={
        <>
          <Remarks approval={approval} blank={blank} />
          <More label={say('日期与说明', 'Day and note')}>
            <DayAndNote today={today} />
          </More>
        </>
      }
      run={body => must(api.POST('/api/approvals/{id}/return', { params: sendTo(approval), body }))}
    />
  );
}

function topicsOf({ events }: Approval): { value: string }[] {
  const topics = new Set(events.flatMap(({ remarks }) => remarks.map(({ topic }) => topic)));
  return [...topics].map(value => ({ value }));
}

function Remarks({ approval, blank }: { approval: Approval; blank: Partial<Remark> }): ReactNode {
  return (
    <Form.List name="remarks">
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name }) => (
            <RemarkFields
              key={key}
              at={name}
              topics={topicsOf(approval)}
              remove={rows.length > 1 ? () => remove(name) : undefined}
            />
          ))}
          <Button onClick={() => add(blank)}>{say('再加一条意见', 'Add a remark')}</Button>
        </>
      )}
    </Form.List>
  );
}

interface RemarkProps {
  at: number;
  topics: { value: string }[];
  remove?: () => void;
}

function RemarkFields({ at, topics, remove }: RemarkProps): ReactNode {
  return (
    <fieldset className="approval-remark">
      <legend>{say(`意见 ${at + 1}`, `Remark ${at + 1}`)}</legend>
      <Form.Item name={[at, 'topic']} label={say('针对什么', 'About')} rules={[{ required: true }]}>
        <AutoComplete
          options={topics}
          maxLength={50}
          placeholder={say('如：片长；说过的事请沿用原来的写法', 'e.g. length; keep the earlier spelling')}
        />
      </Form.Item>
      <Form.Item name={[at, 'demand']} label={say('要求', 'Demand')} rules={[{ required: true }]}>
        <Select options={optionsOf(DEMAND)} />
      </Form.Item>
      <Form.Item name={[at, 'by']} label={say('由谁提出（职务）', 'Asked by (post)')} rules={[{ required: true }]}>
        <Input maxLength={50} />
      </Form.Item>
      {remove && <Button onClick={remove}>{say(`删去意见 ${at + 1}`, `Remove remark ${at + 1}`)}</Button>}
    </fieldset>
  );
}
