// The path of an approval: matter, basis, term, materials, and what must come first.
import { approvalLifecycle } from '@domain/clock';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { UnitName } from '@/parts/organisations';
import { Facts } from '@/parts/page';
import { StateTag } from '@/parts/tag';
import { Instant, workdays } from '@/parts/time';
import { FIELD_CLASS, nameOf } from '@/words/names';
import { say } from '@/words/say';
import type { Approval } from './sides';

const unnamed = () => <span className="quiet">{say('还没有人告知', 'not named yet')}</span>;

export function PathFacts({ approval }: { approval: Approval }): ReactNode {
  const { legalBasis, termWorkdays, materials, predecessors } = approval;
  return (
    <Facts
      of={[
        [say('审批单位', 'Approver'), <UnitName id={approval.approverId} />],
        [say('涉及领域', 'Touches'), nameOf(FIELD_CLASS, approval.fieldClass)],
        [say('办理依据', 'Legal basis'), legalBasis ?? unnamed()],
        [say('承诺时限', 'Promised term'), termWorkdays === null ? unnamed() : workdays(termWorkdays)],
        [say('申请材料', 'Materials'), <Materials of={materials} />, 'wide'],
        [say('须先办的审批', 'Must come first'), <Predecessors of={predecessors} />, 'wide'],
        [say('登记时间', 'Recorded'), <Instant at={approval.recordedAt} />],
      ]}
    />
  );
}

function Materials({ of }: { of: readonly string[] }): ReactNode {
  if (of.length === 0) return <span className="quiet">{say('没有列明', 'none listed')}</span>;
  return (
    <ol className="approval-materials">
      {of.map(material => (
        <li key={material}>{material}</li>
      ))}
    </ol>
  );
}

function Predecessors({ of }: { of: Approval['predecessors'] }): ReactNode {
  if (of.length === 0) return <span className="quiet">{say('没有', 'nothing')}</span>;
  return (
    <ul className="approval-materials">
      {of.map(({ id, matter, code, state }) => (
        <li key={id}>
          <Link to="/approvals/$id" params={{ id }}>
            {matter}
          </Link>{' '}
          <span className="quiet small num">{code}</span> <StateTag state={state} words={approvalLifecycle.states} />
        </li>
      ))}
    </ul>
  );
}
