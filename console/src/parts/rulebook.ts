// The rulebook a record is held to: the pinned one of a filed record, else the one in force for the county now, as the server
// chooses it, so that the form ticks off the very list the server will check against.
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ListEntry, Rulebook } from '@domain/check/rulebook';
import type { PilotField } from '@domain/pilot';
import { $api, queries } from '@/api/client';
import { isProblem } from '@/api/problem';
import { sayIn } from '@/words/say';

/** The document carries the whole rulebook as one value; its shape is the domain's. */
export const bookOf = (view: { rulebook: Record<string, unknown> }): Rulebook => view.rulebook as unknown as Rulebook;

/** Where a record is made. */
interface Place {
  county: string;
  field: PilotField;
}

const read = async (id: string): Promise<Rulebook> =>
  bookOf(await queries.fetchQuery($api.queryOptions('get', '/api/rulebooks/{id}', { params: { path: { id } } })));

async function inForce(query: Place): Promise<Rulebook | null> {
  try {
    return bookOf(await queries.fetchQuery($api.queryOptions('get', '/api/rulebooks/in-force', { params: { query } })));
  } catch (error) {
    if (isProblem(error) && error.code === 'rulebook.none-found') return null;
    throw error;
  }
}

/**
 * `pinned`: the rulebook a record was filed under, `WC-513221@2`; without one, that in force at the place now, or null where
 * there is none. Waits while it is given neither.
 */
export function useBook(pinned: string | null, place: Place | null): UseQueryResult<Rulebook | null, unknown> {
  const at = place === null ? null : { county: place.county, field: place.field };
  return useQuery<Rulebook | null, unknown>({
    queryKey: ['rulebook-held-to', pinned ?? at],
    enabled: pinned !== null || at !== null,
    queryFn: () => (pinned !== null ? read(pinned) : at === null ? null : inForce(at)),
  });
}

/** The title of an entry, or its code: a code of another version is shown rather than hidden. */
export function titleIn(entries: readonly ListEntry[] | undefined, code: string): string {
  const title = entries?.find(entry => entry.code === code)?.title;
  return title === undefined ? code : sayIn(title);
}
