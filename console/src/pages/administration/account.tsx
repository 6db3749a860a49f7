// One account: its person, its roles with who granted them and why, and what changed.
import { Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { $api, api, tag, type Schemas } from '@/api/client';
import { useMay, useSelf } from '@/api/session-hook';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { Reading } from '@/parts/feedback';
import { OrganisationField } from '@/parts/fields';
import { useId } from '@/parts/id';
import { UnitName } from '@/parts/organisations';
import { Card, Facts, Page } from '@/parts/page';
import { Tag } from '@/parts/tag';
import { Instant } from '@/parts/time';
import { say } from '@/words/say';
import { Changes } from './changes';
import { OneTimePassword } from './one-time-password';
import { Roles } from './roles';

type Account = Schemas['AccountView'];

export function AccountPage(): ReactNode {
  const id = useId();
  const account = $api.useQuery('get', '/api/accounts/{id}', { params: { path: { id } } });
  return <Reading of={account}>{data => <AccountView account={data} />}</Reading>;
}

function AccountView({ account }: { account: Account }): ReactNode {
  const may = useMay();
  const own = useSelf().personId === account.personId;
  const [reset, setReset] = useState<Schemas['AccountOpened'] | null>(null);
  const changes = $api.useQuery('get', '/api/accounts/{id}/changes', { params: { path: { id: account.id } } });
  return (
    <Page
      title={account.name}
      under={
        <>
          <span>{account.login}</span>
          {account.disabled ? (
            <Tag tone="warn">{say('已停用', 'disabled')}</Tag>
          ) : (
            <Tag tone="good">{say('在用', 'enabled')}</Tag>
          )}
        </>
      }
      actions={may('account.manage') && !own && <Keep account={account} reset={setReset} />}
    >
      {reset !== null && <OneTimePassword of={reset} />}
      <Card>
        <Facts
          of={[
            [say('单位', 'Unit'), <UnitName key="unit" id={account.organisationId} />],
            [say('职务', 'Post'), account.post],
            [say('人员编号', 'Person id'), <code key="person">{account.personId}</code>],
            [say('账号编号', 'Account id'), <code key="id">{account.id}</code>],
            [say('开立时间', 'Opened'), <Instant key="at" at={account.recordedAt} />],
          ]}
        />
        {own && (
          <p className="quiet small">{say('本人的账号由别人管理。', 'One does not manage an account of one’s own.')}</p>
        )}
      </Card>
      <Roles account={account} own={own} />
      <Card title={say('变更记录', 'Changes')}>
        <Reading of={changes}>{list => <Changes of={list} />}</Reading>
      </Card>
    </Page>
  );
}

interface KeepProps {
  account: Account;
  reset: (account: Schemas['AccountOpened']) => void;
}

function Keep({ account, reset }: KeepProps): ReactNode {
  const params = { path: { id: account.id }, header: tag(account.version) };
  const reason = (
    <Form.Item name="reason" label={say('理由', 'Reason')} rules={[{ required: true, whitespace: true }]}>
      <Input.TextArea autoSize={{ minRows: 2 }} />
    </Form.Item>
  );
  return (
    <>
      <Act<Schemas['MoveAccount']>
        label={say('调动', 'Move')}
        fields={
          <>
            <Form.Item name="organisationId" label={say('调往单位', 'To')} rules={[{ required: true }]}>
              <OrganisationField not={account.organisationId} />
            </Form.Item>
            {reason}
          </>
        }
        run={body => must(api.POST('/api/accounts/{id}/move', { params, body }))}
      />
      <Act<Schemas['Reason']>
        label={say('重置密码', 'Reset the password')}
        fields={reason}
        run={async body => {
          const opened = await must(api.POST('/api/accounts/{id}/reset-password', { params, body }));
          reset(opened);
          return opened;
        }}
      />
      {account.disabled ? (
        <Act<Schemas['Reason']>
          label={say('启用', 'Enable')}
          fields={reason}
          run={body => must(api.POST('/api/accounts/{id}/enable', { params, body }))}
        />
      ) : (
        <Act<Schemas['Reason']>
          label={say('停用', 'Disable')}
          look={{ danger: true }}
          explain={say('停用后立即不能再登录，已登录的会话随即结束。', 'Log-ins end at once, open sessions too.')}
          fields={reason}
          run={body => must(api.POST('/api/accounts/{id}/disable', { params, body }))}
        />
      )}
    </>
  );
}
