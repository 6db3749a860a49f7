// The decision as served, its documents, and what it means for the person.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { $api } from '@/api/client';
import { Reading } from '@/parts/feedback';
import { Card, Facts } from '@/parts/page';
import { Tag } from '@/parts/tag';
import { Day, Instant } from '@/parts/time';
import { say, sayIn } from '@/words/say';
import type { Claim } from './claim-data';
import { DocumentLinks } from './document-links';

export function ClaimDecision({ claim }: { claim: Claim }): ReactNode {
  const params = { path: { id: claim.id } };
  const decisions = $api.useQuery('get', '/api/claims/{id}/decisions', { params });
  const corrections = $api.useQuery('get', '/api/claims/{id}/corrections', { params });
  const served = claim.decision !== null;
  if (!served) return null;
  return (
    <Card title={say('认定', 'Decision')}>
      <Reading of={decisions}>
        {list => (
          <>
            {list
              .filter(one => one.inForce)
              .map(one => (
                <div key={one.id}>
                  <p className="row">
                    <strong>{sayIn(one.kindWords)}</strong>
                    <span className="quiet small">{one.code}</span>
                    <Tag tone={one.servedAt === null ? 'warn' : 'good'}>
                      {one.servedAt === null ? say('待送达', 'not served yet') : say('已送达', 'served')}
                    </Tag>
                  </p>
                  <p className="preserve">{one.reason}</p>
                  <Facts
                    of={[
                      [say('与核对结论相比', 'Against the check'), sayIn(one.comparison), 'wide'],
                      [say('签发', 'Issued'), one.issuedAt && <Instant at={one.issuedAt} />],
                      [say('送达日期', 'Served on'), claim.servedOn && <Day on={claim.servedOn} />],
                      [say('有效至', 'Valid through'), one.validThrough && <Day on={one.validThrough} />],
                    ]}
                  />
                </div>
              ))}
          </>
        )}
      </Reading>
      <DocumentLinks claimId={claim.id} />
      {(corrections.data ?? []).length > 0 && (
        <>
          <h3>{say('纠错任务', 'Corrections')}</h3>
          <ul>
            {corrections.data?.map(task => (
              <li key={task.id}>
                <Link to="/corrections/$id" params={{ id: task.id }}>
                  {task.text}
                </Link>{' '}
                {say('应于', 'due')} <Day on={task.dueOn} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
