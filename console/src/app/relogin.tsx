// Over the page, never instead of it: the form beneath stays as it was, and what was being sent goes out afterwards.
import { useEffect, useRef, type ReactNode } from 'react';
import type { Self } from '@/api/session';
import { LoginForm } from '@/pages/login/login-form';
import { say } from '@/words/say';

export function Relogin({ self }: { self: Self }): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="relogin" aria-labelledby="relogin-title" onCancel={event => event.preventDefault()}>
      <h2 id="relogin-title">{say('登录已过期', 'Your login has expired')}</h2>
      <p>
        {say(
          '请重新登录。页面上已填的内容都在，登录后接着办。',
          'Log in again. Everything you entered is still here and goes on from where it was.',
        )}
      </p>
      <LoginForm login={self.login} />
    </dialog>
  );
}
