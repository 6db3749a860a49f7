// A pledge in a list: what, how it stands, how much, and on whose desk.
import { PLEDGE_LIFECYCLE } from '@domain/pledge';
import { localDay } from '@domain/period';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { UnitName } from '@/parts/organisations';
import { StateTag, Tag } from '@/parts/tag';
import { Day } from '@/parts/time';
import { today } from '@/parts/today';
import { nameOf, PLEDGE_KIND } from '@/words/names';
import { say } from '@/words/say';
import { amountText } from './amounts';

type Pledge = Schemas['PledgeView'];

export function PledgeRow({ pledge }: { pledge: Pledge }): ReactNode {
  return (
    <>
      <div className="list-line">
        <Link to="/pledges/$id" params={{ id: pledge.id }}>
          {pledge.what}
        </Link>
        <StateTag state={pledge.standing} words={PLEDGE_LIFECYCLE.states} />
        {pledge.standing === 'claimed' && pledge.documented && (
          <Tag tone="brand">{say('有据未签', 'documented, unsigned')}</Tag>
        )}
        <span className="quiet small num">{pledge.code}</span>
      </div>
      <div className="list-line small">
        <span>
          {nameOf(PLEDGE_KIND, pledge.kind)} {amountText(pledge, pledge.unit)}
        </span>
        <span>
          {pledge.giver.name} → <UnitName id={pledge.receiverId} />
        </span>
      </div>
      <div className="list-line small quiet">
        <DeskLine pledge={pledge} />
      </div>
    </>
  );
}

function DeskLine({ pledge }: { pledge: Pledge }): ReactNode {
  const { standing, giver, tranches } = pledge;
  const day = today();
  const next = tranches.find(({ dueOn }) => dueOn >= day);
  const last = tranches.at(-1);
  return (
    <>
      {standing === 'claimed' && (
        <span>
          {giver.id === null
            ? say('县外单位，不能在本系统会签', 'outside the county, cannot sign here')
            : say(`在${giver.name}：等它会签`, `with ${giver.name}: to counter-sign`)}
        </span>
      )}
      {standing === 'disputed' && (
        <span>
          {say('在', 'with ')}
          <UnitName id={pledge.receiverId} />
          {say('：等它重新主张', ': to restate')}
        </span>
      )}
      {next && (
        <span>
          {say('下一期到期', 'next tranche due')} <Day on={next.dueOn} />
        </span>
      )}
      {!next && last && (
        <span>
          {say('最后一期已于', 'the last tranche fell due on')} <Day on={last.dueOn} /> {say('到期', '')}
        </span>
      )}
      <span>
        {say('登记于', 'recorded')} <Day on={localDay(pledge.recordedAt)} />
      </span>
    </>
  );
}
