import type { ReactNode } from 'react';
import { LanguageSwitch } from '@/app/language-switch';
import { say } from '@/words/say';
import { LoginForm } from './login-form';

export function Login({ reason }: { reason?: 'ended' | 'unreachable' }): ReactNode {
  return (
    <main className="login">
      <div className="login-card">
        <img src="/harbor.svg" alt="" width="56" height="56" />
        <h1>{say('试点容错备案', 'Pilot Harbor')}</h1>
        <p className="quiet">{say('事先备案，事后有据', 'On record before it happens, on record when it matters')}</p>
        {reason === 'unreachable' && (
          <p className="note note-warn" role="status">
            {say('服务器暂时连不上，可稍后再试。', 'The server cannot be reached just now; try again shortly.')}
          </p>
        )}
        <LoginForm />
        <p className="quiet small">
          {say(
            '忘记密码请联系本单位的系统管理员重置。',
            'A forgotten password is reset by the system administrator of your county.',
          )}
        </p>
        <div className="login-foot">
          <a href="/verify">{say('核验文书', 'Verify a document')}</a>
          <LanguageSwitch />
        </div>
      </div>
    </main>
  );
}
