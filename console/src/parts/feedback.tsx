// What a page says while it has nothing to show: loading, empty, not found, not allowed, failed. Written for the person.
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { faultsOf, isForbidden, isMissing, isOffline, isProblem, tell } from '@/api/problem';
import { say } from '@/words/say';
import { AsPage, Heading } from './heading';

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
      <Heading text={say('没有找到', 'Not found')} />
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
      <Heading text={say('无权查看', 'Not open to you')} />
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

const cannotOpen = (): string => say('打不开这一页', 'This page cannot be opened');

/** A page that could not be fetched, or failed while it was drawn: the rest of the screen stays. */
export function NotDrawn({ error, reset }: { error: unknown; reset: () => void }): ReactNode {
  if (!isOffline(error) && !isProblem(error)) return <Broken />;
  // What the network did not give once the browser does not ask for again on the same page.
  const again = () => (navigator.onLine ? location.reload() : reset());
  return (
    <AsPage title={cannotOpen()}>
      <Trouble error={error} retry={again} />
    </AsPage>
  );
}

/** A fault of ours. What was typed into a form was kept when the page went away: see the keeper of drafts. */
export function Broken(): ReactNode {
  return (
    <AsPage title={say('这一页出错了', 'This page failed')}>
      <div className="note note-bad" role="alert">
        <p>
          {say(
            '显示这一页时系统自身出错，不是网络问题，也不是您的操作有误。表单里已填的内容已存为草稿，刷新后接着填。',
            'The registry failed to show this page; it is neither the network nor anything you did. What you typed into a form is kept as a draft and is back after a reload.',
          )}
        </p>
        <p className="small">
          {say(
            '刷新后仍打不开的，请把本页地址和时间告诉系统管理员。',
            'If a reload does not help, tell your administrator the address of this page and the time.',
          )}
        </p>
        <button className="button button-primary" type="button" onClick={() => location.reload()}>
          {say('刷新本页', 'Reload this page')}
        </button>
      </div>
      <a className="button" href="/">
        {say('回到首页', 'Back to the start page')}
      </a>
    </AsPage>
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
  return (
    <AsPage title={cannotOpen()}>
      <Trouble error={error} retry={again} />
    </AsPage>
  );
}
