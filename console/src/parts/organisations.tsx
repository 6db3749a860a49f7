// Units by name: details carry ids, people read names. Asked for once and kept.
import { useMemo, type ReactNode } from 'react';
import { $api, type Schemas } from '@/api/client';

type Unit = Schemas['OrganisationView'];

/** All units one may see, by id; empty until they are there. */
export function useOrganisations(): ReadonlyMap<string, Unit> {
  const { data } = $api.useInfiniteQuery(
    'get',
    '/api/organisations',
    { params: { query: { limit: 100 } } },
    {
      pageParamName: 'cursor',
      initialPageParam: null,
      getNextPageParam: page => page.next ?? undefined,
      staleTime: 300_000,
    },
  );
  return useMemo(() => new Map((data?.pages ?? []).flatMap(page => page.items).map(unit => [unit.id, unit])), [data]);
}

export function UnitName({ id }: { id: string | null | undefined }): ReactNode {
  const units = useOrganisations();
  if (id == null) return <span className="quiet">—</span>;
  return units.get(id)?.name ?? '…';
}
