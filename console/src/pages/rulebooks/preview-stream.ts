// The impact preview as it arrives: one JSON value a line. Only the newest batch of lines is held back, so that a hundred
// thousand findings cost no more memory than the changes that are shown.
import { heard, Unanswered } from '@/api/answer';
import { fetched, type Schemas } from '@/api/client';

type Line = Schemas['PreviewLine'];
export type Change = Schemas['PreviewChange'];
export type Supposed = 'present' | 'throughout';

export interface Wish {
  draftId: string;
  as: Supposed;
  latest: boolean;
}

export interface Received {
  done: number;
  total: number;
  changes: readonly Change[];
  /** Shown or not. */
  changed: number;
  unreadable: number;
  summary: Schemas['PreviewSummary'] | null;
  error: Schemas['PreviewError'] | null;
}

export const NOTHING: Received = {
  done: 0,
  total: 0,
  changes: [],
  changed: 0,
  unreadable: 0,
  summary: null,
  error: null,
};

/** More would only be scrolled past; the count goes on. */
export const MOST_SHOWN = 200;

function received(before: Received, line: Line): Received {
  if (line.progress) return { ...before, ...line.progress };
  if (line.unreadable) return { ...before, unreadable: before.unreadable + 1 };
  if (line.summary) return { ...before, summary: line.summary };
  if (line.error) return { ...before, error: line.error };
  if (!line.change) return before;
  const changes = before.changes.length < MOST_SHOWN ? [...before.changes, line.change] : before.changes;
  return { ...before, changes, changed: before.changed + 1 };
}

/** @throws the problem it was refused with, Unanswered when the connection ends early, AbortError when it was ended */
export async function preview(wish: Wish, signal: AbortSignal, show: (so: Received) => void): Promise<void> {
  const address = new URL(`/api/rulebooks/drafts/${wish.draftId}/preview`, location.origin);
  address.searchParams.set('as', wish.as);
  address.searchParams.set('latest', String(wish.latest));
  const response = await fetched(address, { method: 'POST', signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let so = NOTHING;
  let rest = '';
  for (;;) {
    const { done, value } = await heard(reader.read());
    if (done) break;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') so = received(so, JSON.parse(line) as Line);
    show(so);
  }
  if (so.summary === null && so.error === null) throw new Unanswered('the preview ended early');
}
