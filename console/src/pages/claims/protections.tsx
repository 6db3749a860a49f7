// May this flaw count against them? What an organisation department asks before an appraisal; the case itself is not shown.
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { $api, type Schemas } from '@/api/client';
import { Reading } from '@/parts/feedback';
import { DayField, OrganisationField } from '@/parts/fields';
import { useFilters } from '@/parts/id';
import { Card, Page } from '@/parts/page';
import { Tag, type Tone } from '@/parts/tag';
import { Day } from '@/parts/time';
import { say, sayIn, type Words } from '@/words/say';

type Protection = Schemas['ProtectionView'];

const ANSWER: Readonly<Record<Protection['answer'], Words & { tone: Tone }>> = {
  'must-not-count': { zh: '不得影响使用', en: 'must not count', tone: 'good' },
  'may-count': { zh: '可以按认定计入', en: 'may count', tone: 'warn' },
  'no-decision': { zh: '没有生效的认定', en: 'no decision in force', tone: 'plain' },
};

interface Question {
  unit?: string;
  officer?: string;
  matter: string;
  day?: string;
}

export function Protections(): ReactNode {
  const [asked, ask] = useFilters();
  const { unit, officer, matter, day } = asked;
  const named = matter !== undefined && (unit !== undefined || officer !== undefined);
  return (
    <Page
      title={say('不影响使用查询', 'Protections')}
      under={say(
        '考核、提拔、评优前查一查：某项瑕疵能不能算在他们头上',
        'Before an appraisal: may this flaw count against them?',
      )}
    >
      <Card>
        <Form<Question> layout="vertical" initialValues={asked} onFinish={question => ask({ ...question })}>
          <div className="columns">
            <Form.Item name="unit" label={say('单位', 'Unit')}>
              <OrganisationField />
            </Form.Item>
            <Form.Item name="officer" label={say('人员的账号编号', 'Account id of the officer')}>
              <Input />
            </Form.Item>
            <Form.Item
              name="matter"
              label={say('瑕疵或问责的编号', 'Code of the flaw or of the matter')}
              rules={[{ required: true }]}
            >
              <Input />
            </Form.Item>
            <Form.Item name="day" label={say('按哪一天', 'As of')} extra={say('不填按今天', 'today if left open')}>
              <DayField />
            </Form.Item>
          </div>
          <Button type="primary" htmlType="submit">
            {say('查询', 'Ask')}
          </Button>
        </Form>
      </Card>
      {named && <Answer question={{ unit, officer, matter, day }} />}
    </Page>
  );
}

function Answer({ question }: { question: Question }): ReactNode {
  const answer = $api.useQuery('get', '/api/protections', { params: { query: question } });
  return (
    <Reading of={answer}>
      {data => (
        <Card title={say('答复', 'Answer')}>
          <One of={data} />
          {data.items.length > 1 && (
            <ul className="list">
              {data.items.map((item, at) => (
                <li key={item.decision?.code ?? at}>
                  <One of={item} />
                </li>
              ))}
            </ul>
          )}
        </Card>
      )}
    </Reading>
  );
}

function One({ of }: { of: Schemas['ProtectionItem'] }): ReactNode {
  return (
    <>
      <p className="row">
        <Tag tone={ANSWER[of.answer].tone}>{sayIn(ANSWER[of.answer])}</Tag>
        <span>{sayIn(of)}</span>
      </p>
      {of.decision !== null && (
        <p className="quiet small">
          {of.decision.code} · {say('送达', 'served')} <Day on={of.decision.servedOn} />
          {of.decision.validThrough !== null && (
            <>
              {' '}
              · {say('有效至', 'valid through')} <Day on={of.decision.validThrough} />
            </>
          )}
        </p>
      )}
      {of.consequences.length > 0 && (
        <ul>
          {of.consequences.map(consequence => (
            <li key={consequence.zh}>{sayIn(consequence)}</li>
          ))}
        </ul>
      )}
      {of.pending && (
        <p className="note note-warn">
          {say('尚有复审或复核未完，结论可能变化。', 'A review is pending; this may change.')}
        </p>
      )}
    </>
  );
}
