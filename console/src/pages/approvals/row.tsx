// An approval in a list: the matter, its state, whose desk it lies on, and by how much it is overdue where that was asked.
import { WAITING_STATES } from '@domain/approval';
import { approvalLifecycle } from '@domain/clock';
import { localDay } from '@domain/period';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { UnitName } from '@/parts/organisations';
import { StateTag, Tag } from '@/parts/tag';
import { Day, workdays } from '@/parts/time';
import { say } from '@/words/say';

type Approval = Schemas['ApprovalListItem'];

export function ApprovalRow({ approval }: { approval: Approval }): ReactNode {
  const { id, matter, state, code, overdueBy, termWorkdays } = approval;
  return (
    <>
      <div className="list-line">
        <Link to="/approvals/$id" params={{ id }}>
          {matter}
        </Link>
        <StateTag state={state} words={approvalLifecycle.states} />
        {overdueBy !== null && overdueBy > 0 && (
          <Tag tone="bad">{say(`超期 ${overdueBy} 个工作日`, `${workdays(overdueBy)} overdue`)}</Tag>
        )}
        <span className="quiet small num">{code}</span>
      </div>
      <div className="list-line small">
        <DeskLine approval={approval} />
      </div>
      <div className="list-line small quiet">
        <span>
          {say('试点', 'pilot')} <span className="num">{approval.pilotCode}</span>
        </span>
        <span>
          {termWorkdays === null
            ? say('还没有承诺时限', 'no term yet')
            : say(`承诺时限 ${termWorkdays} 个工作日`, `term ${workdays(termWorkdays)}`)}
        </span>
        <span>
          {say('登记于', 'recorded')} <Day on={localDay(approval.recordedAt)} />
        </span>
      </div>
    </>
  );
}

function DeskLine({ approval: { state, approverId } }: { approval: Approval }): ReactNode {
  const approver = <UnitName id={approverId} />;
  if (WAITING_STATES.approver.includes(state)) {
    return (
      <span>
        {say('在', 'with ')}
        {approver}
        {say('：等它办理', ': to be dealt with')}
      </span>
    );
  }
  if (WAITING_STATES.sponsor.includes(state)) {
    return (
      <span>
        {say('在申报单位；审批单位', 'with the sponsor; approver ')} {approver}
      </span>
    );
  }
  if (state === 'suspended') {
    return (
      <span>
        {approver} {say('依法中止计时', 'suspended the clock by law')}
      </span>
    );
  }
  return (
    <span>
      {say('已办结；审批单位', 'settled; approver ')} {approver}
    </span>
  );
}
