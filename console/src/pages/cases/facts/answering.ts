// Answers on their way: what was chosen and not sent, and the sending of one or of many, each on the version the one before
// left behind. What was accepted leaves the list at once, so that a failure in the middle is not sent twice.
import { useState } from 'react';
import { queries } from '@/api/client';
import { useWrite } from '@/api/write';
import type { Point } from './points';

export interface Draft {
  value: string;
  reason?: string;
  on?: string;
  evidence?: string[];
}

export interface Body {
  value: string;
  reason?: string;
  on?: string;
  evidence?: string[];
}

/** The routes of a flaw or of a claim; both answer with the new version. */
export interface Sending {
  version: number;
  send: (point: Point, body: Body, version: number) => Promise<{ version: number }>;
}

const filled = (text: string | undefined): string | undefined => (text?.trim() ? text.trim() : undefined);

function bodyOf({ value, reason, on, evidence }: Draft, shared: string): Body {
  const why = filled(reason) ?? filled(shared);
  return {
    value,
    ...(why && { reason: why }),
    ...(on && { on }),
    ...(evidence && evidence.length > 0 && { evidence }),
  };
}

export function useAnswering({ version, send }: Sending) {
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  const [shared, setShared] = useState('');

  const put = (point: Point, patch: Partial<Draft>) =>
    setDrafts(all => ({ ...all, [point.key]: { ...(all[point.key] ?? { value: '' }), ...patch } }));
  const drop = (point: Point) =>
    setDrafts(all => Object.fromEntries(Object.entries(all).filter(([key]) => key !== point.key)));

  const write = useWrite(async (points: readonly Point[]) => {
    let last = { version };
    try {
      for (const point of points) {
        last = await send(point, bodyOf(drafts[point.key]!, shared), last.version);
        drop(point);
      }
    } catch (error) {
      await queries.invalidateQueries();
      throw error;
    }
    return last;
  });

  return {
    drafts,
    shared,
    setShared,
    put,
    drop,
    answer: (points: readonly Point[]) => void write.mutateAsync(points).catch(() => undefined),
    sending: write.isPending,
    error: write.error,
  };
}

export type Answering = ReturnType<typeof useAnswering>;
