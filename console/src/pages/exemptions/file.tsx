// A new exemption record on one pilot. Without a pilot in the address one of the own unit's open pilots is chosen first.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PILOT_LIFECYCLE } from '@domain/pilot';
import { $api } from '@/api/client';
import { useSelf } from '@/api/session-hook';
import { byCursor, CursorList } from '@/parts/cursor-list';
import { Empty } from '@/parts/feedback';
import { useFilters } from '@/parts/id';
import { Card, Page } from '@/parts/page';
import { StateTag } from '@/parts/tag';
import { say } from '@/words/say';
import './exemptions.css';
import { blankContent } from './form/content';
import { RecordForm } from './form/record-form';
import { RecordGround } from './form/record-ground';

export function FileRecord(): ReactNode {
  const [{ pilot }] = useFilters();
  return pilot === undefined ? <ChoosePilot /> : <NewRecord pilotId={pilot} />;
}

function NewRecord({ pilotId }: { pilotId: string }): ReactNode {
  return (
    <RecordGround pilotId={pilotId}>
      {({ pilot, book, scopes }) => (
        <Page
          title={say('容错备案', 'New exemption record')}
          under={
            <>
              <Link to="/pilots/$id" params={{ id: pilot.id }}>
                {pilot.title}
              </Link>
              <span>{pilot.code}</span>
              <StateTag state={pilot.state} words={PILOT_LIFECYCLE.states} />
            </>
          }
        >
          {pilot.state === 'registered' || pilot.state === 'running' ? (
            <RecordForm
              key={pilot.id}
              pilotId={pilot.id}
              book={book}
              scopes={scopes}
              initial={blankContent(scopes[0])}
              existing={null}
            />
          ) : (
            <Empty
              text={say(
                '只有已登记或进行中的试点可以备案。',
                'A record is made on a registered or running pilot only.',
              )}
            />
          )}
        </Page>
      )}
    </RecordGround>
  );
}

function ChoosePilot(): ReactNode {
  const { organisation } = useSelf();
  const pilots = $api.useInfiniteQuery(
    'get',
    '/api/pilots',
    { params: { query: { unit: organisation.id, limit: 50 } } },
    byCursor,
  );
  return (
    <Page title={say('为哪个试点备案', 'For which pilot?')}>
      <Card>
        <CursorList
          of={pilots}
          keyOf={({ id }) => id}
          empty={
            <Empty
              text={say(
                '本单位还没有试点。先登记试点，再作容错备案。',
                'Your unit has no pilot yet. Register one first.',
              )}
            >
              <Link className="button button-primary" to="/pilots/new">
                {say('登记试点', 'Register a pilot')}
              </Link>
            </Empty>
          }
          row={({ id, code, title, state }) => (
            <div className="list-line">
              {state === 'registered' || state === 'running' ? (
                <Link to="/exemptions/new" search={{ pilot: id }}>
                  {title}
                </Link>
              ) : (
                <span className="quiet">{title}</span>
              )}
              <span className="quiet small">{code}</span>
              <StateTag state={state} words={PILOT_LIFECYCLE.states} />
              {state !== 'registered' && state !== 'running' && (
                <span className="quiet small">{say('此状态不能备案', 'no record in this state')}</span>
              )}
            </div>
          )}
        />
      </Card>
    </Page>
  );
}
