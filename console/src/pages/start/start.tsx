// The first page of a role: a leader's is the board, everybody else's what waits for them.
import { usePrefetchQuery } from '@tanstack/react-query';
import { lazy, Suspense, type ReactNode } from 'react';
import { $api } from '@/api/client';
import { useSelf } from '@/api/session-hook';
import { Loading } from '@/parts/feedback';

const Board = lazy(async () => ({ default: (await import('@/pages/board/board')).Board }));
const Inbox = lazy(async () => ({ default: (await import('./inbox')).Inbox }));

export function Start(): ReactNode {
  const leads = useSelf().roles.includes('leader');
  return <Suspense fallback={<Loading />}>{leads ? <BoardFirst /> : <Inbox />}</Suspense>;
}

/** The figures are asked for while the board's own code is still on its way. */
function BoardFirst(): ReactNode {
  usePrefetchQuery($api.queryOptions('get', '/api/board', { params: { query: {} } }));
  return <Board />;
}
