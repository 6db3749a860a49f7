// What the last check says that the one before did not: in words, and for whoever wants it, value by value.
import type { ReactNode } from 'react';
import { findingDifference } from '@domain/check/finding-difference';
import { $api, type Schemas } from '@/api/client';
import { FindingChanges } from '@/parts/finding/changes';
import { toldOf } from '@/parts/finding/finding-of';
import { Card } from '@/parts/page';
import { How, Instant } from '@/parts/time';
import { say } from '@/words/say';
import type { FoundDetail } from './case-data';

export function DifferenceCard({ flawId, last }: { flawId: string; last: FoundDetail }): ReactNode {
  const { data } = $api.useQuery('get', '/api/flaws/{id}/findings', { params: { path: { id: flawId } } });
  const at = data?.findIndex(({ id }) => id === last.id) ?? -1;
  const before = at < 0 ? undefined : data?.[at + 1];
  if (before === undefined) return null;
  return <Differences before={before} last={last} />;
}

function Differences({ before, last }: { before: Schemas['FindingSummary']; last: FoundDetail }): ReactNode {
  const earlier = $api.useQuery('get', '/api/findings/{id}', { params: { path: { id: before.id } } });
  const raw = $api.useQuery('get', '/api/findings/{id}/difference', {
    params: { path: { id: before.id }, query: { to: last.id } },
  });
  return (
    <Card title={say('与上一次核对相比', 'Against the check before')}>
      <p className="quiet small">
        {before.code} <Instant at={before.recordedAt} /> → {last.code} <Instant at={last.recordedAt} />
      </p>
      {earlier.data && <FindingChanges of={findingDifference(toldOf(earlier.data), toldOf(last))} />}
      {raw.data && raw.data.facts.length > 0 && (
        <How
          label={say(`事实中有 ${raw.data.facts.length} 处不同`, `${raw.data.facts.length} differences in the facts`)}
        >
          <ul>
            {raw.data.facts.map(({ path, from, to }) => (
              <li key={path}>
                <code>{path}</code> {from ?? '—'} → {to ?? '—'}
              </li>
            ))}
          </ul>
        </How>
      )}
    </Card>
  );
}
