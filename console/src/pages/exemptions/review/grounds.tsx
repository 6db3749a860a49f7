// What the filing stands on: the scope version it was made on, and the approvals and pledges it leans on, each with its clock
// or its standing, so that nobody has to look them up.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { approvalLifecycle } from '@domain/clock';
import { PLEDGE_LIFECYCLE } from '@domain/pledge';
import { $api, type Schemas } from '@/api/client';
import { Desk } from '@/parts/desk';
import { Reading } from '@/parts/feedback';
import { Money, moneyText } from '@/parts/money';
import { UnitName } from '@/parts/organisations';
import { Card, Facts } from '@/parts/page';
import { StateTag, Tag } from '@/parts/tag';
import { Day, Span, workdays } from '@/parts/time';
import { say } from '@/words/say';
import { useRegionName } from '../regions';

type Detail = Schemas['ExemptionDetail'];

export function ScopeGround({ record }: { record: Detail }): ReactNode {
  const regionName = useRegionName(record.county);
  const scopes = $api.useQuery('get', '/api/pilots/{id}/scopes', { params: { path: { id: record.pilotId } } });
  return (
    <Card title={say(`申报范围（第 ${record.scopeNumber} 版）`, `Scope (version ${record.scopeNumber})`)}>
      <Reading of={scopes}>
        {versions => {
          const scope = versions.find(one => one.number === record.scopeNumber);
          const newest = Math.max(...versions.filter(one => one.state === 'recorded').map(one => one.number));
          return scope === undefined ? null : (
            <>
              {newest > record.scopeNumber && (
                <p className="note note-warn">
                  {say(
                    `范围已有第 ${newest} 版，本备案仍依第 ${record.scopeNumber} 版。`,
                    `Version ${newest} of the scope is on record; this filing is made on version ${record.scopeNumber}.`,
                  )}
                </p>
              )}
              <Facts
                of={[
                  [say('地区', 'Regions'), scope.regions.map(regionName).join('、')],
                  [say('事项', 'Activities'), scope.activities.join('；')],
                  [say('期限', 'Period'), <Span key="period" from={scope.period.from} to={scope.period.to} />],
                  [say('预算上限', 'Budget cap'), <Money key="cap" fen={scope.capFen} />],
                  [say('生效', 'In force from'), <Day key="from" on={scope.inForceFrom} />],
                ]}
              />
            </>
          );
        }}
      </Reading>
    </Card>
  );
}

export function LeaningGround({ record }: { record: Detail }): ReactNode {
  const nothing = record.approvals.length + record.pledges.length === 0;
  return (
    <Card title={say('依托的审批和承诺', 'Approvals and pledges it leans on')}>
      {nothing && <p>{say('没有依托任何审批或者承诺。', 'It leans on none.')}</p>}
      <ul className="checklist">
        {record.approvals.map(id => (
          <li key={id}>
            <Approval id={id} />
          </li>
        ))}
        {record.pledges.map(id => (
          <li key={id}>
            <Pledge id={id} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Approval({ id }: { id: string }): ReactNode {
  const approval = $api.useQuery('get', '/api/approvals/{id}', { params: { path: { id } } });
  return (
    <Reading of={approval}>
      {({ matter, state, approverId, clock }) => (
        <>
          <p className="row">
            <Link to="/approvals/$id" params={{ id }}>
              {matter}
            </Link>
            <StateTag state={state} words={approvalLifecycle.states} />
            <span className="small quiet">
              <UnitName id={approverId} />
            </span>
          </p>
          <Desk clock={clock} />
        </>
      )}
    </Reading>
  );
}

function Pledge({ id }: { id: string }): ReactNode {
  const pledge = $api.useQuery('get', '/api/pledges/{id}', { params: { path: { id } } });
  return (
    <Reading of={pledge}>
      {({ what, standing, giver, figures, silence, documented }) => (
        <>
          <p className="row">
            <Link to="/pledges/$id" params={{ id }}>
              {what}
            </Link>
            <StateTag state={standing} words={PLEDGE_LIFECYCLE.states} />
            <span className="small quiet">{giver.name}</span>
          </p>
          {standing === 'made' && <Delivered figures={figures} />}
          {standing === 'claimed' && silence !== null && (
            <p className="small">
              {documented
                ? say('有文件、未会签；', 'documented, unsigned; ')
                : say('尚未会签；', 'not counter-signed; ')}
              {say(
                `给予方已 ${silence.workdays} 个工作日没有答复`,
                `its giver has kept silent for ${workdays(silence.workdays)}`,
              )}
            </p>
          )}
        </>
      )}
    </Reading>
  );
}

function Delivered({ figures }: { figures: Schemas['PledgeFiguresView'] }): ReactNode {
  const amount = (count: number): string => (figures.measure === 'fen' ? moneyText(count) : String(count));
  return (
    <p className="small">
      {say('应已兑现', 'due')} {amount(figures.due)} · {say('已兑现', 'delivered')} {amount(figures.delivered)}{' '}
      {figures.shortfall > 0 && (
        <Tag tone="bad">
          {say(
            `欠 ${amount(figures.shortfall)}，迟 ${figures.workdaysLate} 个工作日`,
            `${amount(figures.shortfall)} short, ${workdays(figures.workdaysLate)} late`,
          )}
        </Tag>
      )}
    </p>
  );
}
