// What the pilot is for, and what it waits for.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SCOPE_FIELDS } from '@domain/scope';
import { Reading } from '@/parts/feedback';
import { UnitName } from '@/parts/organisations';
import { Card, Facts } from '@/parts/page';
import { Day, Instant, Span } from '@/parts/time';
import { today } from '@/parts/today';
import { nameOf, ORIGIN, PILOT_FIELD } from '@/words/names';
import { say, sayIn } from '@/words/say';
import { outcomeMeaning } from '../acts';
import { asScope } from '../form/values';
import { inForce, latestRecorded, useScopes, type Pilot, type ScopeVersion } from '../reading';
import { ScopeValue } from '../scope/scope-value';
import { SCOPE_WORDS } from '../scope/words';
import { Waiting } from './waiting';

export function OverviewTab({ pilot }: { pilot: Pilot }): ReactNode {
  const scopes = useScopes(pilot.id);
  return (
    <>
      {pilot.state === 'closed' ? <Closed pilot={pilot} /> : <Waiting pilot={pilot} />}
      <div className="columns">
        <Card title={say('试什么、为什么', 'What and why')}>
          <Facts
            of={[
              [say('要解决的问题', 'Problem'), pilot.problem, 'wide'],
              [say('受益群众', 'For whom'), pilot.beneficiaries, 'wide'],
              [say('群众需求的依据', 'Evidence of need'), pilot.needEvidence, 'wide'],
              [say('来源', 'Origin'), nameOf(ORIGIN, pilot.origin)],
              [say('交办文件', 'Assigned by'), pilot.assignedBy],
              [say('领域', 'Field'), nameOf(PILOT_FIELD, pilot.field)],
              [say('试点期限', 'Period'), <Span key="period" from={pilot.period.from} to={pilot.period.to} />],
              [say('申报单位', 'Sponsor'), <UnitName key="unit" id={pilot.sponsorId} />],
              [say('首次录入', 'First recorded'), <Instant key="at" at={pilot.recordedAt} />],
            ]}
          />
        </Card>
        <Card title={say('现行申报范围', 'Scope that counts')}>
          <Reading of={scopes}>{versions => <PresentScope pilot={pilot} versions={versions} />}</Reading>
        </Card>
      </div>
    </>
  );
}

function Closed({ pilot }: { pilot: Pilot }): ReactNode {
  const last = pilot.states.at(-1);
  return (
    <p className="note">
      {say('试点已于', 'Closed on')} <Day on={last?.on} /> {say('结束。', '.')}
      {pilot.outcome !== null && outcomeMeaning(pilot.outcome)}
      {last?.reason != null && say(`理由：${last.reason}`, ` Reason: ${last.reason}`)}
    </p>
  );
}

function PresentScope({ pilot, versions }: { pilot: Pilot; versions: ScopeVersion[] }): ReactNode {
  const counting = inForce(versions, today());
  const version = counting ?? latestRecorded(versions) ?? versions.at(-1);
  if (version === undefined) return <p className="quiet">{say('还没有申报范围。', 'No scope yet.')}</p>;
  const scope = asScope(version);
  return (
    <>
      <p className="small quiet pilot-lead">
        {say(`第 ${version.number} 版`, `Version ${version.number}`)}
        {'，'}
        {version.inForceFrom === null
          ? say('登记试点后才算数', 'counts only once the pilot is registered')
          : say(
              `自 ${version.inForceFrom} 起算数${counting === undefined ? '（当天登记的，次日才算）' : ''}`,
              `counts from ${version.inForceFrom}`,
            )}
      </p>
      <Facts
        of={SCOPE_FIELDS.map(field => [
          sayIn(SCOPE_WORDS[field]),
          <ScopeValue key={field} field={field} scope={scope} />,
          field === 'departures' || field === 'activities' ? 'wide' : undefined,
        ])}
      />
      <p>
        <Link to="/pilots/$id" params={{ id: pilot.id }} search={{ tab: 'scope' }}>
          {say('各版对照', 'Compare versions')}
        </Link>
      </p>
    </>
  );
}
