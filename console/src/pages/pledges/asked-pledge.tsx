// What a pledge asks of the reader: to sign or dispute, to restate, to answer what the other side entered, to deliver.
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { useOrganisations } from '@/parts/organisations';
import { Asked, DaysLeft, useWaiting, WaitingClock } from '@/parts/asked';
import { Day, How, workdays } from '@/parts/time';
import { say } from '@/words/say';
import { AnswerEntry } from './answer-entry';
import { CounterSign, Dispute } from './answer-claim';
import { deskSentence } from './desk-sentence';
import { EnterDelivery, EnterRevision } from './enter';
import { Restate } from './restate';
import { openEntries, useStanding, type Pledge, type Standing } from './sides';

type Item = Schemas['InboxItem'];

export function AskedPledge({ pledge }: { pledge: Pledge }): ReactNode {
  const standing = useStanding(pledge);
  const units = useOrganisations();
  const waiting = useWaiting(pledge.id)[0];
  const asked = asks(pledge, standing, waiting);
  const sentence = deskSentence(pledge, id => units.get(id)?.name ?? '…');
  return (
    <Asked
      title={titleOf(pledge, standing, asked)}
      sentence={sentence}
      clock={waiting ? <WaitingClock item={waiting} /> : <StandingClock pledge={pledge} />}
    >
      {asked && <Acts pledge={pledge} standing={standing} />}
    </Asked>
  );
}

/** Something here waits for this reader, and not only may be done. */
function asks(pledge: Pledge, { may, toAnswer, side }: Standing, waiting?: Item): boolean {
  if (toAnswer.length > 0 || may('counter-sign') || may('dispute') || may('restate')) return true;
  if (side !== 'giver' || !may('deliver')) return false;
  return waiting?.kind === 'pledge.deliver' || entered(pledge) < pledge.figures.due;
}

/** Confirmed or not: what is entered is for the other side to look at, and asked of the giver no more. */
function entered({ figures, deliveries }: Pledge): number {
  const open = deliveries.filter(({ state }) => state === 'entered');
  return open.reduce((sum, { amountFen, quantity }) => sum + (amountFen ?? quantity ?? 0), figures.delivered);
}

function titleOf(pledge: Pledge, { may, toAnswer }: Standing, asked: boolean): string {
  if (may('counter-sign')) return say('请会签确认或提出异议', 'Please counter-sign or dispute');
  if (may('restate')) return say('请改好条款重新主张', 'Please restate the terms');
  const first = toAnswer[0];
  if (first) {
    return first.kind === 'deliveries'
      ? say('请确认对方填报的兑现', 'Please confirm the delivery entered')
      : say('请答复对方填报的调整', 'Please answer the revision entered');
  }
  if (asked) {
    return pledge.figures.shortfall > 0
      ? say('请兑现并填报', 'Please deliver and enter it')
      : say('即将到期，兑现后请填报', 'Due soon: deliver and enter it');
  }
  const { committed, delivered } = pledge.figures;
  const over = pledge.standing === 'made' && delivered >= committed && openEntries(pledge).length === 0;
  return over ? say('已办结', 'Settled') : say('现在在谁手里', 'On whose desk');
}

function Acts({ pledge, standing }: { pledge: Pledge; standing: Standing }): ReactNode {
  const { may, toAnswer, side } = standing;
  const delivers = toAnswer.length === 0 && side === 'giver';
  return (
    <>
      {may('counter-sign') && <CounterSign pledge={pledge} />}
      {may('dispute') && <Dispute pledge={pledge} />}
      {may('restate') && <Restate pledge={pledge} />}
      {toAnswer.map(({ kind, entry }) => (
        <AnswerEntry key={entry.id} pledge={pledge} kind={kind} entry={entry} />
      ))}
      {delivers && may('deliver') && <EnterDelivery pledge={pledge} primary />}
      {delivers && may('revise') && <EnterRevision pledge={pledge} />}
    </>
  );
}

/** What may be entered without being asked for; shown apart from what is asked. */
export function OtherActs({ pledge }: { pledge: Pledge }): ReactNode {
  const standing = useStanding(pledge);
  const { may, toAnswer, side } = standing;
  const waiting = useWaiting(pledge.id)[0];
  const shown = side === 'giver' && toAnswer.length === 0 && asks(pledge, standing, waiting);
  if (shown || (!may('deliver') && !may('revise'))) return null;
  return (
    <div className="row pledge-other">
      {may('deliver') && <EnterDelivery pledge={pledge} />}
      {may('revise') && <EnterRevision pledge={pledge} />}
    </div>
  );
}

/** For everybody who does not have to act: the days are the same, and they say how they were counted. */
function StandingClock({ pledge: { waiting, figures, giver } }: { pledge: Pledge }): ReactNode {
  if (waiting === null) return null;
  const { duty, since, workdays: days, term, overdueBy } = waiting;
  return (
    <>
      {term !== null && <DaysLeft left={term - days} tone={overdueBy > 0 ? 'bad' : 'good'} />}
      <div className="small quiet">
        {duty === 'deliver' ? say('已逾期', 'late by') : say('已等', 'waited')} {workdays(days)}{' '}
        <How>
          <p>
            {SINCE[duty]()} <Day on={since} />
            {say(
              `，从次日数到 ${figures.on}，只计工作日。`,
              `; counted from the next day through ${figures.on}, working days only.`,
            )}
          </p>
          {duty === 'counter-sign' && <p>{termWords(term, giver.id)}</p>}
        </How>
      </div>
    </>
  );
}

const SINCE: Readonly<Record<NonNullable<Pledge['waiting']>['duty'], () => string>> = {
  'counter-sign': () => say('主张登记于', 'Claimed on'),
  restate: () => say('异议登记于', 'Disputed on'),
  confirm: () => say('最早一条待确认的填报于', 'The oldest entry to be confirmed was made on'),
  deliver: () => say('最早一期到期于', 'The oldest tranche fell due on'),
};

function termWords(term: number | null, giverId: string | null): string {
  if (term !== null) {
    return say(
      `容错清单规定的答复期限为 ${term} 个工作日。`,
      `The rulebook’s term for the answer is ${workdays(term)}.`,
    );
  }
  return giverId === null
    ? say('县外单位没有经办人在本系统，不设答复期限。', 'Outside the county: no term to answer.')
    : say('适用的容错清单没有规定答复期限。', 'The rulebook sets no term for the answer.');
}
