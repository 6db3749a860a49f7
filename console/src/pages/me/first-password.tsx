// A one-time password opens nothing but this page.
import type { ReactNode } from 'react';
import { say } from '@/words/say';
import { PasswordForm } from './password-form';

export function FirstPassword(): ReactNode {
  return (
    <section className="card">
      <h1>{say('请先修改一次性密码', 'Change your one-time password first')}</h1>
      <p className="quiet">
        {say(
          '12 至 128 个字符，可用一句话；不必含特殊符号。',
          '12 to 128 characters; a sentence will do, no symbols needed.',
        )}
      </p>
      <PasswordForm />
    </section>
  );
}
