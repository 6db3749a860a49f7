// What went wrong, in words for the person: the server's own bilingual text where it spoke, ours where it could not.
import { say, sayIn } from '@/words/say';
import { Unanswered } from './answer';
import type { Problem } from './session';

export function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'status' in error;
}

/** Nobody answered: see {@link Unanswered}. */
export const isOffline = (error: unknown): boolean => error instanceof Unanswered;
/** The server said no: what is sent next is another thing. One that fails does not know how it ended. */
export const isRefused = (error: unknown): boolean => isProblem(error) && error.status < 500;
export const isMissing = (error: unknown): boolean => isProblem(error) && error.status === 404;
export const isForbidden = (error: unknown): boolean => isProblem(error) && error.status === 403;
/** Somebody else was faster, or the thing moved on. */
export const isStale = (error: unknown): boolean => isProblem(error) && error.status === 412;

export function tell(error: unknown): string {
  if (isProblem(error) && error.code === 'idempotency.key-reused') {
    return say(
      '上一次提交其实已经送达，这次的内容又有改动。请先到列表里核对；确需另办一件的，再提交一次。',
      'What you sent before did arrive, and this differs from it. Look at the list first; send again only if you need another one.',
    );
  }
  if (isProblem(error)) return sayIn(error.detail as { zh: string; en: string });
  if (isOffline(error)) {
    return say(
      '连接中断，未能送达。所填内容仍在此页，恢复连接后再试即可。',
      'The connection is down and nothing was sent. What you entered is still here; try again once it is back.',
    );
  }
  return say(
    '页面自身出错，不是网络问题。请刷新后再试。',
    'This page itself failed; the connection is fine. Reload it and try again.',
  );
}

export interface FieldFault {
  /** Path as the API names it: `scope.regions`, `tranches.0.dueOn`. */
  field: string;
  text: string;
}

export function faultsOf(error: unknown): FieldFault[] {
  if (!isProblem(error) || !error.fields) return [];
  return error.fields.map(({ field = '', zh, en }) => ({ field, text: say(zh, en) }));
}
