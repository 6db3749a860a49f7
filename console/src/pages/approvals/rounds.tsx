// Every return as a round: who asked for what, and which demands nobody can meet together. Which half was right is for
// people; that they contradict is a fact.
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { UnitName } from '@/parts/organisations';
import { Tag } from '@/parts/tag';
import { Day, workdays } from '@/parts/time';
import { say } from '@/words/say';
import type { Approval, Happened } from './sides';
import { demandWord } from './words';

type Contradiction = Schemas['ContradictionView'];
type Remark = Schemas['RemarkPart'];
type Demanded = Schemas['DemandedView'];

export function Rounds({ approval }: { approval: Approval }): ReactNode {
  const { events, clock } = approval;
  const returns = events.filter(({ kind }) => kind === 'returned');
  if (returns.length === 0) {
    return <p className="quiet">{say('没有退回过。', 'It was never returned.')}</p>;
  }
  return (
    <>
      {clock.contradictions.length > 0 && <Contradictions of={clock.contradictions} />}
      {returns.map(event => (
        <Round key={event.ordinal} event={event} approval={approval} />
      ))}
    </>
  );
}

function Contradictions({ of }: { of: readonly Contradiction[] }): ReactNode {
  return (
    <div className="note note-bad">
      <p>
        <strong>
          {say(`${of.length} 处要求前后矛盾，无法同时满足`, `${of.length} contradiction(s) nobody can meet`)}
        </strong>
      </p>
      <ul className="approval-contradictions">
        {of.map(({ topic, earlier, later }, at) => (
          <li key={at}>
            {say(`“${topic}”：`, `"${topic}": `)}
            {demandedWords(earlier)}
            {say('；', '; ')}
            {demandedWords(later)}
          </li>
        ))}
      </ul>
      <p className="small">
        {say('哪一方的要求有理由，由人判断。', 'Which of them was right is for people to judge.')}
      </p>
    </div>
  );
}

const demandedWords = ({ round, by, demand }: Demanded): string =>
  say(`第 ${round} 轮 ${by} 要求“${demandWord(demand)}”`, `round ${round}, ${by}: ${demandWord(demand)}`);

function Round({ event, approval }: { event: Happened; approval: Approval }): ReactNode {
  const round = event.round ?? 0;
  return (
    <section className="approval-round">
      <h3>
        {say(`第 ${round} 轮退回`, `Round ${round}`)} <Day on={event.on} />
      </h3>
      <p className="small quiet">
        <UnitName id={event.unitId} /> {answered(approval, event)}
      </p>
      <div className="table-wrap">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{say('针对', 'About')}</th>
              <th scope="col">{say('要求', 'Demand')}</th>
              <th scope="col">{say('谁提的', 'Asked by')}</th>
            </tr>
          </thead>
          <tbody>
            {event.remarks.map((remark, at) => (
              <RemarkRow key={at} remark={remark} against={against(approval.clock.contradictions, round, remark)} />
            ))}
          </tbody>
        </table>
      </div>
      {event.note !== null && <p className="small">{event.note}</p>}
    </section>
  );
}

function RemarkRow({ remark, against: other }: { remark: Remark; against: Demanded | null }): ReactNode {
  return (
    <tr className={other === null ? undefined : 'approval-against'}>
      <td>{remark.topic}</td>
      <td>
        {demandWord(remark.demand)}{' '}
        {other !== null && (
          <Tag tone="bad">
            {say(`与第 ${other.round} 轮${other.by}相反`, `against ${other.by}, round ${other.round}`)}
          </Tag>
        )}
      </td>
      <td>{remark.by}</td>
    </tr>
  );
}

/** The demand this one cannot be met together with; null: none. */
function against(contradictions: readonly Contradiction[], round: number, remark: Remark): Demanded | null {
  const is = (topic: string, one: Demanded) =>
    topic === remark.topic && one.round === round && one.demand === remark.demand && one.by === remark.by;
  for (const { topic, earlier, later } of contradictions) {
    if (is(topic, earlier)) return later;
    if (is(topic, later)) return earlier;
  }
  return null;
}

/** How long the sponsor held it, as the registry counts it. */
function answered({ events, clock }: Approval, event: Happened): string {
  const next = events.find(({ ordinal }) => ordinal > event.ordinal);
  const to = next?.on ?? clock.day;
  const days = clock.parts
    .filter(({ party, from, to: end }) => party === 'sponsor' && from > event.on && end <= to)
    .reduce((sum, part) => sum + part.workdays, 0);
  if (next?.kind === 'resubmitted') {
    return say(
      `· ${next.on} 重新提交，修改用了 ${workdays(days)}`,
      `· resubmitted on ${next.on} after ${workdays(days)}`,
    );
  }
  return next === undefined
    ? say(`· 申报单位修改中，已 ${workdays(days)}`, `· being revised for ${workdays(days)}`)
    : '';
}
