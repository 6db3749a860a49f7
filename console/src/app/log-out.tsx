// Out, and nothing lost unawares: what the server could not be given is named first, and that it cannot learn of the log-out
// at all; the person may stay.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { DraftSlot } from '@/api/form-draft';
import { unsentWords } from '@/api/leaving';
import { logOut } from '@/api/session';
import { useSelf } from '@/api/session-hook';
import { FORM_WORDS } from '@/words/forms';
import { say, sayIn } from '@/words/say';

export function LogOut(): ReactNode {
  const { accountId } = useSelf();
  const [asking, setAsking] = useState(false);
  const [unsent, setUnsent] = useState<DraftSlot[] | null>(null);

  async function leave(): Promise<void> {
    setAsking(true);
    const left = await unsentWords(accountId);
    setAsking(false);
    if (left.length === 0 && navigator.onLine) await logOut();
    else setUnsent(left);
  }

  return (
    <>
      <button className="button button-quiet" type="button" disabled={asking} onClick={() => void leave()}>
        {say('退出', 'Log out')}
      </button>
      {/* Not within the dark bar, whose colours it would take on. */}
      {unsent !== null && createPortal(<Unsent of={unsent} stay={() => setUnsent(null)} />, document.body)}
    </>
  );
}

function Unsent({ of, stay }: { of: readonly DraftSlot[]; stay: () => void }): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const forms = [...new Set(of.map(({ form }) => form))];
  return (
    <dialog ref={dialog} className="relogin" aria-labelledby="unsent-title" onClose={stay}>
      <h2 id="unsent-title">
        {forms.length > 0
          ? say('还有内容没有存到服务器', 'Something is not on the server yet')
          : say('网络已断开', 'The network is down')}
      </h2>
      {forms.length > 0 && (
        <>
          <p>
            {say(
              '以下表单里最近填的内容只在本页，现在退出就会丢失：',
              'What you last typed into these forms is in this tab alone and is lost when you log out now:',
            )}
          </p>
          <ul>
            {forms.map(form => (
              <li key={form}>{sayIn(FORM_WORDS[form])}</li>
            ))}
          </ul>
        </>
      )}
      {!navigator.onLine && (
        <p className="small">
          {say(
            '网络已断开：恢复后会自动保存，那时再退出即可。断网时退出，服务器不知道，登录还没有真正结束。',
            'The network is down: once it is back everything is saved by itself and you can log out. Without it the server does not learn that you left, and the login has not really ended.',
          )}
        </p>
      )}
      <div className="row">
        <button className="button button-primary" type="button" onClick={stay}>
          {say('先不退出', 'Stay')}
        </button>
        <button className="button" type="button" onClick={() => void logOut()}>
          {forms.length > 0
            ? say('仍要退出，放弃这些内容', 'Log out and give them up')
            : say('仍要退出', 'Log out all the same')}
        </button>
      </div>
    </dialog>
  );
}
