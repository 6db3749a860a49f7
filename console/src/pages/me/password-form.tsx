import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { api } from '@/api/client';
import { faultsOf, tell } from '@/api/problem';
import { reread } from '@/api/session';
import { say } from '@/words/say';

/** Plain HTML, so that it can stand in the shell before any page is loaded. */
export function PasswordForm(): ReactNode {
  const id = useId();
  const [told, setTold] = useState<{ good: boolean; text: string } | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const body = {
      oldPassword: String(new FormData(form).get('old')),
      newPassword: String(new FormData(form).get('new')),
    };
    setBusy(true);
    try {
      const { error } = await api.POST('/api/me/password', { body });
      if (error === undefined) {
        form.reset();
        setTold({ good: true, text: say('密码已修改，其他会话已结束。', 'Changed; your other sessions have ended.') });
        await reread();
      } else {
        setTold({ good: false, text: [tell(error), ...faultsOf(error).map(fault => fault.text)].join(' ') });
      }
    } catch (failure) {
      setTold({ good: false, text: tell(failure) });
    }
    setBusy(false);
  }

  return (
    <form className="login-form" onSubmit={event => void submit(event)}>
      <label htmlFor={`${id}-old`}>{say('原密码', 'Present password')}</label>
      <input id={`${id}-old`} name="old" type="password" autoComplete="current-password" required />
      <label htmlFor={`${id}-new`}>{say('新密码', 'New password')}</label>
      <input id={`${id}-new`} name="new" type="password" autoComplete="new-password" minLength={12} required />
      {told !== null && (
        <p className={`note ${told.good ? 'note-good' : 'note-bad'}`} role={told.good ? 'status' : 'alert'}>
          {told.text}
        </p>
      )}
      <button className="button button-primary" type="submit" disabled={busy}>
        {say('修改密码', 'Change password')}
      </button>
    </form>
  );
}
