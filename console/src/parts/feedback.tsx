// What a page says while it has nothing to show: loading, empty, not found, not allowed, failed. Written for the person.
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { faultsOf, isForbidden, isMissing, tell } from '@/api/problem';
import { say } from '@/words/say';

export function Loading(): ReactNode {
  return (
    <div className="feedback" role="status" aria-live="polite">
      <div className="loading-bar" />
      <p className="quiet">{say('正在读取…', 'Loading…')}</p>
    </div>
  );
}

/** Absent and invisible look the same: another county's link says nothing about what is there. */
export function NotFound(): ReactNode {
  return (
    <div className="feedback">
      <h1>{say('没有找到', 'Not found')}</h1>
      <p className="quiet">
        {say('链接有误，或这项内容不在您可查看的范围内。', 'The link is wrong, or this is outside what you may see.')}
      </p>
      <Link className="button" to="/">
        {say('回到首页', 'Back to the start page')}
      </Link>
    </div>
  );
}

export function NotAllowed({ text }: { text: string }): ReactNode {
  return (
    <div className="feedback">
      <h1>{say('无权查看', 'Not open to you')}</h1>
      <p className="quiet">{text}</p>
      <Link className="button" to="/">
        {say('回到首页', 'Back to the start page')}
      </Link>
    </div>
  );
}

export function Empty({ text, children }: { text: string; children?: ReactNode }): ReactNode {
  return (
    <div className="feedback">
      <p className="quiet">{text}</p>
      {children}
    </div>
  );
}

export function Trouble({ error, retry }: { error: unknown; retry?: () => void }): ReactNode {
  return (
    <div className="note note-bad" role="alert">
      <p>{tell(error)}</p>
      {retry && <Faults of={error} />}
      {retry && (
        <button className="button" type="button" onClick={retry}>
          {say('重试', 'Try again')}
        </button>
      )}
    </div>
  );
}

/** A page that only reads has no fields to put them beside: a wrong filter in the address, say. */
function Faults({ of }: { of: unknown }): ReactNode {
  return faultsOf(of).map(({ field, text }) => (
    <p key={field} className="small">
      {field}：{text}
    </p>
  ));
}

/** A page that failed, or could not be fetched: the rest of the screen stays. */
export function NotDrawn({ error, reset }: { error: unknown; reset: () => void }): ReactNode {
  return (
    <div className="feedback">
      <h1>{say('打不开这一页', 'This page cannot be opened')}</h1>
      <Trouble error={error} retry={reset} />
    </div>
  );
}

interface ReadingProps<T> {
  of: Pick<UseQueryResult<T, unknown>, 'data' | 'error' | 'isPending' | 'refetch'>;
  children: (data: T) => ReactNode;
}

/** A read in all its states. What was read once stays on the page when a reread fails. */
export function Reading<T>({ of: { data, error, isPending, refetch }, children }: ReadingProps<T>): ReactNode {
  const again = () => void refetch();
  if (data !== undefined) {
    return (
      <>
        {error != null && <Trouble error={error} retry={again} />}
        {children(data)}
      </>
    );
  }
  if (isPending) return <Loading />;
  if (isMissing(error)) return <NotFound />;
  if (isForbidden(error)) return <NotAllowed text={tell(error)} />;
  return <Trouble error={error} retry={again} />;
}
