// A claim as its parties follow it: where it stands, what comes next and by when, what they may still say, and the decision.
// The handling body works on the case view.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CLAIM_LIFECYCLE } from '@domain/claim/claim';
import { $api } from '@/api/client';
import { useMay } from '@/api/session-hook';
import { Reading } from '@/parts/feedback';
import { useId } from '@/parts/id';
import { UnitName } from '@/parts/organisations';
import { Card, Facts, Page } from '@/parts/page';
import { StoredFile } from '@/parts/stored-file';
import { StateTag } from '@/parts/tag';
import { Day, Instant } from '@/parts/time';
import { say, sayIn } from '@/words/say';
import { ClaimActs } from './claim-acts';
import { ClaimClock } from './claim-clock';
import type { Claim } from './claim-data';
import { ClaimDecision } from './claim-decision';
import { Happened } from './happened';
import { Statements } from './statements';
import { CLAIMANT_WORDS, WISH_WORDS } from './words';

export function ClaimPage(): ReactNode {
  const id = useId();
  const claim = $api.useQuery('get', '/api/claims/{id}', { params: { path: { id } } });
  return <Reading of={claim}>{data => <ClaimView claim={data} />}</Reading>;
}

function ClaimView({ claim }: { claim: Claim }): ReactNode {
  const handles = useMay()('claim.handle');
  return (
    <Page
      title={say('容错申请', 'Claim')}
      under={
        <>
          <span>{claim.code}</span>
          <StateTag state={claim.state} words={CLAIM_LIFECYCLE.states} />
          <Link to="/pilots/$id" params={{ id: claim.pilot.id }}>
            {claim.pilot.title}
          </Link>
        </>
      }
      actions={
        <>
          {handles && (
            <Link className="button button-primary" to="/claims/$id/case" params={{ id: claim.id }}>
              {say('打开案件视图', 'Open the case view')}
            </Link>
          )}
          <ClaimActs claim={claim} />
        </>
      }
    >
      <ClaimClock clock={claim.clock} state={claim.state} />
      <ClaimDecision claim={claim} />
      <div className="columns">
        <Asked claim={claim} />
        <OnFile claim={claim} />
      </div>
      <Statements claim={claim} />
      <Happened id={claim.id} />
    </Page>
  );
}

function Asked({ claim }: { claim: Claim }): ReactNode {
  return (
    <Card title={say('申请', 'The claim')}>
      <p className="preserve">{claim.statement}</p>
      <Facts
        of={[
          [say('请求', 'Asks for'), sayIn(WISH_WORDS[claim.wish])],
          [say('申请方式', 'Filed by'), sayIn(CLAIMANT_WORDS[claim.claimantKind])],
          [say('单位', 'Unit'), <UnitName key="unit" id={claim.claimantUnit} />],
          [say('申请时间', 'Filed at'), <Instant key="at" at={claim.filedAt} />],
          [say('由谁办理', 'Who handles it'), sayIn(claim.route), 'wide'],
          [
            say('适用清单', 'Rulebook'),
            <Link key="book" to="/rulebooks/$id" params={{ id: claim.rulebook }}>
              {claim.rulebook}
            </Link>,
          ],
        ]}
      />
      <div className="row">
        {claim.evidence.map(sha256 => (
          <StoredFile key={sha256} sha256={sha256} />
        ))}
      </div>
    </Card>
  );
}

/** What the registry attached by itself: entered once, used everywhere. */
function OnFile({ claim }: { claim: Claim }): ReactNode {
  return (
    <Card title={say('自动附上的登记', 'Attached from the registry')}>
      <ul className="list">
        <li>
          <Link to="/flaws/$id" params={{ id: claim.flaw.id }}>
            {say('程序瑕疵', 'Flaw')} {claim.flaw.code}
          </Link>
          {claim.flaw.actFrom !== null && (
            <span className="quiet small">
              {' '}
              {say('行为日', 'act on')} <Day on={claim.flaw.actFrom} />
            </span>
          )}
        </li>
        {claim.records.map(record => (
          <li key={record.id}>
            <Link to="/exemptions/$id" params={{ id: record.id }}>
              {say('容错备案', 'Exemption record')} {record.code}
            </Link>
            {record.sealedAt !== null && (
              <span className="quiet small">
                {' '}
                {say('封存于', 'sealed')} <Instant at={record.sealedAt} />
              </span>
            )}
          </li>
        ))}
        {claim.pledges.map(pledge => (
          <li key={pledge.id}>
            <Link to="/pledges/$id" params={{ id: pledge.id }}>
              {say('承诺：', 'Pledge: ')}
              {pledge.what}
            </Link>
          </li>
        ))}
        {claim.approvals.map(approval => (
          <li key={approval.id}>
            <Link to="/approvals/$id" params={{ id: approval.id }}>
              {say('审批：', 'Approval: ')}
              {approval.matter}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
