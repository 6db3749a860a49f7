// The approvals this pilot needs: on whose desk each one lies and for how many working days.
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { approvalLifecycle } from '@domain/clock';
import { $api } from '@/api/client';
import { useMay } from '@/api/session-hook';
import { Desk } from '@/parts/desk';
import { Empty, Reading } from '@/parts/feedback';
import { UnitName } from '@/parts/organisations';
import { Card } from '@/parts/page';
import { StateTag } from '@/parts/tag';
import { say } from '@/words/say';
import { useApprovals, useOwn, type Pilot } from '../reading';
import { ApprovalForm, type ApprovalMode } from './approval-form';

export function ApprovalsTab({ pilot }: { pilot: Pilot }): ReactNode {
  const own = useOwn(pilot);
  const may = useMay();
  const [mode, setMode] = useState<ApprovalMode | null>(null);
  const mayOpen = own && may('approval.request') && pilot.state !== 'closed';
  return (
    <>
      {mayOpen && mode === null && (
        <div className="row pilot-begin">
          <Button type="primary" onClick={() => setMode('apply')}>
            {say('提出审批', 'Ask for an approval')}
          </Button>
          <Button onClick={() => setMode('inquire')}>
            {say('不知道走哪项审批，先询问', 'Not sure which one: inquire first')}
          </Button>
        </div>
      )}
      {mayOpen && mode !== null && <ApprovalForm key={mode} pilot={pilot} mode={mode} done={() => setMode(null)} />}
      <Reading of={useApprovals(pilot.id)}>
        {items =>
          items.length === 0 ? (
            <Card title={say('所需审批', 'Approvals')}>
              <Empty text={say('还没有提出审批。', 'No approval has been asked for.')} />
            </Card>
          ) : (
            <div className="columns">
              {items.map(({ id }) => (
                <ApprovalCard key={id} id={id} />
              ))}
            </div>
          )
        }
      </Reading>
    </>
  );
}

function ApprovalCard({ id }: { id: string }): ReactNode {
  const approval = $api.useQuery('get', '/api/approvals/{id}', { params: { path: { id } } });
  return (
    <section className="card">
      <Reading of={approval}>
        {({ matter, state, code, approverId, clock }) => (
          <>
            <h2>
              <Link to="/approvals/$id" params={{ id }}>
                {matter}
              </Link>
            </h2>
            <div className="list-line">
              <StateTag state={state} words={approvalLifecycle.states} />
              <span>
                <UnitName id={approverId} />
              </span>
              <span className="quiet small num">{code}</span>
            </div>
            <Desk clock={clock} />
          </>
        )}
      </Reading>
    </section>
  );
}
