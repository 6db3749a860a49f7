// Who put what on record, newest first, under the filters of the address.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { $api, type Schemas } from '@/api/client';
import { useMay } from '@/api/session-hook';
import type { Search } from '@/app/router';
import { ActiveFilters } from '@/parts/active-filters';
import { CursorList } from '@/parts/cursor-list';
import { useFilters } from '@/parts/id';
import { UnitName } from '@/parts/organisations';
import { Card, Page } from '@/parts/page';
import { Tag } from '@/parts/tag';
import { Instant } from '@/parts/time';
import { say } from '@/words/say';
import { CountyChoice, useCounty } from './county';
import { kindText } from './kinds';
import { TrailFilters } from './trail-filters';
import './ledger.css';

type Entry = Schemas['TrailEntryView'];

/** Pages by position: `next` of one is `from` of the following. */
const byPosition = {
  pageParamName: 'from',
  initialPageParam: null,
  getNextPageParam: (page: { next: number | null }) => page.next ?? undefined,
} as const;

export function Trail(): ReactNode {
  const [filters, change] = useFilters();
  const county = useCounty();
  const query: Search = { ...filters, county: undefined };
  const trail = $api.useInfiniteQuery(
    'get',
    '/api/ledger/{county}/trail',
    { params: { path: { county }, query: query as object } },
    byPosition,
  );
  const narrowed = Object.values(query).some(Boolean);
  return (
    <Page
      title={say('审计轨迹', 'Audit trail')}
      under={
        <>
          <CountyChoice />
          <span>{say('谁、何时、办了什么，最近的在前', 'Who did what and when, newest first')}</span>
        </>
      }
    >
      <Card>
        <TrailFilters key={JSON.stringify(query)} of={query} change={change} />
        <ActiveFilters of={query} change={change} names={namesOfFilters()} value={valueOf} />
        <CursorList
          of={trail}
          keyOf={entry => String(entry.position)}
          row={entry => <EntryRow entry={entry} narrow={change} />}
          empty={
            narrowed
              ? say('没有符合筛选的记录。', 'Nothing under these filters.')
              : say('账本里还没有记录。', 'The ledger is empty.')
          }
        />
      </Card>
    </Page>
  );
}

const namesOfFilters = (): Record<string, string> => ({
  kind: say('事项', 'What'),
  actor: say('单位或账号', 'Unit or account'),
  subject: say('对象编号', 'Subject'),
  since: say('自', 'Since'),
  until: say('至', 'Until'),
});

function valueOf(key: string, value: string): ReactNode {
  if (key === 'kind') return kindText(value);
  if (key === 'actor') return <ActorName id={value} />;
  return value;
}

/** A unit has a name here; an account has one only where the entry told it. */
const ActorName = ({ id }: { id: string }): ReactNode => <UnitName id={id} />;

function EntryRow({ entry, narrow }: { entry: Entry; narrow: (patch: Search) => void }): ReactNode {
  const { position, receivedAt, kind, subject, unit, account, payloadKept, erased } = entry;
  const known = kindText(kind);
  return (
    <>
      <div className="list-line">
        <strong>{known}</strong>
        {known !== kind && <span className="quiet small">{kind}</span>}
        {!payloadKept && (
          <Tag tone={erased === null ? 'bad' : 'warn'}>
            {erased === null ? say('内容缺失，无抹除记录', 'payload missing') : say('内容已依法抹除', 'payload erased')}
          </Tag>
        )}
      </div>
      <div className="list-line small">
        <span className="quiet">{say(`第 ${position} 条`, `#${position}`)}</span>
        <Instant at={receivedAt} />
        <button type="button" className="button button-quiet trail-by" onClick={() => narrow({ subject })}>
          {subject}
        </button>
        {unit === null ? (
          <span className="quiet">{say('系统', 'the system')}</span>
        ) : (
          <button type="button" className="button button-quiet trail-by" onClick={() => narrow({ actor: unit.id })}>
            {unit.name ?? say('其他地区的单位', 'a unit of another region')}
          </button>
        )}
        {account !== null && <AccountLink account={account} />}
      </div>
      {erased !== null && (
        <p className="small quiet">
          {say(`抹除令 ${erased.erasure}`, `erasure ${erased.erasure}`)} · <Instant at={erased.at} />
        </p>
      )}
    </>
  );
}

function AccountLink({ account }: { account: NonNullable<Entry['account']> }): ReactNode {
  const reads = useMay()('account.read');
  // Of another region: neither name nor page is open from here.
  if (account.name === null)
    return <span className="quiet">{say('其他地区的账号', 'an account of another region')}</span>;
  if (!reads) return <span>{account.name}</span>;
  return (
    <Link to="/accounts/$id" params={{ id: account.id }}>
      {account.name}
    </Link>
  );
}
