// The typed client of the API: its types come from docs/openapi.json, so that an API that has drifted fails the build.
import { MutationCache, QueryClient } from '@tanstack/react-query';
import createFetchClient from 'openapi-fetch';
import createHooks from 'openapi-react-query';
import { currentLanguage } from '@/words/say';
import { answered, heard, whole } from './answer';
import { isOffline } from './problem';
import type { components, paths } from './schema.gen';
import { freshToken, renew, type Problem } from './session';

export type Schemas = components['schemas'];

async function authorised(request: Request): Promise<Request> {
  const copy = request.clone();
  copy.headers.set('Authorization', `Bearer ${await freshToken()}`);
  copy.headers.set('Accept-Language', currentLanguage() === 'zh' ? 'zh-CN' : 'en');
  return copy;
}

/** Sends a request with a good token; one more time when the session ended between two requests. */
async function send(request: Request): Promise<Response> {
  const response = await heard(fetch(await authorised(request)));
  if (response.status !== 401) return answered(response);
  await renew();
  return answered(await heard(fetch(await authorised(request))));
}

/**
 * What no typed call serves: streams, texts, bodies that outlive the page. @param address below this origin
 * @throws the problem the server answered with, or Unanswered
 */
export async function fetched(address: string | URL, init?: RequestInit): Promise<Response> {
  const response = await send(new Request(new URL(address, location.origin), init));
  if (!response.ok) throw (await heard(response.json())) as Problem;
  return response;
}

/** Plain calls, for files and for what runs outside a component. */
export const api = createFetchClient<paths>({
  baseUrl: location.origin,
  fetch: async request => whole(await send(request)),
});
/** `$api.useQuery('get', path, { params })`, `$api.useMutation('post', path)`. */
export const $api = createHooks(api);

/** A lost connection just after a write must not hold up the word that it was done. */
const REREAD_MS = 4_000;

/**
 * What changed anywhere may show anywhere: inbox, counts, clocks. A write counts as done once the page has been read again:
 * an act on what stood there before would be refused as stale.
 */
const reread = (): Promise<unknown> =>
  Promise.race([queries.invalidateQueries(), new Promise(resolve => setTimeout(resolve, REREAD_MS))]);

export const queries: QueryClient = new QueryClient({
  mutationCache: new MutationCache({ onSuccess: reread }),
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      retry: (count, error) => count < 2 && isOffline(error),
      refetchOnWindowFocus: true,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** As the API wants versions: quoted. */
export const tag = (version: number): { 'If-Match': string } => ({ 'If-Match': `"${version}"` });

/** One key for one intention: sent again after a lost connection, it does not create a second thing. */
export const newKey = (): string => crypto.randomUUID();
