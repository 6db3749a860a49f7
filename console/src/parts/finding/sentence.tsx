// The sentences of a finding as they are read by people: whoever judged stands in them by account, which nobody can read.
import { useMemo } from 'react';
import { useSelf } from '@/api/session-hook';
import { say } from '@/words/say';

const ACCOUNT = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** `accountName(id)`: the reader himself, or the end of the account, by which two people are told apart. */
export function useAccountName(): (id: string) => string {
  const { accountId } = useSelf();
  return useMemo(
    () => id =>
      id === accountId ? say('您本人', 'yourself') : say(`（账号尾号 ${id.slice(-4)}）`, `(account …${id.slice(-4)})`),
    [accountId],
  );
}

export function Sentence({ of }: { of: string }): string {
  const name = useAccountName();
  return of.replace(ACCOUNT, name);
}
