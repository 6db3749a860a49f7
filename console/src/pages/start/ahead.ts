// What the start page is going to ask for, asked the moment it is known who is here: drawing the frame around it takes a slow
// machine as long as the answer needs on a slow line.
import { $api, queries } from '@/api/client';
import { currentSession } from '@/api/session';

export const loadBoard = () => import('@/pages/board/board');

export function askAhead(): void {
  const session = currentSession();
  if (session.status !== 'in' || session.self.mustChangePassword || location.pathname !== '/') return;
  if (session.self.roles.includes('leader')) {
    void loadBoard().catch(() => undefined); // the page asks again, and says so when it fails
    void queries.prefetchQuery($api.queryOptions('get', '/api/board', { params: { query: {} } }));
  } else {
    void queries.prefetchQuery($api.queryOptions('get', '/api/inbox'));
  }
}
