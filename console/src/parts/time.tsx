// Days, instants and terms. A date explains itself: from when it was counted, how many working days, and which days did
// not count and by which notice.
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { say, sayIn, type Words } from '@/words/say';

export function Day({ on }: { on: string | null | undefined }): ReactNode {
  if (on == null) return <span className="quiet">—</span>;
  return (
    <time dateTime={on} className="num">
      {on}
    </time>
  );
}

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** When it was recorded, by the registry's clock, in China time. */
export function Instant({ at }: { at: string | null | undefined }): ReactNode {
  if (at == null) return <span className="quiet">—</span>;
  return (
    <time dateTime={at} className="num" title={say('系统记录时间（北京时间）', 'recorded by the registry, China time')}>
      {clock.format(new Date(at))}
    </time>
  );
}

export function Span({ from, to }: { from: string | null; to: string | null }): ReactNode {
  return (
    <span>
      <Day on={from} /> {say('至', 'to')} {to === null ? say('无期限', 'open end') : <Day on={to} />}
    </span>
  );
}

export const workdays = (count: number): string =>
  say(`${count} 个工作日`, `${count} working day${count === 1 ? '' : 's'}`);

/** "How was this computed": closed until somebody asks. */
export function How({ children, label }: { children: ReactNode; label?: string }): ReactNode {
  return (
    <details className="how">
      <summary>{label ?? say('怎么算的', 'how computed')}</summary>
      <div>{children}</div>
    </details>
  );
}

interface Skipped {
  day: string;
  why: string;
  name?: Words | string | null;
  notice?: string | null;
}

const WHY: Record<string, Words> = {
  weekend: { zh: '周末', en: 'weekend' },
  holiday: { zh: '法定节假日', en: 'public holiday' },
  'county-rest': { zh: '本县规定休息', en: 'county day of rest' },
  'county-work': { zh: '本县规定上班', en: 'county working day' },
  'make-up': { zh: '调休', en: 'make-up day' },
};

const nameOf = (name: Skipped['name']): string => (name == null ? '' : typeof name === 'string' ? name : sayIn(name));

function DayList({ days }: { days: readonly Skipped[] }): ReactNode {
  return (
    <ul>
      {days.map(({ day, why, name, notice }) => (
        <li key={day}>
          <Day on={day} /> {WHY[why] ? sayIn(WHY[why]) : why} {nameOf(name)} {notice ?? ''}
        </li>
      ))}
    </ul>
  );
}

/** The last day of a term with its reckoning. */
export function Due({ due }: { due: Schemas['DueView'] }): ReactNode {
  const skipped = due.skipped as unknown as Skipped[];
  const madeUp = due.madeUp as unknown as Skipped[];
  return (
    <span>
      <Day on={due.day} />{' '}
      <How>
        <p>
          {say(
            `从 ${due.from} 的次日起算 ${due.workdays} 个工作日${due.usedBefore > 0 ? `（此前已用 ${due.usedBefore} 个）` : ''}。`,
            `${workdays(due.workdays)} counted from the day after ${due.from}${due.usedBefore > 0 ? ` (${due.usedBefore} used before)` : ''}.`,
          )}
        </p>
        {skipped.length > 0 && (
          <>
            <p>{say('不计入：', 'Not counted:')}</p>
            <DayList days={skipped} />
          </>
        )}
        {madeUp.length > 0 && (
          <>
            <p>{say('调休上班，计入：', 'Make-up days, counted:')}</p>
            <DayList days={madeUp} />
          </>
        )}
        {due.provisional && (
          <p>
            {say(
              '涉及尚未公布放假安排的日期，公布后可能变动。',
              'Touches days whose holiday notice is not out yet; it may still move.',
            )}
          </p>
        )}
      </How>
    </span>
  );
}
