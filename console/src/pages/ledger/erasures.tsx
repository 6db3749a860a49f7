// Personal data erased from the ledger on a lawful order: one person orders, another carries it out.
import { Form, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { $api, api, newKey, tag, type Schemas } from '@/api/client';
import { isMissing } from '@/api/problem';
import { useMay, useSelf } from '@/api/session-hook';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { Empty, Reading } from '@/parts/feedback';
import { Card, Facts, Page } from '@/parts/page';
import { Tag, type Tone } from '@/parts/tag';
import { Instant } from '@/parts/time';
import { say, sayIn, type Words } from '@/words/say';
import { CountyChoice, useCounty } from './county';

type Erasure = Schemas['ErasureView'];

const STATE: Readonly<Record<Erasure['state'], Words & { tone: Tone }>> = {
  ordered: { zh: '已下令，待执行', en: 'ordered', tone: 'warn' },
  executed: { zh: '已执行', en: 'executed', tone: 'plain' },
  dropped: { zh: '已撤销', en: 'dropped', tone: 'plain' },
};

export function Erasures(): ReactNode {
  const may = useMay();
  const { county: own } = useSelf();
  const county = useCounty();
  return (
    <Page
      title={say('个人信息删除', 'Erasures')}
      under={
        <>
          <CountyChoice />
          <span>{say('依法抹除账本条目的内容', 'Erasing the content of ledger entries by law')}</span>
        </>
      }
      actions={may('erasure.order') && county === own && <Order county={county} />}
    >
      <p className="note">
        {say(
          '由两个人办理：安全管理员下令，系统管理员执行，不能是同一人。抹除的是该条的内容；条目本身、顺序和已出的证明不受影响。抹除后不能恢复。',
          'Two persons: a security administrator orders, a system administrator carries it out, and they are never the same. The content goes; the entry, its place and every proof stay. It cannot be undone.',
        )}
      </p>
      <List county={county} />
    </Page>
  );
}

function List({ county }: { county: string }): ReactNode {
  const list = $api.useQuery('get', '/api/ledger/{county}/erasures', { params: { path: { county } } });
  const none = (
    <Empty
      text={say(
        '没有抹除令。本人依法申请删除、核实无误后，由安全管理员下令。',
        'No orders. After a lawful request that was verified, a security administrator orders one.',
      )}
    />
  );
  if (isMissing(list.error)) return <Card>{none}</Card>;
  return (
    <Card>
      <Reading of={list}>
        {found =>
          found.length === 0 ? (
            none
          ) : (
            <ul className="list">
              {found.map(erasure => (
                <li key={erasure.id}>
                  <Row erasure={erasure} />
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
    </Card>
  );
}

function Row({ erasure }: { erasure: Erasure }): ReactNode {
  const { code, state, position, legalDocument, legalArticle, reason, orderedAt, endedAt, dropReason } = erasure;
  return (
    <>
      <div className="list-line">
        <strong>{say(`账本第 ${position} 条`, `entry ${position}`)}</strong>
        <Tag tone={STATE[state].tone}>{sayIn(STATE[state])}</Tag>
        <span className="quiet small">{code}</span>
      </div>
      <Facts
        of={[
          [say('依据', 'Legal basis'), `《${legalDocument}》${legalArticle}`],
          [say('理由', 'Reason'), reason],
          [say('下令', 'Ordered'), <Instant key="ordered" at={orderedAt} />],
          [
            state === 'dropped' ? say('撤销', 'Dropped') : say('执行', 'Executed'),
            endedAt && <Instant key="ended" at={endedAt} />,
          ],
          [say('撤销理由', 'Why dropped'), dropReason],
        ]}
      />
      {state === 'ordered' && <Ending erasure={erasure} />}
    </>
  );
}

/** Said to whoever looks on as well: on whose desk the order lies. */
function Ending({ erasure }: { erasure: Erasure }): ReactNode {
  const may = useMay();
  const { accountId, county } = useSelf();
  const own = erasure.orderedBy === accountId;
  const here = erasure.county === county;
  return (
    <div className="row">
      {here && !own && may('erasure.execute') && <Execute erasure={erasure} />}
      {here && may('erasure.drop') && <Drop erasure={erasure} />}
      <span className="small quiet">
        {own
          ? say('由您下令，须由系统管理员执行', 'You ordered it; a system administrator carries it out')
          : say(
              '等待系统管理员执行；下令者本人不能执行',
              'Waits for a system administrator other than whoever ordered it',
            )}
      </span>
    </div>
  );
}

const onOf = ({ id, version }: Erasure) => ({ path: { id }, header: tag(version) });

function Execute({ erasure }: { erasure: Erasure }): ReactNode {
  return (
    <Act
      label={say('执行抹除', 'Carry it out')}
      look={{ type: 'primary', danger: true }}
      explain={say(
        `账本第 ${erasure.position} 条的内容将被抹除，不能恢复。条目和证明仍然有效。`,
        `The content of entry ${erasure.position} goes for good. The entry and its proofs stay valid.`,
      )}
      run={() => must(api.POST('/api/erasures/{id}/execute', { params: onOf(erasure) }))}
    />
  );
}

const reasonField = (): ReactNode => (
  <Form.Item name="reason" label={say('理由', 'Reason')} rules={[{ required: true, whitespace: true }]}>
    <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
  </Form.Item>
);

function Drop({ erasure }: { erasure: Erasure }): ReactNode {
  return (
    <Act<Schemas['DropErasureBody']>
      label={say('撤销抹除令', 'Drop the order')}
      fields={reasonField()}
      run={body => must(api.POST('/api/erasures/{id}/drop', { params: onOf(erasure), body }))}
    />
  );
}

function Order({ county }: { county: string }): ReactNode {
  return (
    <Act<Schemas['OrderErasureBody']>
      label={say('下令抹除', 'Order an erasure')}
      look={{ type: 'primary' }}
      explain={say(
        '下令后由系统管理员执行，执行前可以撤销。',
        'A system administrator carries it out; until then it can be dropped.',
      )}
      initial={{ legalDocument: '中华人民共和国个人信息保护法', legalArticle: '第四十七条' }}
      fields={
        <>
          <Form.Item
            name="position"
            label={say('账本序号', 'Position in the ledger')}
            extra={say(
              '回执上写明的第几条；也可请审计员在审计轨迹中查',
              'as the receipt names it, or the auditor in the audit trail',
            )}
            rules={[{ required: true }]}
          >
            <InputNumber min={0} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item
            name="legalDocument"
            label={say('法律依据', 'Legal document')}
            rules={[{ required: true, whitespace: true }]}
          >
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item
            name="legalArticle"
            label={say('条款或文号', 'Article')}
            rules={[{ required: true, whitespace: true }]}
          >
            <Input maxLength={100} />
          </Form.Item>
          {reasonField()}
        </>
      }
      run={body =>
        must(
          api.POST('/api/ledger/{county}/erasures', {
            params: { path: { county }, header: { 'Idempotency-Key': newKey() } },
            body,
          }),
        )
      }
    />
  );
}
