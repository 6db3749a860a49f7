import type { ReactNode } from 'react';
import { say } from '@/words/say';

export function Boot(): ReactNode {
  return (
    <main className="boot" aria-busy="true">
      <img src="/harbor.svg" alt="" width="48" height="48" />
      <p>{say('正在打开…', 'Opening…')}</p>
    </main>
  );
}
