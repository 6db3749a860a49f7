// Accounts: opened by the system administrator, given roles by the security administrator, read by the auditor. No one of
// the three does the work of another.
import { Form, Input, Select } from 'antd';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { $api, api, newKey, type Schemas } from '@/api/client';
import type { paths } from '@/api/schema.gen';
import { useMay } from '@/api/session-hook';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { ActiveFilters } from '@/parts/active-filters';
import { byCursor, CursorList } from '@/parts/cursor-list';
import { OrganisationField } from '@/parts/fields';
import { useFilters } from '@/parts/id';
import { UnitName } from '@/parts/organisations';
import { Card, Page } from '@/parts/page';
import { Tag } from '@/parts/tag';
import { say } from '@/words/say';
import { OneTimePassword } from './one-time-password';

type Query = paths['/api/accounts']['get']['parameters']['query'];
type Opened = Schemas['AccountOpened'];

export function AccountList(): ReactNode {
  const [filters, change] = useFilters();
  const may = useMay();
  const [opened, setOpened] = useState<Opened | null>(null);
  const list = $api.useInfiniteQuery('get', '/api/accounts', { params: { query: filters as Query } }, byCursor);
  return (
    <Page
      title={say('账号与角色', 'Accounts and roles')}
      under={say(
        '系统管理员开户，安全管理员授权，审计员监督，三员分立',
        'Opened by one, authorised by another, watched by a third',
      )}
      actions={may('account.manage') && <OpenAccount opened={setOpened} />}
    >
      {opened !== null && <OneTimePassword of={opened} />}
      <Card>
        <div className="filters">
          <Select
            aria-label={say('是否停用', 'Disabled')}
            className="filter"
            allowClear
            value={filters.disabled}
            placeholder={say('是否停用', 'Disabled')}
            options={[
              { value: 'false', label: say('在用', 'enabled') },
              { value: 'true', label: say('已停用', 'disabled') },
            ]}
            onChange={disabled => change({ disabled })}
          />
        </div>
        <ActiveFilters
          of={filters}
          change={change}
          names={{ organisationId: say('单位', 'Unit'), disabled: say('停用', 'Disabled') }}
          value={(key, value) =>
            key === 'organisationId' ? <UnitName id={value} /> : value === 'true' ? say('是', 'yes') : say('否', 'no')
          }
        />
        <CursorList
          of={list}
          keyOf={account => account.id}
          row={account => <Row account={account} />}
          empty={say('没有账号。', 'No accounts.')}
        />
      </Card>
    </Page>
  );
}

function Row({ account }: { account: Schemas['AccountView'] }): ReactNode {
  return (
    <>
      <div className="list-line">
        <Link to="/accounts/$id" params={{ id: account.id }}>
          {account.name}
        </Link>
        <span>{account.login}</span>
        {account.disabled && <Tag tone="warn">{say('已停用', 'disabled')}</Tag>}
      </div>
      <div className="list-line quiet small">
        <UnitName id={account.organisationId} />
        <span>{account.post}</span>
      </div>
    </>
  );
}

function OpenAccount({ opened }: { opened: (account: Opened) => void }): ReactNode {
  return (
    <Act<Schemas['CreateAccount']>
      label={say('开立账号', 'Open an account')}
      look={{ type: 'primary' }}
      explain={say(
        '开立后显示一次性密码，只显示这一次；角色由安全管理员授予。',
        'A one-time password is shown once; roles are granted by the security administrator.',
      )}
      fields={
        <>
          <Form.Item name="organisationId" label={say('单位', 'Unit')} rules={[{ required: true }]}>
            <OrganisationField />
          </Form.Item>
          <Form.Item name="name" label={say('姓名', 'Name')} rules={[{ required: true, whitespace: true }]}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="login" label={say('登录名', 'Login name')} rules={[{ required: true, whitespace: true }]}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="post" label={say('职务', 'Post')}>
            <Input />
          </Form.Item>
          <Form.Item
            name="personId"
            label={say('同一人的人员编号', 'Person id')}
            extra={say(
              '此人已有账号时填，回避按人计算。',
              'When the person has an account already: recusal goes by person.',
            )}
          >
            <Input />
          </Form.Item>
        </>
      }
      run={async body => {
        const account = await must(
          api.POST('/api/accounts', { body, params: { header: { 'Idempotency-Key': newKey() } } }),
        );
        opened(account);
        return account;
      }}
    />
  );
}
