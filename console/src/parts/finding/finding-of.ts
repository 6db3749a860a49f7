// The API's document says `object` where a finding, its sentences and its facts stand: here they get the domain's types
// back, once for the whole console.
import type { Schemas } from '@/api/client';
import { currentLanguage } from '@/words/say';
import type { Facts } from '@domain/check/facts';
import type { Finding } from '@domain/check/finding';
import type { ToldFinding } from '@domain/check/finding-difference';
import type { Explanation } from '@domain/check/wording';

/** Both `FindingView` and `FindingDetail` of the API. */
type Viewed = Pick<Schemas['FindingView'], 'finding' | 'explanation'>;

export const findingOf = (view: Pick<Viewed, 'finding'>): Finding => view.finding as unknown as Finding;

/** In the language of the page. */
export const explanationOf = (view: Pick<Viewed, 'explanation'>): Explanation =>
  view.explanation[currentLanguage()] as unknown as Explanation;

export const factsOf = (view: Pick<Schemas['FindingDetail'], 'facts'>): Facts => view.facts as unknown as Facts;

/** For the domain's `findingDifference`. */
export const toldOf = (view: Viewed): ToldFinding => ({
  finding: findingOf(view),
  explanation: view.explanation as unknown as ToldFinding['explanation'],
});
