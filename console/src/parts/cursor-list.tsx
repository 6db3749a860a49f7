// A list that goes on: newest first, more on demand, and honest about its end.
import type { UseInfiniteQueryResult, InfiniteData } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isForbidden, tell } from '@/api/problem';
import { say } from '@/words/say';
import { Empty, Loading, NotAllowed, Trouble } from './feedback';

interface CursorPage<T> {
  items: T[];
  next: string | number | null;
}

interface CursorListProps<T> {
  of: Pick<
    UseInfiniteQueryResult<InfiniteData<CursorPage<T>>, unknown>,
    'data' | 'error' | 'isPending' | 'hasNextPage' | 'fetchNextPage' | 'isFetchingNextPage' | 'refetch'
  >;
  empty: ReactNode;
  row: (item: T) => ReactNode;
  keyOf: (item: T) => string;
}

/** Options for `$api.useInfiniteQuery` on a list with cursors. */
export const byCursor = {
  pageParamName: 'cursor',
  // Not undefined: openapi-react-query would ask for the page after cursor 0.
  // Null is left out of the address; for undefined openapi-react-query sends 0.
  initialPageParam: null,
  getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
} as const;

export function CursorList<T>({ of, empty, row, keyOf }: CursorListProps<T>): ReactNode {
  if (of.isPending) return <Loading />;
  if (of.data === undefined) {
    if (isForbidden(of.error)) return <NotAllowed text={tell(of.error)} />;
    return <Trouble error={of.error} retry={() => void of.refetch()} />;
  }
  const items = of.data.pages.flatMap(page => page.items);
  if (items.length === 0) return typeof empty === 'string' ? <Empty text={empty} /> : empty;
  return (
    <>
      <ul className="list">
        {items.map(item => (
          <li key={keyOf(item)}>{row(item)}</li>
        ))}
      </ul>
      {of.hasNextPage ? (
        <button
          className="button"
          type="button"
          disabled={of.isFetchingNextPage}
          onClick={() => void of.fetchNextPage()}
        >
          {of.isFetchingNextPage ? say('正在读取…', 'Loading…') : say('更多', 'More')}
        </button>
      ) : (
        <p className="quiet small">
          {say(`共 ${items.length} 项，已到末尾`, `${items.length} in all; this is the end`)}
        </p>
      )}
    </>
  );
}
