// Flaws found on the pilot. Reporting one's own early is itself a fact in one's favour.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FLAW_LIFECYCLE } from '@domain/flaw';
import { OUTCOME_WORDS } from '@domain/check/words/names';
import { $api } from '@/api/client';
import { useMay } from '@/api/session-hook';
import { byCursor, CursorList } from '@/parts/cursor-list';
import { Card } from '@/parts/page';
import { StateTag } from '@/parts/tag';
import { Day, Span } from '@/parts/time';
import { FOUND_BY, nameOf } from '@/words/names';
import { say } from '@/words/say';
import { useOwn, type Pilot } from '../reading';

export function FlawsTab({ pilot }: { pilot: Pilot }): ReactNode {
  const own = useOwn(pilot);
  const may = useMay();
  const flaws = $api.useInfiniteQuery(
    'get',
    '/api/pilots/{id}/flaws',
    { params: { path: { id: pilot.id } } },
    byCursor,
  );
  const mayReport = may('flaw.report') && pilot.state !== 'draft';
  return (
    <>
      {mayReport && (
        <p className="pilot-begin">
          <Link className="button button-primary" to="/flaws/new" search={{ pilot: pilot.id }}>
            {own ? say('自报瑕疵', 'Report a flaw') : say('登记瑕疵', 'Enter a flaw')}
          </Link>
        </p>
      )}
      <Card title={say('程序瑕疵', 'Flaws')}>
        <CursorList
          of={flaws}
          empty={say('没有登记过程序瑕疵。', 'No flaw is on record.')}
          keyOf={({ id }) => id}
          row={({ id, code, state, outcome, description, actFrom, actTo, foundBy, foundOn }) => (
            <>
              <div className="list-line">
                <Link to="/flaws/$id" params={{ id }}>
                  {code}
                </Link>
                <StateTag state={state} words={FLAW_LIFECYCLE.states} />
                {outcome !== null && <StateTag state={outcome} words={OUTCOME_WORDS} />}
                <span className="quiet small">
                  {nameOf(FOUND_BY, foundBy)} <Day on={foundOn} />
                </span>
              </div>
              <p>{description}</p>
              {actFrom !== null && (
                <p className="small quiet">
                  {say('行为', 'act')} <Span from={actFrom} to={actTo} />
                </p>
              )}
            </>
          )}
        />
      </Card>
    </>
  );
}
