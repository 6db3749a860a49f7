// One's own account: who I am to the registry, my password, and where else I am logged in.
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { $api, api } from '@/api/client';
import { useSelf } from '@/api/session-hook';
import { must, useWrite } from '@/api/write';
import { Reading, Trouble } from '@/parts/feedback';
import { Card, Facts, Page } from '@/parts/page';
import { Tag } from '@/parts/tag';
import { Instant } from '@/parts/time';
import { nameOf, ROLE } from '@/words/names';
import { say } from '@/words/say';
import { PasswordForm } from './password-form';

export function Me(): ReactNode {
  const self = useSelf();
  return (
    <Page title={say('我的账号', 'My account')}>
      <div className="columns">
        <Card title={say('本人', 'Myself')}>
          <Facts
            of={[
              [say('姓名', 'Name'), self.name],
              [say('登录名', 'Login name'), self.login],
              [say('单位', 'Organisation'), self.organisation.name],
              [say('职务', 'Post'), self.post],
              [say('角色', 'Roles'), self.roles.map(role => nameOf(ROLE, role)).join('、')],
            ]}
          />
          <p className="quiet small">
            {say(
              '有误请联系系统管理员更正；角色由安全管理员授予。',
              'Ask the system administrator to correct this; roles are granted by the security administrator.',
            )}
          </p>
        </Card>
        <Card title={say('修改密码', 'Change password')}>
          <PasswordForm />
        </Card>
      </div>
      <Sessions />
    </Page>
  );
}

function Sessions(): ReactNode {
  const sessions = $api.useQuery('get', '/api/me/sessions');
  const end = useWrite((id: string) => must(api.POST('/api/me/sessions/{id}/end', { params: { path: { id } } })));
  return (
    <Card title={say('登录在哪里', 'Where I am logged in')}>
      <Reading of={sessions}>
        {list => (
          <ul className="list">
            {list.map(session => (
              <li key={session.id} className="list-line">
                <span>
                  {say('登录于', 'since')} <Instant at={session.beganAt} /> · {say('最近使用', 'last used')}{' '}
                  <Instant at={session.lastUsedAt} />
                </span>
                {session.current ? (
                  <Tag tone="brand">{say('当前会话', 'this one')}</Tag>
                ) : (
                  <Button size="small" loading={end.isPending} onClick={() => end.mutate(session.id)}>
                    {say('结束', 'End')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Reading>
      {end.error != null && <Trouble error={end.error} />}
    </Card>
  );
}
