// An approval in a list: the matter, its state, on whose desk it lies and for how many working days, and what is overdue.
import { approvalLifecycle } from '@domain/clock';
import { localDay } from '@domain/period';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { UnitName } from '@/parts/organisations';
import { heldText } from '@/parts/desk';
import { StateTag, Tag } from '@/parts/tag';
import { Day, workdays } from '@/parts/time';
import { say } from '@/words/say';
import { awaitedOf, termWords } from './desk-sentence';

type Approval = Schemas['ApprovalListItem'];

export function ApprovalRow({ approval }: { approval: Approval }): ReactNode {
  const { id, matter, state, code, desk, termWorkdays } = approval;
  const overdueBy = desk.onDesk === 'decided' ? 0 : desk.overdueBy;
  return (
    <>
      <div className="list-line">
        <Link to="/approvals/$id" params={{ id }}>
          {matter}
        </Link>
        <StateTag state={state} words={approvalLifecycle.states} />
        {overdueBy > 0 && <Tag tone="bad">{say(`超期 ${overdueBy} 个工作日`, `${workdays(overdueBy)} overdue`)}</Tag>}
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

function DeskLine({ approval: { state, approverId, desk } }: { approval: Approval }): ReactNode {
  const approver = <UnitName id={approverId} />;
  const held = heldText(desk.workdays);
  const awaited = awaitedOf(state);
  if (state === 'suspended') {
    return (
      <span>
        {say('在', 'with ')}
        {approver}
        {say(`：依法中止计时，${held}`, `: the clock is suspended by law, ${held}`)}
      </span>
    );
  }
  if (awaited === null) {
    return (
      <span>
        {say('已办结；审批单位', 'settled; approver ')} {approver}
      </span>
    );
  }
  const since = desk.onDesk === 'not-started' ? '' : say(`，${held}`, `, ${held}`);
  return (
    <span>
      {say('在', 'with ')}
      {desk.onDesk === 'authority' ? approver : say('申报单位', 'the sponsor')}
      {say(`：${awaited}`, `: ${awaited}`)}
      {since}
      {termWords({ ...desk, overdueBy: 0 })}
      {desk.onDesk !== 'authority' && (
        <>
          {say('；审批单位', '; approver ')} {approver}
        </>
      )}
    </span>
  );
}
