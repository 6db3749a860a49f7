// Regions by name: a record carries codes, people read names. Unknown codes are shown as they are.
import { $api } from '@/api/client';
import { useSelf } from '@/api/session-hook';
import { say } from '@/words/say';

export function useRegionName(of?: string): (code: string) => string {
  const self = useSelf();
  const county = of ?? self.county;
  const { data } = $api.useQuery('get', '/api/regions', { params: { query: { under: county } } });
  return code =>
    code === county ? say('本县', 'the county') : (data?.find(region => region.code === code)?.name ?? code);
}
