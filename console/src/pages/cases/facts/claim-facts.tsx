// The facts of a claim established over the claim's own routes: each answer runs the check anew, and what it changed is told.
import type { ReactNode } from 'react';
import type { DecidingFact } from '@domain/check/facts';
import type { Explanation } from '@domain/check/wording';
import { $api, api, newKey, tag } from '@/api/client';
import { must } from '@/api/write';
import { Reading } from '@/parts/feedback';
import { FindingChanges, type Difference } from '@/parts/finding/changes';
import { OutcomeTag } from '@/parts/finding/finding-view';
import { Instant } from '@/parts/time';
import { say } from '@/words/say';
import type { Flaw } from '../case-data';
import type { Claim } from '../procedure/claim-data';
import type { Body, Sending } from './answering';
import { PointList } from './point-list';
import { factPoints, questionPoints, type Point } from './points';

interface FactsProps {
  claim: Claim;
  flaw: Flaw;
  explanation: Explanation | null;
}

interface Version {
  id: string;
  version: number;
}

async function send(claim: Version, point: Point, body: Body): Promise<{ version: number }> {
  const header = { ...tag(claim.version), 'Idempotency-Key': newKey() };
  if (point.kind === 'fact') {
    const params = { path: { id: claim.id, fact: point.code as DecidingFact }, header };
    return must(api.POST('/api/claims/{id}/facts/{fact}', { params, body: body as never }));
  }
  const params = { path: { id: claim.id, question: point.code }, header };
  return must(api.POST('/api/claims/{id}/questions/{question}', { params, body: body as never }));
}

const NOTHING_SAID: Pick<Explanation, 'conditions' | 'redLines'> = { conditions: [], redLines: [] };

export function ClaimFacts({ claim, flaw, explanation }: FactsProps): ReactNode {
  const asked = (flaw.lastFinding as Flaw['lastFinding'] | null)?.questions ?? [];
  const sending: Sending = {
    version: claim.version,
    send: (point, body, version) => send({ id: claim.id, version }, point, body),
  };
  return (
    <>
      <PointList
        about={claim.id}
        facts={factPoints(flaw, true)}
        questions={questionPoints(flaw, asked, (explanation ?? NOTHING_SAID) as Explanation)}
        sending={sending}
        mayFact={claim.mine.includes('establish')}
        mayQuestion={claim.mine.includes('judge')}
        verb={say('认定', 'establish ')}
      />
      <Findings claimId={claim.id} />
    </>
  );
}

/** Every check of this claim, each told against the one before. */
function Findings({ claimId }: { claimId: string }): ReactNode {
  const all = $api.useQuery('get', '/api/claims/{id}/findings', { params: { path: { id: claimId } } });
  return (
    <section aria-label={say('历次核对', 'Checks')}>
      <h3>{say('历次核对', 'Checks')}</h3>
      <Reading of={all}>
        {findings => (
          <ul className="case-list">
            {findings.map(one => {
              const difference = one.difference as Difference | null;
              return (
                <li key={one.id}>
                  {one.code} <Instant at={one.recordedAt} /> <OutcomeTag of={one.outcome as Flaw['outcome']} />
                  {difference !== null && <FindingChanges of={difference} />}
                </li>
              );
            })}
          </ul>
        )}
      </Reading>
    </section>
  );
}
