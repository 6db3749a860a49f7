// The five figures a leader asks for first, each a way into the matters behind it.
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { moneyText } from '@/parts/money';
import { workdays } from '@/parts/time';
import { say } from '@/words/say';
import { unitsText } from './board-words';
import { ListLink, type FigureOf } from './figure';

type View = Schemas['BoardView'];

export function Headline({ board }: { board: View }): ReactNode {
  const { pilots, pledges, approvals, claims, means } = board;
  const running = pilots.byState.find(({ state }) => state === 'running');
  const late = claims.bySignal.find(({ signal }) => signal === 'red');
  const lateMost = approvals.total.worstOverdueBy;
  return (
    <ul className="headline">
      {running && (
        <Tile
          name={say('进行中的试点', 'Pilots running')}
          of={running}
          under={say(`共 ${pilots.total.count} 个，含草稿`, `of ${pilots.total.count}, drafts included`)}
        />
      )}
      <Tile
        name={say('到期未兑现的承诺', 'Pledges due, undelivered')}
        of={pledges.total.undelivered}
        under={owed(pledges.total)}
        alert
      />
      <Tile
        name={say('超时的审批', 'Approvals overdue')}
        of={approvals.total.overdue}
        under={
          lateMost > 0
            ? say(`最久超 ${lateMost} 个工作日`, `the longest by ${workdays(lateMost)}`)
            : say(`未办结 ${approvals.total.open.count} 件`, `${approvals.total.open.count} open`)
        }
        alert
      />
      {late && (
        <Tile
          name={say('超期的容错申请', 'Claims late')}
          of={late}
          under={say(`按期办理 ${inTime(claims)} 件`, `${inTime(claims)} in time`)}
          alert
        />
      )}
      <Tile
        name={say('任务下达、资源未到的试点', 'Targets without means')}
        of={means.pilots}
        under={say('上级交办，支持未到位', 'assigned, without the support')}
        alert
      />
    </ul>
  );
}

/** Money and units stay apart: they do not add up to anything. */
function owed({ fen, units }: Schemas['PledgeFigures']): string {
  const parts = [
    fen.undelivered > 0 ? moneyText(fen.undelivered) : null,
    units.undelivered > 0 ? unitsText(units.undelivered) : null,
  ].filter(part => part !== null);
  if (parts.length === 0) return say('没有欠兑现的', 'nothing is owed');
  return `${say('欠 ', 'owed: ')}${parts.join(say('、另 ', ', and '))}`;
}

const inTime = ({ bySignal }: View['claims']): number =>
  bySignal.reduce((sum, { signal, count }) => (signal === 'green' || signal === 'yellow' ? sum + count : sum), 0);

interface TileProps {
  name: string;
  of: FigureOf;
  under: string;
  alert?: boolean;
}

function Tile({ name, of: { count, list }, under, alert }: TileProps): ReactNode {
  return (
    <li>
      <ListLink list={list} className={`tile ${alert && count > 0 ? 'is-alert' : ''}`}>
        <span className="tile-name">{name}</span>
        <strong className="tile-count num">{count}</strong>
        <span className="small quiet">{under}</span>
      </ListLink>
    </li>
  );
}
