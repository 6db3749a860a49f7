// The top of a page about one matter: what is asked of the reader, beside the clock that runs on it, and the acts that answer
// it. Whoever came from the inbox does it here, at once; for everybody else it says on whose desk the matter lies.
import type { ReactNode } from 'react';
import { $api, type Schemas } from '@/api/client';
import { say, sayIn } from '@/words/say';
import { Day, How, workdays } from './time';
import './asked.css';

type Item = Schemas['InboxItem'];

/** What the inbox of this person holds about one thing; none while it is not known. */
export function useWaiting(subjectId: string): readonly Item[] {
  const { data } = $api.useQuery('get', '/api/inbox');
  return (data?.items ?? []).filter(item => item.subject.id === subjectId);
}

interface AskedProps {
  title: string;
  /** In one sentence: on whose desk, for how long, by when. */
  sentence: ReactNode;
  clock?: ReactNode;
  /** The acts; without any the box is a quiet one. */
  children?: ReactNode;
}

export function Asked({ title, sentence, clock, children }: AskedProps): ReactNode {
  const mine = children != null && children !== false;
  return (
    <section className={`card asked ${mine ? 'asked-mine' : ''}`} aria-label={title}>
      <div className="asked-head">
        <div>
          <h2>{title}</h2>
          <p>{sentence}</p>
        </div>
        {clock != null && <div className="asked-clock">{clock}</div>}
      </div>
      {mine && <div className="asked-acts">{children}</div>}
    </section>
  );
}

const TONE = { red: 'bad', yellow: 'warn', green: 'good' } as const;

/** The inbox's own reckoning, so that inbox and page never say two different numbers. */
export function WaitingClock({ item }: { item: Item }): ReactNode {
  const { daysLeft, daysWaited, due, term, daysUsed, basis, waitingSince } = item;
  return (
    <>
      {daysLeft !== null && <DaysLeft left={daysLeft} tone={TONE[item.signal]} />}
      <div className="small quiet">
        {say('已等', 'waited')} {workdays(daysWaited)}
        {due !== null && (
          <>
            {' · '}
            {say('应于', 'due')} <Day on={due} />
          </>
        )}{' '}
        <How>
          <p>
            {say('自', 'Since')} <Day on={waitingSince} /> {say('的次日起算', ', counted from the next day')}
          </p>
          {term !== null && daysUsed !== null && (
            <p>
              {say('期限', 'Term')} {workdays(term)}
              {say('，已用', ', used')} {workdays(daysUsed)}
            </p>
          )}
          <p>{basis === null ? say('没有规定期限', 'No term is set') : sayIn(basis)}</p>
        </How>
      </div>
    </>
  );
}

export function DaysLeft({ left, tone }: { left: number; tone: 'good' | 'warn' | 'bad' }): ReactNode {
  return (
    <strong className={`tag tag-${tone} asked-days`}>
      {left < 0
        ? say(`超期 ${-left} 个工作日`, `${workdays(-left)} overdue`)
        : say(`还剩 ${left} 个工作日`, `${workdays(left)} left`)}
    </strong>
  );
}
