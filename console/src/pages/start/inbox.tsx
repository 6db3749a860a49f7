// What waits for this person, computed from the state of things at this moment: nothing here is a note that somebody made,
// and nothing can be ticked off but by doing it.
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { InboxKind } from '@domain/inbox/kinds';
import type { Role } from '@domain/permission';
import { $api, type Schemas } from '@/api/client';
import { useSelf } from '@/api/session-hook';
import { Reading } from '@/parts/feedback';
import { Page } from '@/parts/page';
import { Day, How, workdays } from '@/parts/time';
import { say, sayIn } from '@/words/say';
import { destinationOf } from './destination';
import { INBOX_WORDS } from './inbox-words';
import { QuickStarts } from './quick-starts';

type Item = Schemas['InboxItem'];

export function Inbox(): ReactNode {
  const self = useSelf();
  const inbox = $api.useQuery('get', '/api/inbox');
  return (
    <Page title={say('待我办理', 'Waiting for me')} under={self.organisation.name} actions={<QuickStarts />}>
      <Reading of={inbox}>{data => <Waiting inbox={data} roles={self.roles as Role[]} />}</Reading>
    </Page>
  );
}

function Waiting({ inbox, roles }: { inbox: Schemas['InboxView']; roles: Role[] }): ReactNode {
  const [kind, setKind] = useState<InboxKind | null>(null);
  if (inbox.total === 0) return <Nothing />;
  const overdue = inbox.counts.reduce((sum, count) => sum + count.overdue, 0);
  const shown = inbox.items.filter(item => kind === null || item.kind === kind);
  return (
    <>
      <p className="inbox-sum">
        {say(`共 ${inbox.total} 件`, `${inbox.total} in all`)}
        {overdue > 0 && <span className="tag tag-bad">{say(`超期 ${overdue} 件`, `${overdue} overdue`)}</span>}
      </p>
      {inbox.counts.length > 1 && <Kinds counts={inbox.counts} chosen={kind} choose={setKind} total={inbox.total} />}
      <ul className="card list inbox">
        {shown.map(item => (
          <li key={item.key}>
            <Row item={item} roles={roles} />
          </li>
        ))}
      </ul>
      {inbox.more && (
        <p className="quiet">
          {say(
            `先列最急的 ${inbox.items.length} 件，办完再列其余。`,
            `The ${inbox.items.length} most urgent; the rest follow as these are done.`,
          )}
        </p>
      )}
    </>
  );
}

interface KindsProps {
  counts: Schemas['InboxCount'][];
  chosen: InboxKind | null;
  choose: (kind: InboxKind | null) => void;
  total: number;
}

function Kinds({ counts, chosen, choose, total }: KindsProps): ReactNode {
  return (
    <div className="filters" role="group" aria-label={say('按事项筛选', 'By kind')}>
      <button type="button" className="chip" aria-pressed={chosen === null} onClick={() => choose(null)}>
        {say('全部', 'All')} {total}
      </button>
      {counts.map(({ kind, count }) => (
        <button key={kind} type="button" className="chip" aria-pressed={chosen === kind} onClick={() => choose(kind)}>
          {sayIn(INBOX_WORDS[kind])} {count}
        </button>
      ))}
    </div>
  );
}

function Row({ item, roles }: { item: Item; roles: Role[] }): ReactNode {
  const { to, params, search } = destinationOf(item, roles);
  return (
    <div className={`inbox-row signal-${item.signal}`}>
      <div>
        <Link to={to} params={params} search={search} className="inbox-act">
          {sayIn(INBOX_WORDS[item.kind])}
        </Link>
        <p>
          {item.subject.title} <span className="quiet small">{item.subject.code}</span>
        </p>
        {item.pilot !== null && item.pilot.id !== item.subject.id && (
          <p className="quiet small">
            {say('试点：', 'Pilot: ')}
            {item.pilot.title}
          </p>
        )}
      </div>
      <Clock item={item} />
    </div>
  );
}

function Clock({ item }: { item: Item }): ReactNode {
  const { daysLeft, due, basis, term, daysUsed } = item;
  return (
    <div className="inbox-clock">
      {daysLeft !== null && (
        <strong className={`tag tag-${{ red: 'bad', yellow: 'warn', green: 'good' }[item.signal]}`}>
          {daysLeft < 0
            ? say(`超期 ${-daysLeft} 个工作日`, `${workdays(-daysLeft)} overdue`)
            : say(`还剩 ${daysLeft} 个工作日`, `${workdays(daysLeft)} left`)}
        </strong>
      )}
      <div className="small quiet">
        {say('已等', 'waited')} {workdays(item.daysWaited)}{' '}
        <How>
          <p>
            {say('自', 'Since')} <Day on={item.waitingSince} />
            {due !== null && (
              <>
                ，{say('应于', 'due')} <Day on={due} />
              </>
            )}
          </p>
          {term !== null && daysUsed !== null && (
            <p>
              {say('期限', 'Term')} {workdays(term)}，{say('已用', 'used')} {workdays(daysUsed)}
            </p>
          )}
          <p>{basis === null ? say('没有期限', 'No term') : sayIn(basis)}</p>
        </How>
      </div>
    </div>
  );
}

function Nothing(): ReactNode {
  return (
    <div className="card feedback">
      <h2>{say('没有等您办理的事项', 'Nothing waits for you')}</h2>
      <p className="quiet">
        {say(
          '有新的事项时会自动出现在这里，不必反复刷新。',
          'New matters appear here by themselves; there is no need to reload.',
        )}
      </p>
    </div>
  );
}
