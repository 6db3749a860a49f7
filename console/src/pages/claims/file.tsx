// A claim takes two answers: what one has to say, and what one asks for. Everything else the registry knows already.
import { Form, Input, Radio } from 'antd';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { WISHES } from '@domain/claim/claim';
import { $api, api, type Schemas } from '@/api/client';
import { useSelf } from '@/api/session-hook';
import { must } from '@/api/write';
import { Empty, Reading } from '@/parts/feedback';
import { OutcomeTag } from '@/parts/finding/finding-view';
import { useFilters } from '@/parts/id';
import { KeptForm } from '@/parts/kept-form';
import { UnitName } from '@/parts/organisations';
import { Card, Facts, Page } from '@/parts/page';
import { Day } from '@/parts/time';
import { FilesField } from '@/parts/upload';
import { say, sayIn } from '@/words/say';
import { WISH_WORDS } from './words';

type Body = Schemas['FileClaimBody'];

export function FileClaim(): ReactNode {
  const [{ accountability, flaw }] = useFilters();
  if (accountability === undefined) {
    return (
      <Page title={say('提出容错申请', 'File a claim')}>
        <Empty
          text={say(
            '容错申请从瑕疵页面提出：先找到被问责的瑕疵。',
            'A claim is filed from the page of the flaw: find the flaw that is held against you.',
          )}
        >
          <Link className="button button-primary" to="/flaws">
            {say('去看瑕疵', 'See the flaws')}
          </Link>
        </Empty>
      </Page>
    );
  }
  return (
    <Page
      title={say('提出容错申请', 'File a claim')}
      under={say(
        '登记过的备案、承诺、审批会自动附上，不用再填',
        'Records, pledges and approvals on file are attached by themselves',
      )}
    >
      <div className="columns">
        <ClaimForm accountability={accountability} />
        <div>
          {flaw !== undefined && <Ground flawId={flaw} accountability={accountability} />}
          <WhatFollows />
        </div>
      </div>
    </Page>
  );
}

function ClaimForm({ accountability }: { accountability: string }): ReactNode {
  const [form] = Form.useForm<Body>();
  const navigate = useNavigate();
  const proposed = useSelf().roles.includes('inspector');
  return (
    <Card>
      <KeptForm<Body, Schemas['ClaimWritten']>
        name="claim"
        subject={accountability}
        form={form}
        initial={{ wish: 'exempt' }}
        submit={say('提交申请', 'File the claim')}
        send={(body, key) =>
          must(
            api.POST('/api/accountability/{id}/claims', {
              params: { path: { id: accountability }, header: { 'Idempotency-Key': key } },
              body: proposed ? { ...body, proposed: true } : body,
            }),
          )
        }
        sent={({ id }) => void navigate({ to: '/claims/$id', params: { id } })}
      >
        <Form.Item name="statement" label={say('申请理由', 'Statement')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea autoSize={{ minRows: 6 }} maxLength={5000} showCount />
        </Form.Item>
        <Form.Item name="wish" label={say('请求', 'What you ask for')} rules={[{ required: true }]}>
          <Radio.Group options={WISHES.map(value => ({ value, label: sayIn(WISH_WORDS[value]) }))} />
        </Form.Item>
        <Form.Item name="evidence" label={say('材料', 'Files')}>
          <FilesField />
        </Form.Item>
      </KeptForm>
    </Card>
  );
}

function Ground({ flawId, accountability }: { flawId: string; accountability: string }): ReactNode {
  const flaw = $api.useQuery('get', '/api/flaws/{id}', { params: { path: { id: flawId } } });
  const list = $api.useQuery('get', '/api/flaws/{flawId}/accountability', { params: { path: { flawId } } });
  const matter = list.data?.find(one => one.id === accountability);
  return (
    <Card title={say('针对的事项', 'What it is about')}>
      <Reading of={flaw}>
        {data => (
          <Facts
            of={[
              [say('瑕疵', 'Flaw'), data.description, 'wide'],
              [say('试点', 'Pilot'), data.pilotTitle],
              [say('核对结论', 'Outcome'), <OutcomeTag key="outcome" of={data.outcome} />],
              [say('被问责单位', 'Unit held to account'), matter && <UnitName id={matter.unitId} />],
              [say('启动日期', 'Begun on'), matter && <Day on={matter.begunOn} />],
              [say('由谁办理', 'Who handles it'), matter && sayIn(matter.route), 'wide'],
            ]}
          />
        )}
      </Reading>
    </Card>
  );
}

function WhatFollows(): ReactNode {
  return (
    <Card title={say('接下来', 'What follows')}>
      <ol>
        <li>
          {say('纪检监察机关审查是否受理，不受理会说明理由。', 'The discipline body admits it, or says why not.')}
        </li>
        <li>{say('逐项核实事实，双方都会被听取。', 'Facts are established one by one; both sides are heard.')}</li>
        <li>{say('与本案有利害关系的人员回避，合议组表决。', 'Whoever has a stake stays away; a panel votes.')}</li>
        <li>{say('认定书送达。不服可以申请复审、复核。', 'The decision is served; a review may be asked for.')}</li>
      </ol>
      <p className="quiet small">
        {say('每一步都有期限，页面上会显示还剩几个工作日。', 'Every step has a term; the page shows the days left.')}
      </p>
    </Card>
  );
}
