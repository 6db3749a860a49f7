// Roles, past ones included: granting and revoking are themselves on record.
import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { $api, api, newKey, type Schemas } from '@/api/client';
import { useMay } from '@/api/session-hook';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { Reading } from '@/parts/feedback';
import { Card } from '@/parts/page';
import { Tag } from '@/parts/tag';
import { Instant } from '@/parts/time';
import { nameOf, optionsOf, ROLE } from '@/words/names';
import { say } from '@/words/say';

interface RolesProps {
  account: Schemas['AccountView'];
  own: boolean;
}

export function Roles({ account, own }: RolesProps): ReactNode {
  const grants = $api.useQuery('get', '/api/accounts/{accountId}/roles', {
    params: { path: { accountId: account.id } },
  });
  const grantsRoles = useMay()('role.grant') && !own;
  return (
    <Card title={say('角色', 'Roles')}>
      <Reading of={grants}>
        {list => (
          <ul className="list">
            {list.length === 0 && <li className="quiet">{say('还没有角色。', 'No roles yet.')}</li>}
            {list.map(grant => (
              <li key={grant.id}>
                <div className="list-line">
                  <strong>{nameOf(ROLE, grant.role)}</strong>
                  <Tag tone={grant.revokedAt === null ? 'good' : 'plain'}>
                    {grant.revokedAt === null ? say('有效', 'in force') : say('已撤销', 'revoked')}
                  </Tag>
                  {grantsRoles && grant.revokedAt === null && <Revoke grant={grant} />}
                </div>
                <p className="quiet small">
                  {say('授予于', 'granted')} <Instant at={grant.grantedAt} />：{grant.reason}
                  {grant.revokedAt !== null && (
                    <>
                      ；{say('撤销于', 'revoked')} <Instant at={grant.revokedAt} />：{grant.revokeReason}
                    </>
                  )}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Reading>
      {grantsRoles && <Grant accountId={account.id} />}
    </Card>
  );
}

const reason = () => (
  <Form.Item name="reason" label={say('理由', 'Reason')} rules={[{ required: true, whitespace: true }]}>
    <Input.TextArea autoSize={{ minRows: 2 }} />
  </Form.Item>
);

function Grant({ accountId }: { accountId: string }): ReactNode {
  return (
    <Act<Schemas['GrantRole']>
      label={say('授予角色', 'Grant a role')}
      fields={
        <>
          <Form.Item name="role" label={say('角色', 'Role')} rules={[{ required: true }]}>
            <Select options={optionsOf(ROLE)} />
          </Form.Item>
          {reason()}
        </>
      }
      run={body =>
        must(
          api.POST('/api/accounts/{accountId}/roles', {
            params: { path: { accountId }, header: { 'Idempotency-Key': newKey() } },
            body,
          }),
        )
      }
    />
  );
}

function Revoke({ grant }: { grant: Schemas['GrantView'] }): ReactNode {
  return (
    <Act<Schemas['RevokeRole']>
      label={say('撤销', 'Revoke')}
      look={{ size: 'small', danger: true }}
      fields={reason()}
      run={body =>
        must(
          api.POST('/api/accounts/{accountId}/roles/{id}/revoke', {
            params: { path: { accountId: grant.accountId, id: grant.id } },
            body,
          }),
        )
      }
    />
  );
}
