// Working days: reckon a term with every day that did not count, and the county's corrections on record.
import { Button, Form, Input, InputNumber, Radio } from 'antd';
import type { ReactNode } from 'react';
import { $api, api, newKey, type Schemas } from '@/api/client';
import { useMay } from '@/api/session-hook';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { Reading } from '@/parts/feedback';
import { DayField } from '@/parts/fields';
import { useFilters } from '@/parts/id';
import { Card, Page } from '@/parts/page';
import { Tag } from '@/parts/tag';
import { Day, Due, Instant } from '@/parts/time';
import { today } from '@/parts/today';
import { say } from '@/words/say';

export function CalendarPage(): ReactNode {
  const may = useMay();
  return (
    <Page
      title={say('工作日历', 'Calendar')}
      under={say(
        '以国务院放假安排为准，本县更正有据可查',
        'The State Council’s notices, and county corrections on record',
      )}
      actions={may('calendar.correct') && <Correct />}
    >
      <div className="columns">
        <Reckon />
        <Corrections />
      </div>
    </Page>
  );
}

interface Term {
  from: string;
  workdays: number;
}

function Reckon(): ReactNode {
  const [{ from, workdays }, change] = useFilters();
  const asked = from !== undefined && workdays !== undefined;
  const initial = { from: from ?? today(), workdays: Number(workdays ?? 20) };
  return (
    <Card title={say('算一算期限', 'Reckon a term')}>
      <Form<Term>
        layout="vertical"
        initialValues={initial}
        onFinish={term => change({ from: term.from, workdays: String(term.workdays) })}
      >
        <Form.Item
          name="from"
          label={say('从哪天的次日起算', 'Counted from the day after')}
          rules={[{ required: true }]}
        >
          <DayField />
        </Form.Item>
        <Form.Item name="workdays" label={say('多少个工作日', 'Working days')} rules={[{ required: true }]}>
          <InputNumber min={0} max={1000} />
        </Form.Item>
        <Button htmlType="submit">{say('计算', 'Reckon')}</Button>
      </Form>
      {asked && <Reckoned from={from} workdays={Number(workdays)} />}
    </Card>
  );
}

function Reckoned({ from, workdays }: Term): ReactNode {
  const term = $api.useQuery('get', '/api/calendar/term', { params: { query: { from, workdays } } });
  return (
    <Reading of={term}>
      {data => (
        <div className="note">
          {say('最后一天：', 'Last day: ')}
          <Due due={{ ...data, day: data.due, usedBefore: 0 } as Schemas['DueView']} />
        </div>
      )}
    </Reading>
  );
}

function Corrections(): ReactNode {
  const corrections = $api.useQuery('get', '/api/calendar/corrections');
  return (
    <Card title={say('本县更正', 'County corrections')}>
      <Reading of={corrections}>
        {list =>
          list.length === 0 ? (
            <p className="quiet">
              {say('没有更正，全部按国务院放假安排。', 'None: the State Council’s notices hold.')}
            </p>
          ) : (
            <ul className="list">
              {list.map(correction => (
                <li key={`${correction.day}${correction.recordedAt}`}>
                  <div className="list-line">
                    <strong>
                      <Day on={correction.day} />
                    </strong>
                    <Tag tone="brand">
                      {correction.working ? say('上班', 'working day') : say('不上班', 'day of rest')}
                    </Tag>
                  </div>
                  <p className="quiet small">
                    {correction.reason} {correction.notice} · <Instant at={correction.recordedAt} />
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
    </Card>
  );
}

function Correct(): ReactNode {
  return (
    <Act<Schemas['CorrectionBody']>
      label={say('登记更正', 'Record a correction')}
      look={{ type: 'primary' }}
      explain={say('登记后，全县的期限按更正后的日历计算。', 'All terms of the county follow it from then on.')}
      fields={
        <>
          <Form.Item name="day" label={say('日期', 'Day')} rules={[{ required: true }]}>
            <DayField />
          </Form.Item>
          <Form.Item name="working" label={say('这一天', 'That day is')} rules={[{ required: true }]}>
            <Radio.Group
              options={[
                { value: true, label: say('上班', 'a working day') },
                { value: false, label: say('不上班', 'a day of rest') },
              ]}
            />
          </Form.Item>
          <Form.Item name="reason" label={say('理由', 'Reason')} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea />
          </Form.Item>
          <Form.Item name="notice" label={say('通知文号', 'Notice')}>
            <Input />
          </Form.Item>
        </>
      }
      run={body =>
        must(api.POST('/api/calendar/corrections', { body, params: { header: { 'Idempotency-Key': newKey() } } }))
      }
    />
  );
}
