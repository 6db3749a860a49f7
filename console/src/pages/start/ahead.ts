// What the start page is going to ask for, asked the moment it is known who is here: drawing the frame around it takes a slow
// machine as long as the answer needs on a slow line.
import { $api, queries } from '@/api/client';
import { currentSession } from '@/api/session';
import { reached } from '@/app/reached';

export const loadBoard = reached(() => import('@/pages/board/board'));

/** How many of the targets without means the board shows at once. */
export const WORST_SHOWN = 3;

/** Each as its own part of the board asks for it: alike, or it would be asked for a second time. */
function askBoard(above: boolean): void {
  const query = {};
  void queries.prefetchQuery($api.queryOptions('get', '/api/board', { params: { query } }));
  void queries.prefetchQuery(
    $api.queryOptions('get', '/api/board/means', { params: { query: { limit: WORST_SHOWN } } }),
  );
  if (above) void queries.prefetchQuery($api.queryOptions('get', '/api/board/counties', { params: { query } }));
  void queries.prefetchQuery($api.queryOptions('get', '/api/board/trends', { params: { query } }));
}

export function askAhead(): void {
  const session = currentSession();
  if (session.status !== 'in' || session.self.mustChangePassword || location.pathname !== '/') return;
  if (session.self.roles.includes('leader')) {
    void loadBoard().catch(() => undefined); // the page asks again, and says so when it fails
    askBoard(session.self.county.endsWith('00'));
  } else {
    void queries.prefetchQuery($api.queryOptions('get', '/api/inbox'));
  }
}
