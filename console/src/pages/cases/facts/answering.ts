// Answers on their way: what was chosen and not sent, kept like any form, and the sending of one or of many, each on the
// version the one before left behind. What was accepted leaves the list at once, so that a failure in the middle is not sent
// twice.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { queries } from '@/api/client';
import type { DraftKeeper } from '@/api/draft-keeper';
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

interface Chosen {
  drafts: Readonly<Record<string, Draft>>;
  /** The reason of all that have none of their own. */
  shared: string;
}

const NOTHING: Chosen = { drafts: {}, shared: '' };
const isEmpty = ({ drafts }: Chosen): boolean => Object.keys(drafts).length === 0;

/** What was chosen, in the care of the keeper. With the last answer gone there is nothing left to keep. */
function useChosen(keeper: DraftKeeper) {
  const [chosen, setChosen] = useState<Chosen>(() => ({ ...NOTHING, ...keeper.state().found?.values }));
  const held = useRef(!isEmpty(chosen));
  useLayoutEffect(() => {
    keeper.begin({ ...NOTHING, ...keeper.state().found?.values });
  }, [keeper]);
  useEffect(() => {
    if (!isEmpty(chosen)) keeper.note({ ...chosen });
    else if (held.current) {
      keeper.clear();
      keeper.begin({ ...NOTHING });
    }
    held.current = !isEmpty(chosen);
  }, [chosen, keeper]);
  return [chosen, setChosen] as const;
}

const without = ({ drafts, shared }: Chosen, key: string): Chosen => {
  const left = Object.fromEntries(Object.entries(drafts).filter(([one]) => one !== key));
  return isEmpty({ drafts: left, shared }) ? NOTHING : { drafts: left, shared };
};

export function useAnswering({ version, send }: Sending, keeper: DraftKeeper) {
  const [chosen, setChosen] = useChosen(keeper);
  const { drafts, shared } = chosen;

  const put = ({ key }: Point, patch: Partial<Draft>) =>
    setChosen(all => ({
      ...all,
      drafts: { ...all.drafts, [key]: { ...(all.drafts[key] ?? { value: '' }), ...patch } },
    }));
  const drop = ({ key }: Point) => setChosen(all => without(all, key));

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
    setShared: (text: string) => setChosen(all => ({ ...all, shared: text })),
    put,
    drop,
    /** All at once: another window's choice, or none. */
    replace: (values: object) => setChosen({ ...NOTHING, ...values }),
    answer: (points: readonly Point[]) => void write.mutateAsync(points).catch(() => undefined),
    sending: write.isPending,
    error: write.error,
  };
}

export type Answering = ReturnType<typeof useAnswering>;
