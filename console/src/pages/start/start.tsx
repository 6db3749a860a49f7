// The first page of a role: a leader's is the board, everybody else's what waits for them.
import { lazy, Suspense, type ReactNode } from 'react';
import { useSelf } from '@/api/session-hook';
import { reached } from '@/app/reached';
import { Loading } from '@/parts/feedback';
import { loadBoard } from './ahead';

const Board = lazy(async () => ({ default: (await loadBoard()).Board }));
const loadInbox = reached(() => import('./inbox'));
const Inbox = lazy(async () => ({ default: (await loadInbox()).Inbox }));

export function Start(): ReactNode {
  const leads = useSelf().roles.includes('leader');
  return <Suspense fallback={<Loading />}>{leads ? <Board /> : <Inbox />}</Suspense>;
}
