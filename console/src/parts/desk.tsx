// On whose desk a matter lies and for how many working days: the parts always sum to the whole. An inquiry has a clock of its
// own: naming the path is one duty, deciding another.
import type { ReactNode } from 'react';
import { heldFor } from '@domain/desk';
import type { Schemas } from '@/api/client';
import { say, sayIn, type Words } from '@/words/say';
import { Day, Due, How, workdays } from './time';

type Clock = Schemas['ClockView'];
type Party = 'sponsor' | 'authority' | 'suspended';
const PARTY: Record<Party, Words> = {
  sponsor: { zh: '申报单位', en: 'sponsor' },
  authority: { zh: '审批单位', en: 'authority' },
  suspended: { zh: '依法中止', en: 'suspended by law' },
};
const PARTIES = Object.keys(PARTY) as Party[];

const ON_DESK: Record<string, Words> = {
  ...PARTY,
  decided: { zh: '已办结', en: 'decided' },
  'not-started': { zh: '尚未提出', en: 'not started' },
};

export const deskName = (desk: string): string => sayIn(ON_DESK[desk] ?? { zh: desk, en: desk });

/** For how long the present holder has had it, as a half sentence; what came today, or over a day of rest, has not taken a working day yet. */
export const heldWords = (clock: Pick<Clock, 'parts' | 'onDesk' | 'termUsed'>): string => heldText(heldFor(clock));

export function heldText(held: number): string {
  if (held === 0) return say('不满 1 个工作日', 'for less than a working day');
  return say(`已 ${workdays(held)}`, `for ${workdays(held)}`);
}

/** `of`: what the parties are called, where the page knows them by name. */
export function Desk({ clock, of = {} }: { clock: Clock; of?: Partial<Record<Party, string>> }): ReactNode {
  const running = PARTIES.some(party => party === clock.onDesk);
  const holder = of[clock.onDesk as Party] ?? deskName(clock.onDesk);
  return (
    <div>
      <p>
        {say('现在谁手里：', 'On the desk of: ')}
        <strong>{holder}</strong>
        {running && say(`，${heldWords(clock)}`, `, ${heldWords(clock)}`)}{' '}
        {clock.overdueBy > 0 && (
          <span className="tag tag-bad">
            {say(`超期 ${clock.overdueBy} 个工作日`, `${workdays(clock.overdueBy)} overdue`)}
          </span>
        )}
      </p>
      <Parties clock={clock} of={of} />
      <Term clock={clock} />
      {clock.measured === 'application' && clock.inquiry && <Inquiry inquiry={clock.inquiry} />}
      {clock.deemed && (
        <p className="note note-warn">
          {say('到', 'By')} <Day on={clock.deemed.on} />{' '}
          {say(
            `仍未决定，按容错清单 ${clock.deemed.rulebook} 视为批准（超时默认）。`,
            `nothing was decided: deemed granted under rulebook ${clock.deemed.rulebook}.`,
          )}
        </p>
      )}
      <Stretches clock={clock} of={of} />
    </div>
  );
}

interface Named {
  clock: Clock;
  of: Partial<Record<Party, string>>;
}

function Parties({ clock: { totals, total }, of }: Named): ReactNode {
  return (
    <>
      <div className="desk-bar" aria-hidden="true">
        {PARTIES.map(party =>
          totals[party] > 0 ? (
            <span key={party} className={`desk-${party}`} style={{ flexGrow: totals[party] }} />
          ) : null,
        )}
      </div>
      <ul className="desk-legend">
        {PARTIES.map(party => (
          <li key={party}>
            <i className={`desk-${party}`} aria-hidden="true" />
            {of[party] ?? sayIn(PARTY[party])} {workdays(totals[party])}
          </li>
        ))}
        <li className="quiet">
          {say('合计', 'total')} {workdays(total)}
        </li>
      </ul>
    </>
  );
}

function Term({ clock }: { clock: Clock }): ReactNode {
  if (clock.term === null) return <p className="small quiet">{say('还没有承诺时限', 'No term has been named yet')}</p>;
  const name =
    clock.measured === 'inquiry'
      ? say('答复询问的时限', 'Term to answer the inquiry')
      : say('承诺时限', 'Promised term');
  return (
    <div className="small">
      {name} {workdays(clock.term)}
      {say('，已用', ', used')} {workdays(clock.termUsed)}
      {clock.due && (
        <>
          {' '}
          · {say('应于', 'due by')} <Due due={clock.due} />
        </>
      )}
    </div>
  );
}

/** Once there is an application the inquiry is over, and its days are told apart. */
function Inquiry({ inquiry }: { inquiry: Schemas['InquiryClockView'] }): ReactNode {
  return (
    <p className="small">
      {say('此前询问办理途径另计：审批单位用了', 'The inquiry before it is counted apart: the authority took')}{' '}
      {workdays(inquiry.used)}
      {inquiry.term !== null &&
        say(`，时限 ${workdays(inquiry.term)}`, `; the term was ${workdays(inquiry.term)}`)}{' '}
      {inquiry.overdueBy > 0 && (
        <span className="tag tag-bad">
          {say(`超期 ${inquiry.overdueBy} 个工作日`, `${workdays(inquiry.overdueBy)} overdue`)}
        </span>
      )}
    </p>
  );
}

function Stretches({ clock, of }: Named): ReactNode {
  if (clock.parts.length === 0) return null;
  return (
    <How label={say('逐段明细', 'stretch by stretch')}>
      <p>
        {say(
          `算到 ${clock.day}。事件当日归此前持有的一方，次日起归下一方；只计工作日。`,
          `As of ${clock.day}. The day of an event belongs to whoever held the matter until then; working days only.`,
        )}
      </p>
      <ul>
        {clock.parts.map((part, at) => (
          <li key={at}>
            <Day on={part.from} /> {say('至', 'to')} <Day on={part.to} /> {of[part.party] ?? sayIn(PARTY[part.party])}{' '}
            {workdays(part.workdays)}
          </li>
        ))}
      </ul>
    </How>
  );
}
