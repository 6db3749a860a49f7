// What changed about an organisation or an account: before, after, why, when.
import type { ReactNode } from 'react';
import { localDay } from '@domain/period';
import type { Schemas } from '@/api/client';
import { Timeline } from '@/parts/timeline';
import { say } from '@/words/say';

const shown = (values: object | null): string =>
  Object.entries(values ?? {})
    .map(([field, value]) => `${field} ${String(value ?? '—')}`)
    .join('，');

export function Changes({ of }: { of: Schemas['ChangeView'][] }): ReactNode {
  if (of.length === 0) return <p className="quiet">{say('没有变更过。', 'Nothing has changed.')}</p>;
  return (
    <Timeline
      of={of.map(change => ({
        key: `${change.version}${change.act}`,
        on: localDay(change.recordedAt),
        text: change.reason,
        under: `${shown(change.before)} → ${shown(change.after)}`,
      }))}
    />
  );
}
