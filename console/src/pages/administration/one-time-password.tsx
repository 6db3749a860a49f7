import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { Facts } from '@/parts/page';
import { say } from '@/words/say';

/** Shown where it came from and nowhere else: leave the page, and it is gone. */
export function OneTimePassword({ of }: { of: Schemas['AccountOpened'] }): ReactNode {
  if (of.oneTimePassword === null) return null;
  return (
    <div className="note note-good" role="status">
      <strong>{say('请当面或另行告知本人，此处只显示这一次', 'Tell it to the person; it is shown here once')}</strong>
      <Facts
        of={[
          [say('登录名', 'Login name'), of.login],
          [say('一次性密码', 'One-time password'), <code key="password">{of.oneTimePassword}</code>],
        ]}
      />
    </div>
  );
}
