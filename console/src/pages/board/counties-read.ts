import { $api } from '@/api/client';
import { useFilters } from '@/parts/id';

/** The counties side by side for the day of this page; asked for once, whichever part of the page needs it. */
export function useCounties() {
  const [{ day }] = useFilters();
  return $api.useQuery('get', '/api/board/counties', { params: { query: { day } } }, { staleTime: 60_000 });
}
