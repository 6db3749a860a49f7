import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { tell } from '@/api/problem';
import { logIn } from '@/api/session';
import { say } from '@/words/say';

/** Plain HTML: the first page anybody loads, and the fields that password managers know. */
export function LoginForm({ login }: { login?: string }): ReactNode {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const id = useId();

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    try {
      await logIn(String(form.get('username')).trim(), String(form.get('password')));
    } catch (failure) {
      setError(tell(failure));
    }
    setBusy(false);
  }

  return (
    <form className="login-form" onSubmit={event => void submit(event)}>
      <label htmlFor={`${id}-login`}>{say('登录名', 'Login name')}</label>
      <input
        id={`${id}-login`}
        name="username"
        autoComplete="username"
        defaultValue={login}
        readOnly={login !== undefined}
        required
        autoFocus={login === undefined}
      />
      <label htmlFor={`${id}-password`}>{say('密码', 'Password')}</label>
      <input
        id={`${id}-password`}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        autoFocus={login !== undefined}
      />
      {error !== null && (
        <p className="note note-bad" role="alert">
          {error}
        </p>
      )}
      <button className="button button-primary" type="submit" disabled={busy}>
        {busy ? say('正在登录…', 'Logging in…') : say('登录', 'Log in')}
      </button>
    </form>
  );
}
