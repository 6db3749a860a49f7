// A flaw as an inspector works on it: the story and the conditions side by side, the facts answered in place beneath.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FLAW_LIFECYCLE } from '@domain/flaw';
import { api } from '@/api/client';
import { useMay } from '@/api/session-hook';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { Reading } from '@/parts/feedback';
import { explanationOf } from '@/parts/finding/finding-of';
import { useId } from '@/parts/id';
import { Page } from '@/parts/page';
import { StateTag } from '@/parts/tag';
import { say } from '@/words/say';
import { CaseBoard } from './case-board';
import { useFlaw, useLastFinding, type Flaw } from './case-data';
import { FlawFacts } from './facts/flaw-facts';

export function FlawCase(): ReactNode {
  const flaw = useFlaw(useId());
  return <Reading of={flaw}>{data => <Opened flaw={data} />}</Reading>;
}

function Opened({ flaw }: { flaw: Flaw }): ReactNode {
  const last = useLastFinding(flaw).data;
  return (
    <Page
      title={say(`案情与核对 ${flaw.code}`, `Case ${flaw.code}`)}
      under={<Under flaw={flaw} />}
      actions={
        <>
          <a className="button" href="#facts">
            {say('直接到认定事实', 'To the facts')}
          </a>
          <CheckAct flaw={flaw} />
        </>
      }
    >
      <CaseBoard flaw={flaw} />
      <FlawFacts flaw={flaw} explanation={last ? explanationOf(last) : null} />
    </Page>
  );
}

export function Under({ flaw }: { flaw: Flaw }): ReactNode {
  return (
    <>
      <StateTag state={flaw.state} words={FLAW_LIFECYCLE.states} />
      <Link to="/flaws/$id" params={{ id: flaw.id }}>
        {say('瑕疵', 'Flaw')} {flaw.code}
      </Link>
      <Link to="/pilots/$id" params={{ id: flaw.pilotId }}>
        {flaw.pilotTitle}
      </Link>
    </>
  );
}

function CheckAct({ flaw }: { flaw: Flaw }): ReactNode {
  const may = useMay();
  if (!may('flaw.check') || !flaw.open.includes('check')) return null;
  return (
    <Act
      label={say('核对', 'Check')}
      look={{ type: 'primary' }}
      explain={say(
        '用现在记录在案的事实对照容错清单，结论记入账本。以前的结论都保留。',
        'Compares the facts on record with the rulebook; the finding goes into the log. Earlier ones are kept.',
      )}
      run={() => must(api.POST('/api/flaws/{id}/check', { params: { path: { id: flaw.id } } }))}
    />
  );
}
