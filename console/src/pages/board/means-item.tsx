// One pilot that was assigned from above and is still without what it needs: what is missing, how much, for how long.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { moneyText } from '@/parts/money';
import { workdays } from '@/parts/time';
import { nameOf, PILOT_FIELD } from '@/words/names';
import { say } from '@/words/say';
import { unitsText } from './board-words';

type Item = Schemas['MeansItem'];

export function MeansRow({ item, day }: { item: Item; day: string }): ReactNode {
  return (
    <article className="means">
      <div className="list-line">
        <Link to="/pilots/$id" params={{ id: item.pilotId }}>
          {item.title}
        </Link>
        <span className="quiet small">{item.code}</span>
      </div>
      <p className="small quiet">
        {item.sponsor} · {nameOf(PILOT_FIELD, item.field)} ·{' '}
        {item.assignedBy === null
          ? say('上级交办', 'assigned from above')
          : say(`交办文件：${item.assignedBy}`, `assigned by ${item.assignedBy}`)}
      </p>
      <ul className="means-lacks">
        {item.pledgesUndelivered > 0 && <Pledges item={item} />}
        {item.approvalsOverdue > 0 && <Approvals item={item} day={day} />}
      </ul>
    </article>
  );
}

function Pledges({ item }: { item: Item }): ReactNode {
  const owed = [
    item.undeliveredFen > 0 ? moneyText(item.undeliveredFen) : null,
    item.undeliveredUnits > 0 ? unitsText(item.undeliveredUnits) : null,
  ].filter(part => part !== null);
  return (
    <li>
      <Link to="/pilots/$id" params={{ id: item.pilotId }} search={{ tab: 'pledges' }}>
        {say(`${item.pledgesUndelivered} 项承诺到期未兑现`, `Pledges undelivered: ${item.pledgesUndelivered}`)}
      </Link>
      {owed.length > 0 && (
        <span>
          {say('，尚欠 ', '; owed ')}
          {owed.join(say('、另 ', ', and '))}
        </span>
      )}
    </li>
  );
}

function Approvals({ item, day }: { item: Item; day: string }): ReactNode {
  return (
    <li>
      <Link to="/approvals" search={{ pilot: item.pilotId, overdueOn: day }}>
        {say(`${item.approvalsOverdue} 件审批超时`, `Approvals overdue: ${item.approvalsOverdue}`)}
      </Link>
      <span>
        {say(`，最久已超 ${item.worstOverdueBy} 个工作日`, `; the longest by ${workdays(item.worstOverdueBy)}`)}
      </span>
    </li>
  );
}
