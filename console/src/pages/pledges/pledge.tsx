// One pledge, for both of its sides: what is asked first, then the figures, the terms and the whole story.
import { PLEDGE_LIFECYCLE } from '@domain/pledge';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { $api } from '@/api/client';
import { Reading } from '@/parts/feedback';
import { useId } from '@/parts/id';
import { UnitName } from '@/parts/organisations';
import { Card, Page } from '@/parts/page';
import { StateTag } from '@/parts/tag';
import { say } from '@/words/say';
import { AskedPledge, OtherActs } from './asked-pledge';
import { Figures } from './figures';
import { PledgeTimeline } from './pledge-timeline';
import type { Pledge } from './sides';
import { Terms, Tranches } from './terms';
import './pledges.css';

export function PledgePage(): ReactNode {
  const id = useId();
  const pledge = $api.useQuery('get', '/api/pledges/{id}', { params: { path: { id } } });
  return <Reading of={pledge}>{data => <Shown pledge={data} />}</Reading>;
}

function Shown({ pledge }: { pledge: Pledge }): ReactNode {
  return (
    <Page title={pledge.what} under={<Under pledge={pledge} />}>
      <AskedPledge pledge={pledge} />
      <div className="columns">
        <div>
          <Card title={say('承诺与兑现', 'Promised and delivered')}>
            <Figures pledge={pledge} />
            <Tranches pledge={pledge} />
            <OtherActs pledge={pledge} />
          </Card>
          <Card title={say('承诺内容', 'Terms')}>
            <Terms pledge={pledge} />
          </Card>
        </div>
        <Card title={say('经过', 'What happened')}>
          <p className="small quiet">
            {say(
              '日期为当事单位所报或登记之日；能证明先后的是系统记录时间。',
              'Days are as stated, or those of the record; only the recorded time proves what came first.',
            )}
          </p>
          <PledgeTimeline pledge={pledge} />
        </Card>
      </div>
    </Page>
  );
}

function Under({ pledge }: { pledge: Pledge }): ReactNode {
  const { data: pilot } = $api.useQuery('get', '/api/pilots/{id}', { params: { path: { id: pledge.pilotId } } });
  return (
    <>
      <StateTag state={pledge.standing} words={PLEDGE_LIFECYCLE.states} />
      <span className="num">{pledge.code}</span>
      <span>
        {pledge.giver.name} → <UnitName id={pledge.receiverId} />
      </span>
      <span>
        {say('试点：', 'Pilot: ')}
        <Link to="/pilots/$id" params={{ id: pledge.pilotId }}>
          {pilot?.title ?? '…'}
        </Link>
      </span>
    </>
  );
}
