// The worst few of the targets without means; the whole list is one press away.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { $api, type Schemas } from '@/api/client';
import { Reading } from '@/parts/feedback';
import { WORST_SHOWN } from '@/pages/start/ahead';
import { say } from '@/words/say';
import { Block } from './block';
import { FigureRows } from './figure';
import { MeansRow } from './means-item';

interface MeansBlockProps {
  means: Schemas['BoardMeans'];
  query: { day?: string; county?: string };
}

export function MeansBlock({ means, query }: MeansBlockProps): ReactNode {
  return (
    <Block title={say('任务下达、资源未到', 'Target without means')} basis={means.basis}>
      {means.pilots.count === 0 ? (
        <p className="quiet">
          {say(
            '上级交办的试点中，没有到期未兑现的承诺，也没有超时的审批。',
            'No pilot assigned from above lacks a pledge that is due or waits for an overdue approval.',
          )}
        </p>
      ) : (
        <div className="board-pair">
          <FigureRows
            title={say('缺什么', 'What is missing')}
            rows={[
              { key: 'all', name: say('涉及的试点', 'pilots in all'), of: means.pilots },
              { key: 'pledges', name: say('承诺到期未兑现', 'pledges undelivered'), of: means.byPledges },
              { key: 'approvals', name: say('审批超时', 'approvals overdue'), of: means.byApprovals },
              { key: 'both', name: say('两样都有', 'both'), of: means.both },
            ]}
          />
          <div>
            <h3>{say('缺得最多的', 'The worst')}</h3>
            <Worst query={query} />
          </div>
        </div>
      )}
    </Block>
  );
}

function Worst({ query }: Pick<MeansBlockProps, 'query'>): ReactNode {
  const page = $api.useQuery('get', '/api/board/means', { params: { query: { ...query, limit: WORST_SHOWN } } });
  return (
    <Reading of={page}>
      {({ items, total, day }) => (
        <>
          <ul className="list">
            {items.map(item => (
              <li key={item.pilotId}>
                <MeansRow item={item} day={day} />
              </li>
            ))}
          </ul>
          <Link className="button" to="/board/means" search={query}>
            {say(`看全部 ${total} 个`, `See all ${total}`)}
          </Link>
        </>
      )}
    </Reading>
  );
}
