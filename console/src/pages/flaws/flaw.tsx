// A flaw as its parties read it: what happened, what the check says condition by condition, what would change it, and what
// they can add. Inspectors work on the case view.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FLAW_LIFECYCLE } from '@domain/flaw';
import { $api, type Schemas } from '@/api/client';
import { useMay, useSelf } from '@/api/session-hook';
import { FlawFacts } from '@/pages/cases/facts/flaw-facts';
import { Reading } from '@/parts/feedback';
import { explanationOf, findingOf } from '@/parts/finding/finding-of';
import { FindingView } from '@/parts/finding/finding-view';
import { useId } from '@/parts/id';
import { Card, Page } from '@/parts/page';
import { StateTag } from '@/parts/tag';
import { say } from '@/words/say';
import { Accountabilities } from './accountabilities';
import { FlawActs } from './flaw-acts';
import { WhatHappened } from './what-happened';

export function FlawPage(): ReactNode {
  const id = useId();
  const flaw = $api.useQuery('get', '/api/flaws/{id}', { params: { path: { id } } });
  return <Reading of={flaw}>{data => <Flaw flaw={data} />}</Reading>;
}

function Flaw({ flaw }: { flaw: Schemas['FlawDetail'] }): ReactNode {
  const may = useMay();
  const { organisation } = useSelf();
  const pilot = $api.useQuery('get', '/api/pilots/{id}', { params: { path: { id: flaw.pilotId } } });
  const own = pilot.data?.sponsorId === organisation.id;
  return (
    <Page
      title={say('程序瑕疵', 'Flaw')}
      under={
        <>
          <span>{flaw.code}</span>
          <StateTag state={flaw.state} words={FLAW_LIFECYCLE.states} />
          <Link to="/pilots/$id" params={{ id: flaw.pilotId }}>
            {flaw.pilotTitle}
          </Link>
        </>
      }
      actions={
        <>
          {may('flaw.establish') && (
            <Link className="button button-primary" to="/flaws/$id/case" params={{ id: flaw.id }}>
              {say('打开案件视图', 'Open the case view')}
            </Link>
          )}
          <FlawActs flaw={flaw} own={own} />
        </>
      }
    >
      <div className="columns">
        <WhatHappened flaw={flaw} />
        <Facts flaw={flaw} />
      </div>
      <Checked flaw={flaw} />
      <Accountabilities flaw={flaw} />
    </Page>
  );
}

/** Answered in place; the last finding names what it is still asked. */
function Facts({ flaw }: { flaw: Schemas['FlawDetail'] }): ReactNode {
  const id = flaw.lastFinding?.id;
  const finding = $api.useQuery(
    'get',
    '/api/findings/{id}',
    { params: { path: { id: id ?? '' } } },
    { enabled: id !== undefined },
  );
  return <FlawFacts flaw={flaw} explanation={finding.data === undefined ? null : explanationOf(finding.data)} />;
}

function Checked({ flaw }: { flaw: Schemas['FlawDetail'] }): ReactNode {
  const last = flaw.lastFinding;
  return (
    <Card title={say('核对结论', 'What the check says')}>
      {last === null ? (
        <p className="quiet">
          {say(
            '尚未核对。事实补充后可以核对，不清楚的会逐项列出。',
            'Not checked yet. It can be checked at any time; what is missing will be listed.',
          )}
        </p>
      ) : (
        <LastFinding id={last.id} outdated={flaw.state === 'reported'} />
      )}
    </Card>
  );
}

function LastFinding({ id, outdated }: { id: string; outdated: boolean }): ReactNode {
  const finding = $api.useQuery('get', '/api/findings/{id}', { params: { path: { id } } });
  return (
    <Reading of={finding}>
      {data => (
        <>
          {outdated && (
            <p className="note note-warn">
              {say(
                '此后事实有变化，这是变化前的结论；再核对一次即为最新。',
                'Facts have changed since; check again for the present outcome.',
              )}
            </p>
          )}
          <FindingView finding={findingOf(data)} explanation={explanationOf(data)} audience="sponsor" id={data.id} />
        </>
      )}
    </Reading>
  );
}
