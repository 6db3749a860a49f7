// Both sides are heard before anything is decided; each speaks for itself alone.
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { $api, api, newKey, tag, type Schemas } from '@/api/client';
import { useSelf } from '@/api/session-hook';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { Reading } from '@/parts/feedback';
import { Card } from '@/parts/page';
import { StoredFile } from '@/parts/stored-file';
import { Tag } from '@/parts/tag';
import { Day } from '@/parts/time';
import { FilesField } from '@/parts/upload';
import { say, sayIn } from '@/words/say';
import type { Claim } from './claim-data';
import { SIDE_WORDS } from './words';

export function Statements({ claim }: { claim: Claim }): ReactNode {
  const statements = $api.useQuery('get', '/api/claims/{id}/statements', { params: { path: { id: claim.id } } });
  return (
    <Card title={say('双方陈述', 'What both sides say')}>
      <Reading of={statements}>
        {list =>
          list.length === 0 ? (
            <p className="quiet">{say('还没有陈述。', 'Nothing was said yet.')}</p>
          ) : (
            <ul className="list">
              {list.map(statement => (
                <li key={statement.ordinal}>
                  <div className="list-line">
                    <Tag tone="brand">{sayIn(SIDE_WORDS[statement.side])}</Tag>
                    <Day on={statement.heardOn} />
                    {statement.spokenBy !== null && <span className="quiet small">{statement.spokenBy}</span>}
                  </div>
                  <p className="preserve">{statement.text}</p>
                  {statement.evidence.map(sha256 => (
                    <StoredFile key={sha256} sha256={sha256} />
                  ))}
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
      {claim.mine.includes('state') && <Speak claim={claim} />}
    </Card>
  );
}

function Speak({ claim }: { claim: Claim }): ReactNode {
  const { organisation } = useSelf();
  const side = organisation.id === claim.accountability.actorUnit ? 'accuser' : 'claimant';
  return (
    <Act<Omit<Schemas['StatementBody'], 'side'>>
      label={say('陈述意见', 'Make a statement')}
      wide
      fields={
        <>
          <Form.Item name="text" label={say('陈述', 'Statement')} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea autoSize={{ minRows: 5 }} />
          </Form.Item>
          <Form.Item name="evidence" label={say('材料', 'Files')}>
            <FilesField />
          </Form.Item>
        </>
      }
      run={body =>
        must(
          api.POST('/api/claims/{id}/statements', {
            params: { path: { id: claim.id }, header: { ...tag(claim.version), 'Idempotency-Key': newKey() } },
            body: { ...body, side },
          }),
        )
      }
    />
  );
}
