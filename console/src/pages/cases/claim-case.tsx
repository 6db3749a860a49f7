// A claim as the body handling it works on it: where it stands and what is to be done, the case itself, and the procedure.
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { CLAIM_LIFECYCLE } from '@domain/claim/claim';
import { DECISION_KIND_WORDS } from '@domain/claim/decision';
import { $api } from '@/api/client';
import { Reading } from '@/parts/feedback';
import { explanationOf } from '@/parts/finding/finding-of';
import { useId } from '@/parts/id';
import { UnitName } from '@/parts/organisations';
import { Card, Facts, Page } from '@/parts/page';
import { StateTag } from '@/parts/tag';
import { say, sayIn } from '@/words/say';
import { CaseBoard } from './case-board';
import { useFlaw, useLastFinding, type Flaw } from './case-data';
import { ClaimFacts } from './facts/claim-facts';
import { Precedents } from './precedents';
import { Clearances } from './procedure/clearances';
import { useClaim, type Claim } from './procedure/claim-data';
import { Corrections } from './procedure/corrections';
import { Decisions } from './procedure/decisions';
import { Deliberation } from './procedure/deliberation';
import { Documents } from './procedure/documents';
import { Panel } from './procedure/panel';
import { PlainActs } from './procedure/plain-acts';
import { ClaimClock, Steps } from './procedure/progress';
import { Recusals } from './procedure/recusals';
import { Statements } from './procedure/statements';
import { CaseTabs, type TabOf } from './tabs';

export function ClaimCase(): ReactNode {
  const claim = useClaim(useId());
  return <Reading of={claim}>{data => <Opened claim={data} />}</Reading>;
}

function Opened({ claim }: { claim: Claim }): ReactNode {
  const flaw = useFlaw(claim.flaw.id);
  const acts = useMovingActs(claim);
  return (
    <Page
      title={say(`容错申请 ${claim.code}`, `Claim ${claim.code}`)}
      under={<Under claim={claim} />}
      actions={
        <a className="button" href="#procedure">
          {say('直接到办理', 'To the procedure')}
        </a>
      }
    >
      <Progress claim={claim} />
      <Reading of={flaw}>
        {data => (
          <>
            <CaseBoard flaw={data} claimActs={acts} beside={<Precedents claimId={claim.id} />} />
            <Procedure claim={claim} flaw={data} />
          </>
        )}
      </Reading>
    </Page>
  );
}

function Under({ claim }: { claim: Claim }): ReactNode {
  return (
    <>
      <StateTag state={claim.state} words={CLAIM_LIFECYCLE.states} />
      <Link to="/claims/$id" params={{ id: claim.id }}>
        {say('申请', 'Claim')}
      </Link>
      <Link to="/flaws/$id" params={{ id: claim.flaw.id }}>
        {say('瑕疵', 'Flaw')} {claim.flaw.code}
      </Link>
      <Link to="/pilots/$id" params={{ id: claim.pilot.id }}>
        {claim.pilot.title}
      </Link>
    </>
  );
}

const bodyOf = (handling: string): string => {
  if (handling.endsWith('0000')) return say('省级纪检监察机关', 'the discipline body of the province');
  if (handling.endsWith('00')) return say('市（州）级纪检监察机关', 'the discipline body of the city');
  return say('县级纪检监察机关', 'the discipline body of the county');
};

function Progress({ claim }: { claim: Claim }): ReactNode {
  const { route, accountability } = claim;
  return (
    <Card title={say('办理进度', 'Where it stands')}>
      <Steps claim={claim} />
      <div className="case-progress">
        <ClaimClock clock={claim.clock} />
        <Facts
          of={[
            [say('申请单位', 'Claimant'), <UnitName key="unit" id={claim.claimantUnit} />],
            [say('请求', 'Wish'), sayIn(DECISION_KIND_WORDS[claim.wish])],
            [say('问责事项', 'Accountability'), `${accountability.code} ${accountability.reason}`],
            [say('由谁办理、为什么', 'Handled by, and why'), `${bodyOf(route.handling)} · ${sayIn(route)}`],
            [say('申请之日的清单', 'Rulebook of the day of filing'), claim.rulebook],
          ]}
        />
      </div>
      <PlainActs claim={claim} />
    </Card>
  );
}

/** Acts that move the claim on belong to the story; opinions, answers and notes do not. */
const MOVING = [
  'file',
  'admit',
  'refuse-admission',
  'investigate',
  'suspend',
  'resume',
  'deliberate',
  'reopen',
  'refer',
];
const ENDING = ['approve-referral', 'issue', 'serve', 'request-re-review', 'request-upper-review', 'close', 'withdraw'];

function useMovingActs(claim: Claim) {
  const { data } = $api.useQuery('get', '/api/claims/{id}/acts', { params: { path: { id: claim.id } } });
  return useMemo(
    () =>
      data
        ?.filter(({ act }) => MOVING.includes(act) || ENDING.includes(act))
        .map(({ act, recordedAt }) => ({ claim: claim.code, act, recordedAt })),
    [data, claim.code],
  );
}

function Procedure({ claim, flaw }: { claim: Claim; flaw: Flaw }): ReactNode {
  const last = useLastFinding(flaw).data;
  const explanation = last ? explanationOf(last) : null;
  const tabs: TabOf[] = [
    {
      key: 'facts',
      label: say('事实', 'Facts'),
      content: () => <ClaimFacts claim={claim} flaw={flaw} explanation={explanation} />,
    },
    { key: 'statements', label: say('陈述', 'Statements'), content: () => <Statements claim={claim} /> },
    { key: 'recusals', label: say('回避', 'Recusals'), content: () => <Recusals claim={claim} /> },
    {
      key: 'panel',
      label: say('评议', 'Panel'),
      content: () => (
        <>
          <Panel claim={claim} />
          <Deliberation claim={claim} />
        </>
      ),
    },
    { key: 'decision', label: say('决定', 'Decision'), content: () => <Decisions claim={claim} /> },
    { key: 'documents', label: say('文书', 'Documents'), content: () => <Documents claimId={claim.id} /> },
    {
      key: 'after',
      label: say('后续', 'Afterwards'),
      content: () => (
        <>
          <Corrections claim={claim} />
          <Clearances claim={claim} />
        </>
      ),
    },
  ];
  return (
    <Card title={say('办理', 'Procedure')} id="procedure">
      <CaseTabs label={say('办理的各部分', 'Parts of the procedure')} tabs={tabs} />
    </Card>
  );
}
