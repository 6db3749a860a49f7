// The rulebook a record is held to: the pinned one of a filed record, else the one in force for the county now, chosen by the
// domain's own rule, so that the form ticks off the very list the server will check against.
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { chooseRulebook } from '@domain/check/choosing';
import type { ListEntry, Rulebook } from '@domain/check/rulebook';
import type { Day } from '@domain/period';
import { isWithin } from '@domain/region';
import { $api, queries, type Schemas } from '@/api/client';
import { sayIn } from '@/words/say';
import { today } from './today';

/** The document carries the whole rulebook as one value; its shape is the domain's. */
export const bookOf = (view: { rulebook: Record<string, unknown> }): Rulebook => view.rulebook as unknown as Rulebook;

/** Where a record is made. */
interface Place {
  county: string;
  field: string;
}

const holdsIn = (county: string, day: Day) => (one: Schemas['RulebookSummary']) =>
  one.level !== 'zone' &&
  isWithin(county, one.region) &&
  one.inForceFrom !== null &&
  one.inForceFrom <= day &&
  (one.inForceTo === null || day <= one.inForceTo);

const read = async (id: string): Promise<Rulebook> =>
  bookOf(await queries.fetchQuery($api.queryOptions('get', '/api/rulebooks/{id}', { params: { path: { id } } })));

async function inForce({ county, field }: Place): Promise<Rulebook | null> {
  const day = today();
  const listed = await queries.fetchQuery($api.queryOptions('get', '/api/rulebooks'));
  const near = await Promise.all(listed.filter(holdsIn(county, day)).map(({ id }) => read(id)));
  return chooseRulebook(near, { region: county, field, day });
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
