// Exemption records of the pilot, and the way to make one before anything is done.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EXEMPTION_LIFECYCLE } from '@domain/exemption';
import { $api } from '@/api/client';
import { useMay } from '@/api/session-hook';
import { byCursor, CursorList } from '@/parts/cursor-list';
import { Card } from '@/parts/page';
import { StateTag } from '@/parts/tag';
import { Day, Span } from '@/parts/time';
import { say } from '@/words/say';
import { isAmendable, useOwn, type Pilot } from '../reading';

const WORDS = { ...EXEMPTION_LIFECYCLE.states, expired: { zh: '已到期', en: 'expired' } };

export function RecordsTab({ pilot }: { pilot: Pilot }): ReactNode {
  const own = useOwn(pilot);
  const may = useMay();
  const records = $api.useInfiniteQuery('get', '/api/exemptions', { params: { query: { pilot: pilot.id } } }, byCursor);
  const open = own && may('exemption.file');
  return (
    <>
      {open && isAmendable(pilot) && (
        <p className="pilot-begin">
          <Link className="button button-primary" to="/exemptions/new" search={{ pilot: pilot.id }}>
            {say('提出备案', 'File a record')}
          </Link>
        </p>
      )}
      {open && pilot.state === 'draft' && (
        <p className="note">{say('试点登记以后才能备案。', 'A record needs a registered pilot.')}</p>
      )}
      <Card title={say('容错备案', 'Exemption records')}>
        <p className="small quiet pilot-lead">
          {say(
            '备案要在做之前：封存的次日起算。备案不等于免责，只是让以后的核对有据可依。',
            'Before the act: a record counts from the day after it is sealed. It exempts nobody by itself; it is what a later check can lean on.',
          )}
        </p>
        <CursorList
          of={records}
          empty={say('这个试点还没有容错备案。', 'This pilot has no exemption record.')}
          keyOf={({ id }) => id}
          row={({ id, code, state, period, countsFrom }) => (
            <>
              <div className="list-line">
                <Link to="/exemptions/$id" params={{ id }}>
                  {code}
                </Link>
                <StateTag state={state} words={WORDS} />
                <Span from={period.from} to={period.to} />
              </div>
              {countsFrom !== null && (
                <p className="small quiet">
                  {say('起算', 'counts from')} <Day on={countsFrom} />
                </p>
              )}
            </>
          )}
        />
      </Card>
    </>
  );
}
