// Approvals by approver: how many are open and overdue, and on whose desk the working days of the open ones went.
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { deskName } from '@/parts/desk';
import { workdays } from '@/parts/time';
import { say } from '@/words/say';
import { Block } from './block';
import { Figure } from './figure';

type Figures = Schemas['ApprovalFigures'];
const PARTIES = ['sponsor', 'authority', 'suspended'] as const;

export function ApprovalsBlock({ approvals }: { approvals: Schemas['BoardApprovals'] }): ReactNode {
  const { total, approvers, approversTotal, basis } = approvals;
  return (
    <Block title={say('所需审批（按审批单位）', 'Approvals by approver')} basis={basis}>
      {approvers.length === 0 ? (
        <p className="quiet">{say('没有已提交而未办结的审批。', 'No approval is open.')}</p>
      ) : (
        <div className="table-wrap">
          <table className="plain board-table">
            <thead>
              <tr>
                <th scope="col">{say('审批单位', 'Approver')}</th>
                <th scope="col" className="n">
                  {say('未办结', 'Open')}
                </th>
                <th scope="col" className="n">
                  {say('超时', 'Overdue')}
                </th>
                <th scope="col" className="n">
                  {say('最久超时', 'Longest')}
                </th>
                <th scope="col" className="wide-cell">
                  {say('未办结各件的工作日用在谁手里', 'Working days of the open ones, by party')}
                </th>
              </tr>
            </thead>
            <tbody>
              {approvers.length > 1 && <Row name={say('合计', 'All')} of={total} />}
              {approvers.map(approver => (
                <Row key={`${approver.county} ${approver.approverId}`} name={approver.name} of={approver} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {approversTotal > approvers.length && (
        <p className="small quiet">
          {say(
            `共 ${approversTotal} 家，先列超时多的 ${approvers.length} 家；合计含全部。`,
            `${approversTotal} in all; the ${approvers.length} most overdue are listed, the sum has all.`,
          )}
        </p>
      )}
    </Block>
  );
}

function Row({ name, of }: { name: string; of: Figures }): ReactNode {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="n">
        <Figure of={of.open} label={`${name} ${say('未办结', 'open')}`} />
      </td>
      <td className="n">
        <Figure of={of.overdue} label={`${name} ${say('超时', 'overdue')}`} alert />
      </td>
      <td className="n">
        {of.worstOverdueBy > 0 ? (
          <Figure
            of={of.overdue}
            label={`${name} ${say('最久超时', 'longest')}`}
            text={workdays(of.worstOverdueBy)}
            alert
          />
        ) : (
          <span className="quiet">—</span>
        )}
      </td>
      <td>
        <Parties days={of.workdays} />
      </td>
    </tr>
  );
}

function Parties({ days }: { days: Figures['workdays'] }): ReactNode {
  return (
    <>
      <div className="desk-bar" aria-hidden="true">
        {PARTIES.map(party =>
          days[party] > 0 ? <span key={party} className={`desk-${party}`} style={{ flexGrow: days[party] }} /> : null,
        )}
      </div>
      <ul className="desk-legend">
        {PARTIES.map(party => (
          <li key={party}>
            <i className={`desk-${party}`} aria-hidden="true" />
            {deskName(party)} {days[party]}
          </li>
        ))}
      </ul>
    </>
  );
}
