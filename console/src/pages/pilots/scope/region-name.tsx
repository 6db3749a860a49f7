// Places by name: scopes carry codes, people read names.
import type { ReactNode } from 'react';
import { $api } from '@/api/client';
import { say } from '@/words/say';

const NATION = '000000';

export function RegionName({ code }: { code: string }): ReactNode {
  const { data } = $api.useQuery(
    'get',
    '/api/regions/{code}',
    { params: { path: { code } } },
    { enabled: code !== NATION, staleTime: Infinity },
  );
  if (code === NATION) return say('全国', 'the whole country');
  return <span title={code}>{data?.name ?? code}</span>;
}

export function RegionNames({ codes }: { codes: readonly string[] }): ReactNode {
  return codes.map((code, at) => (
    <span key={code}>
      {at > 0 && '、'}
      <RegionName code={code} />
    </span>
  ));
}
