// What the view of a case is drawn from: the flaw, its last finding with the facts it was made from, and what no check looks
// at: every record of the pilot, and who is held to account.
import { useMemo } from 'react';
import type { Finding } from '@domain/check/finding';
import type { Rulebook } from '@domain/check/rulebook';
import { storyOf, type StoryMoment, type StoryOf } from '@domain/check/story';
import { $api, type Schemas } from '@/api/client';
import { findingOf, factsOf } from '@/parts/finding/finding-of';
import { currentLanguage } from '@/words/say';
import type { Titles } from './story/words';

export type Flaw = Schemas['FlawDetail'];
export type FoundDetail = Schemas['FindingDetail'];

export const useFlaw = (id: string) => $api.useQuery('get', '/api/flaws/{id}', { params: { path: { id } } });

/** The last check of a flaw; the document says it is always there, a flaw not checked yet has none. */
export function useLastFinding(flaw: Flaw) {
  const last = flaw.lastFinding as Flaw['lastFinding'] | null;
  return $api.useQuery(
    'get',
    '/api/findings/{id}',
    { params: { path: { id: last?.id ?? '' } } },
    { enabled: last !== null, placeholderData: shown => shown },
  );
}

interface StoryContext {
  flaw: Flaw;
  detail: FoundDetail | undefined;
  claimActs?: StoryOf['claimActs'];
}

/** Undefined until there is a finding: its facts are the story. */
export function useStory({ flaw, detail, claimActs }: StoryContext): StoryMoment[] | undefined {
  const path = { flawId: flaw.id };
  const records = $api.useQuery('get', '/api/exemptions', { params: { query: { pilot: flaw.pilotId, limit: 100 } } });
  const accountability = $api.useQuery('get', '/api/flaws/{flawId}/accountability', { params: { path } });
  return useMemo(
    () =>
      detail &&
      storyOf({
        facts: factsOf(detail),
        records: records.data?.items,
        accountability: accountability.data,
        claimActs,
      }),
    [detail, records.data, accountability.data, claimActs],
  );
}

const NO_TITLES: Titles = new Map();

/** Kinds of flaw and safeguards by the names the applied rulebook gives them. */
export function useTitles(detail: FoundDetail | undefined): Titles {
  const book = detail && (findingOf(detail) as Finding).applied.rulebook;
  const id = book ? `${book.code}@${book.version}` : '';
  const { data } = $api.useQuery(
    'get',
    '/api/rulebooks/{id}',
    { params: { path: { id } } },
    { enabled: book !== undefined, staleTime: 3_600_000 },
  );
  return useMemo(() => {
    if (data === undefined) return NO_TITLES;
    const { flawKinds, safeguards } = data.rulebook as unknown as Rulebook;
    const lang = currentLanguage();
    return new Map([...flawKinds, ...safeguards].map(({ code, title }) => [code, title[lang]]));
  }, [data]);
}
