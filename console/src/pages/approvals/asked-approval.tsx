// What an approval asks of the reader, first on the page and with its clock; what else is open to him stands apart.
import type { ApprovalAct } from '@domain/approval';
import type { ReactNode } from 'react';
import { Asked, DaysLeft, useWaiting, WaitingClock } from '@/parts/asked';
import { useOrganisations } from '@/parts/organisations';
import { Due } from '@/parts/time';
import { say } from '@/words/say';
import { Apply } from './apply';
import { NamePath, Suspend } from './authority-acts';
import { deskSentence } from './desk-sentence';
import { PlainActButton, ReasonedActButton } from './plain-acts';
import { Return } from './return';
import { splitActs, useActs, type Approval, type Matter } from './sides';

export function AskedApproval({ matter }: { matter: Matter }): ReactNode {
  const { approval, pilot } = matter;
  const units = useOrganisations();
  const waiting = useWaiting(approval.id)[0];
  const { asked } = splitActs(approval.state, useActs(matter));
  const sentence = deskSentence(approval, {
    approver: units.get(approval.approverId)?.name ?? '…',
    sponsor: units.get(pilot?.sponsorId ?? '')?.name ?? '…',
  });
  return (
    <Asked
      title={titleOf(approval, asked[0])}
      sentence={sentence}
      clock={waiting ? <WaitingClock item={waiting} /> : <TermClock approval={approval} />}
    >
      {asked.length > 0 && (
        <>
          <Blocked approval={approval} acts={asked} />
          {asked.map((act, at) => (
            <ActButton key={act} act={act} matter={matter} primary={at === 0} />
          ))}
        </>
      )}
    </Asked>
  );
}

/** Withdrawing, lapsing, and whatever else nobody waits for. */
export function OtherActs({ matter }: { matter: Matter }): ReactNode {
  const { other } = splitActs(matter.approval.state, useActs(matter));
  if (other.length === 0) return null;
  return (
    <div className="row approval-other">
      {other.map(act => (
        <ActButton key={act} act={act} matter={matter} primary={false} />
      ))}
    </div>
  );
}

/** What each act is asked for with; acts that nobody is asked for have none. */
const asking = (rounds: number): Partial<Record<ApprovalAct, string>> => ({
  apply: say('请提出申请', 'Please apply'),
  inquire: say('请询问办理途径', 'Please ask for the path'),
  'name-path': say('请告知办理途径', 'Please name the path'),
  accept:
    rounds > 0
      ? say('退回后又提交，请答复', 'Resubmitted after a return: please answer')
      : say('请受理或决定', 'Please accept or decide'),
  grant: say('请作出决定', 'Please decide'),
  resubmit: say('请按意见修改后重新提交', 'Please revise and resubmit'),
  resume: say('中止事由结束后请恢复计时', 'Please resume once the ground is over'),
});

function titleOf({ clock }: Approval, first: ApprovalAct | undefined): string {
  const asked = first && asking(clock.rounds)[first];
  return asked ?? (clock.onDesk === 'decided' ? say('已办结', 'Settled') : say('现在在谁手里', 'On whose desk'));
}

interface ButtonProps {
  act: ApprovalAct;
  matter: Matter;
  primary: boolean;
}

function ActButton({ act, matter, primary }: ButtonProps): ReactNode {
  switch (act) {
    case 'apply':
      return <Apply matter={matter} primary={primary} />;
    case 'name-path':
      return <NamePath matter={matter} />;
    case 'return':
      return <Return matter={matter} />;
    case 'suspend':
      return <Suspend matter={matter} />;
    case 'refuse':
    case 'lapse':
      return <ReasonedActButton act={act} matter={matter} />;
    case 'accept':
    case 'grant':
    case 'inquire':
    case 'resubmit':
    case 'resume':
    case 'withdraw':
      return <PlainActButton act={act} matter={matter} primary={primary} />;
  }
}

/** An application before its predecessors is refused by the registry; said here before anybody tries. */
function Blocked({ approval, acts }: { approval: Approval; acts: readonly ApprovalAct[] }): ReactNode {
  const missing = approval.predecessors.filter(({ state }) => state !== 'granted');
  if (!acts.includes('apply') || missing.length === 0) return null;
  const list = missing.map(({ matter, code }) => `${matter}（${code}）`).join('、');
  return (
    <p className="note note-warn">
      {say(
        `须先办的还没有批准：${list}。批准（或依清单视为批准）后才能申请。`,
        `Not granted yet: ${list}. You can apply once they are granted, or deemed so by the rulebook.`,
      )}
    </p>
  );
}

/** For whoever does not hold it: how much of the term is left on the authority's desk. */
function TermClock({ approval: { clock } }: { approval: Approval }): ReactNode {
  const { onDesk, term, termUsed, due } = clock;
  if (onDesk !== 'authority' || term === null) return null;
  const left = term - termUsed;
  return (
    <>
      <DaysLeft left={left} tone={left < 0 ? 'bad' : left * 5 <= term ? 'warn' : 'good'} />
      {due && (
        <div className="small quiet">
          {say('应于', 'due by')} <Due due={due} />
        </div>
      )}
    </>
  );
}
