// The term of the first look, with its reckoning: which rulebook, from which day, and which days did not count.
import type { ReactNode } from 'react';
import type { Rulebook } from '@domain/check/rulebook';
import { localDay } from '@domain/period';
import { $api, type Schemas } from '@/api/client';
import { Tag } from '@/parts/tag';
import { Day, Due, workdays } from '@/parts/time';
import { say } from '@/words/say';

interface FirstLookProps {
  record: Schemas['ExemptionDetail'];
  book: Rulebook | null | undefined;
}

export function FirstLook({ record, book }: FirstLookProps): ReactNode {
  const { firstLook, rulebook } = record;
  if (firstLook == null) return null;
  return (
    <div>
      <div>
        {say('首审期限至', 'First look due by')} <Reckoned record={record} book={book} due={firstLook.due} />{' '}
        <Looked of={firstLook} />
      </div>
      <p className="small quiet">
        {say(`依清单 ${rulebook ?? ''} 的首审期限`, `The term of the first look in ${rulebook ?? ''}`)}
        {firstLook.provisional &&
          say('；涉及尚未公布放假安排的日期，可能变动', '; touches days whose notice is not out yet')}
      </p>
    </div>
  );
}

/** The day with its reckoning, once the calendar has explained the same day. */
function Reckoned({ record: { filedAt }, book, due }: FirstLookProps & { due: string }): ReactNode {
  const term = book?.terms['first-look']?.workdays;
  const { data } = $api.useQuery(
    'get',
    '/api/calendar/term',
    { params: { query: { from: filedAt === null ? '' : localDay(filedAt), workdays: term ?? 0 } } },
    { enabled: filedAt !== null && term !== undefined, staleTime: Infinity },
  );
  if (data?.due !== due) return <Day on={due} />;
  return <Due due={{ ...data, day: data.due, usedBefore: 0 }} />;
}

function Looked({ of: { lookedOn, overdue, workdaysLate } }: { of: Schemas['FirstLookView'] }): ReactNode {
  return (
    <>
      {lookedOn !== null ? (
        <Tag tone={overdue ? 'bad' : 'good'}>{say(`${lookedOn} 已首审`, `looked at on ${lookedOn}`)}</Tag>
      ) : (
        <Tag tone={overdue ? 'bad' : 'warn'}>{say('尚未首审', 'not looked at yet')}</Tag>
      )}{' '}
      {overdue && <Tag tone="bad">{say(`迟 ${workdays(workdaysLate)}`, `${workdays(workdaysLate)} late`)}</Tag>}
    </>
  );
}
