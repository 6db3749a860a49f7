// A flaw as somebody comes upon it: three answers are required, whatever is not known yet may stay open and is asked later.
import { Collapse, Form, Input, Select } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { $api, api, type Schemas } from '@/api/client';
import { useSelf } from '@/api/session-hook';
import { must } from '@/api/write';
import { useBook } from '@/parts/rulebook';
import { Empty, Reading } from '@/parts/feedback';
import { DayField, MoneyField, RegionsField, WordsField } from '@/parts/fields';
import { useFilters } from '@/parts/id';
import { KeptForm } from '@/parts/kept-form';
import { Card, Page } from '@/parts/page';
import { FilesField } from '@/parts/upload';
import { FOUND_BY, optionsOf } from '@/words/names';
import { say, sayIn } from '@/words/say';
import { BreachesField } from './breaches-field';

type Body = Schemas['ReportFlawBody'];

export function ReportFlaw(): ReactNode {
  const self = useSelf();
  const own = self.roles.includes('sponsor');
  const query = { limit: 100, ...(own ? { unit: self.organisation.id } : {}) };
  const pilots = $api.useQuery('get', '/api/pilots', { params: { query } });
  return (
    <Page
      title={own ? say('自报瑕疵', 'Report a flaw yourselves') : say('报告瑕疵', 'Report a flaw')}
      under={
        own &&
        say(
          '主动及时报告会记入核对。不清楚的先空着，之后再补。',
          'A report in time counts in the check. Leave open what you do not know; it can be added later.',
        )
      }
    >
      <Reading of={pilots}>
        {({ items }) => {
          const open = items.filter(pilot => pilot.state !== 'draft');
          return open.length === 0 ? (
            <Empty text={say('还没有已登记的试点，不能报告瑕疵。', 'There is no registered pilot to report on.')} />
          ) : (
            <ReportForm pilots={open} own={own} />
          );
        }}
      </Reading>
    </Page>
  );
}

interface ReportFormProps {
  pilots: Schemas['PilotPage']['items'];
  own: boolean;
}

function ReportForm({ pilots, own }: ReportFormProps): ReactNode {
  const [form] = Form.useForm<Body>();
  const [{ pilot: asked }] = useFilters();
  const navigate = useNavigate();
  const initial: Partial<Body> = {
    pilotId: asked ?? (pilots.length === 1 ? pilots[0]!.id : undefined),
    foundBy: own ? 'self-report' : undefined,
  };
  return (
    <Card>
      <KeptForm<Body, Schemas['FlawWritten']>
        name="flaw"
        subject={asked ?? 'new'}
        form={form}
        initial={initial}
        submit={say('报告瑕疵', 'Report')}
        send={(body, key) => must(api.POST('/api/flaws', { body, params: { header: { 'Idempotency-Key': key } } }))}
        sent={({ id }) => void navigate({ to: '/flaws/$id', params: { id } })}
      >
        <Form.Item name="pilotId" label={say('哪个试点', 'Which pilot')} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={pilots.map(({ id, title, code }) => ({ value: id, label: `${title}（${code}）` }))}
          />
        </Form.Item>
        <Form.Item
          name="foundBy"
          label={say('怎么发现的', 'How it was found')}
          rules={[{ required: true }]}
          hidden={own}
        >
          <Select options={optionsOf(FOUND_BY)} />
        </Form.Item>
        <Form.Item
          name="description"
          label={say('发生了什么', 'What happened')}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} showCount />
        </Form.Item>
        <WhatWhenWhere pilots={pilots} />
        <More />
      </KeptForm>
    </Card>
  );
}

/** Not required, and worth asking at once: the check needs them. */
function WhatWhenWhere({ pilots }: { pilots: ReportFormProps['pilots'] }): ReactNode {
  const pilotId = Form.useWatch<string | undefined>('pilotId');
  const actFrom = Form.useWatch<string | undefined>('actFrom');
  const pilot = pilots.find(one => one.id === pilotId);
  const book = useBook(null, pilot ?? null);
  const scope = $api.useQuery(
    'get',
    '/api/pilots/{id}/scope',
    { params: { path: { id: pilotId ?? '' } } },
    { enabled: pilotId !== undefined, retry: false },
  );
  const kinds = (book.data?.flawKinds ?? []).map(({ code, title }) => ({ value: code, label: sayIn(title) }));
  const activities = (scope.data?.activities ?? []).map(value => ({ value, label: value }));
  return (
    <>
      <Form.Item name="kind" label={say('属于哪种瑕疵', 'Kind of flaw')}>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={kinds} loading={book.isPending} />
      </Form.Item>
      <div className="columns">
        <Form.Item name="actFrom" label={say('行为从哪天起', 'First day of the act')}>
          <DayField />
        </Form.Item>
        <Form.Item
          name="actTo"
          label={say('到哪天止', 'Last day of the act')}
          extra={actFrom && say('只有一天就填同一天', 'The same day if it was one day')}
        >
          <DayField />
        </Form.Item>
        <Form.Item name="foundOn" label={say('哪天发现的', 'Day found')}>
          <DayField />
        </Form.Item>
        <Form.Item name="awareOn" label={say('本单位哪天知道的', 'Day your unit became aware')}>
          <DayField />
        </Form.Item>
      </div>
      <Form.Item name="regions" label={say('在哪里', 'Where')}>
        <RegionsField />
      </Form.Item>
      <Form.Item name="activities" label={say('涉及试点的哪些活动', 'Activities of the pilot concerned')}>
        <Select mode="tags" options={activities} />
      </Form.Item>
    </>
  );
}

function More(): ReactNode {
  const fields = (
    <>
      <BreachesField />
      <div className="columns">
        <Form.Item name="amountFen" label={say('涉及金额', 'Amount')}>
          <MoneyField />
        </Form.Item>
        <Form.Item name="lossFen" label={say('损失', 'Loss')}>
          <MoneyField />
        </Form.Item>
      </div>
      <Form.Item name="posts" label={say('涉及岗位（不写姓名）', 'Posts concerned (no names)')}>
        <WordsField />
      </Form.Item>
      <Form.Item name="files" label={say('材料', 'Files')}>
        <FilesField />
      </Form.Item>
    </>
  );
  return (
    <Collapse
      ghost
      items={[
        {
          key: 'more',
          label: say('选填：违反的条款、金额、岗位、材料', 'Optional: provisions, amounts, posts, files'),
          children: fields,
          forceRender: true,
        },
      ]}
    />
  );
}
