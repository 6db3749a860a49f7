// One approval, for both of its sides: what is asked first, then whose desk the days went to, the rounds, and the events.
import { approvalLifecycle } from '@domain/clock';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { $api } from '@/api/client';
import { Desk } from '@/parts/desk';
import { Reading } from '@/parts/feedback';
import { useId } from '@/parts/id';
import { UnitName, useOrganisations } from '@/parts/organisations';
import { Card, Page } from '@/parts/page';
import { StateTag, Tag } from '@/parts/tag';
import { say } from '@/words/say';
import { ApprovalTimeline } from './approval-timeline';
import { AskedApproval, OtherActs } from './asked-approval';
import { PathFacts } from './path-facts';
import { Rounds } from './rounds';
import type { Approval, Matter } from './sides';
import './approvals.css';

export function ApprovalPage(): ReactNode {
  const id = useId();
  const approval = $api.useQuery('get', '/api/approvals/{id}', { params: { path: { id } } });
  return <Reading of={approval}>{data => <Shown approval={data} />}</Reading>;
}

function Shown({ approval }: { approval: Approval }): ReactNode {
  const { data: pilot = null } = $api.useQuery('get', '/api/pilots/{id}', {
    params: { path: { id: approval.pilotId } },
  });
  const units = useOrganisations();
  const matter: Matter = { approval, pilot, today: approval.clock.day };
  const of = { authority: units.get(approval.approverId)?.name, sponsor: units.get(pilot?.sponsorId ?? '')?.name };
  return (
    <Page title={approval.matter} under={<Under matter={matter} />}>
      <AskedApproval matter={matter} />
      <div className="columns">
        <div>
          <Card title={say('时间在谁手里', 'On whose desk the days went')}>
            <Desk clock={approval.clock} of={of} />
          </Card>
          <Card title={say('退回与意见', 'Rounds and remarks')}>
            <Rounds approval={approval} />
          </Card>
          <Card title={say('事项与材料', 'Matter and materials')}>
            <PathFacts approval={approval} />
            <OtherActs matter={matter} />
          </Card>
        </div>
        <Card title={say('经过', 'What happened')}>
          <p className="small quiet">
            {say(
              '日期为当事单位所报；能证明先后的是系统记录时间。',
              'Days are as stated; only the recorded time proves what came first.',
            )}
          </p>
          <ApprovalTimeline approval={approval} />
        </Card>
      </div>
    </Page>
  );
}

function Under({ matter: { approval, pilot } }: { matter: Matter }): ReactNode {
  return (
    <>
      <StateTag state={approval.state} words={approvalLifecycle.states} />
      {approval.clock.overdueBy > 0 && <Tag tone="bad">{say('超期', 'overdue')}</Tag>}
      <span className="num">{approval.code}</span>
      <span>
        {say('审批单位：', 'Approver: ')}
        <UnitName id={approval.approverId} />
      </span>
      <span>
        {say('试点：', 'Pilot: ')}
        <Link to="/pilots/$id" params={{ id: approval.pilotId }}>
          {pilot?.title ?? '…'}
        </Link>
      </span>
    </>
  );
}
