// What was promised from above for this pilot: standing, due, delivered, and how long a giver has kept silent.
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { PLEDGE_LIFECYCLE } from '@domain/pledge';
import { $api, type Schemas } from '@/api/client';
import { useMay } from '@/api/session-hook';
import { Empty, Reading } from '@/parts/feedback';
import { Card } from '@/parts/page';
import { moneyText } from '@/parts/money';
import { StateTag, Tag } from '@/parts/tag';
import { Day, workdays } from '@/parts/time';
import { nameOf, PLEDGE_KIND } from '@/words/names';
import { say } from '@/words/say';
import { useOwn, usePledges, type Pilot } from '../reading';
import { PledgeForm } from './pledge-form';

type Pledge = Schemas['PledgeDetail'];

export function PledgesTab({ pilot }: { pilot: Pilot }): ReactNode {
  const own = useOwn(pilot);
  const may = useMay();
  const [writing, setWriting] = useState(false);
  const mayClaim = own && may('pledge.claim') && pilot.state !== 'closed';
  return (
    <>
      {mayClaim && !writing && (
        <p className="pilot-begin">
          <Button type="primary" onClick={() => setWriting(true)}>
            {say('登记承诺', 'Claim a pledge')}
          </Button>
        </p>
      )}
      {mayClaim && writing && <PledgeForm pilot={pilot} done={() => setWriting(false)} />}
      <Card title={say('上级承诺', 'Pledges')}>
        <Reading of={usePledges(pilot.id)}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty
                text={say(
                  '还没有登记承诺。上级答应的钱、人、授权，都可以登记在这里。',
                  'No pledge yet. Money, staff or authority promised from above belong here.',
                )}
              />
            ) : (
              <ul className="list">
                {items.map(({ id }) => (
                  <li key={id}>
                    <PledgeRow id={id} />
                  </li>
                ))}
              </ul>
            )
          }
        </Reading>
      </Card>
    </>
  );
}

function PledgeRow({ id }: { id: string }): ReactNode {
  const pledge = $api.useQuery('get', '/api/pledges/{id}', { params: { path: { id } } });
  return (
    <Reading of={pledge}>
      {data => (
        <>
          <div className="list-line">
            <Link to="/pledges/$id" params={{ id }}>
              {data.what}
            </Link>
            <StateTag state={data.standing} words={PLEDGE_LIFECYCLE.states} />
            <Tag>{nameOf(PLEDGE_KIND, data.kind)}</Tag>
            <span>{data.giver.name}</span>
            <span className="quiet num small">{data.code}</span>
          </div>
          <Delivered of={data} />
          <p className="small">{nextStep(data)}</p>
        </>
      )}
    </Reading>
  );
}

const amount = ({ figures, unit }: Pledge, count: number): string =>
  figures.measure === 'fen' ? moneyText(count) : `${count} ${unit ?? say('件', 'units')}`;

/** What is claimed and not confirmed weighs nothing in a shortfall. */
function Delivered({ of }: { of: Pledge }): ReactNode {
  const { committed, due, delivered, shortfall, oldestDueOn, workdaysLate } = of.figures;
  return (
    <div className="list-line small">
      <span>
        {say('共', 'in all')} {amount(of, committed)}
      </span>
      <span>
        {say('已到期', 'due')} {amount(of, due)}
      </span>
      <span>
        {say('已兑现', 'delivered')} {amount(of, delivered)}
      </span>
      {of.standing === 'made' && shortfall > 0 && (
        <>
          <Tag tone="bad">
            {say('欠', 'short of')} {amount(of, shortfall)}
          </Tag>
          {oldestDueOn !== null && (
            <span>
              {say('最早应于', 'due since')} <Day on={oldestDueOn} />
              {say(`，已迟 ${workdays(workdaysLate)}`, `, ${workdays(workdaysLate)} late`)}
            </span>
          )}
        </>
      )}
    </div>
  );
}

/** Whose turn it is. `silence` is null unless a documented claim waits for its giver. */
function nextStep({ standing, giver, figures, ...pledge }: Pledge): string {
  const silence = pledge.silence as Pledge['silence'] | null;
  if (standing === 'disputed') return say('对方提出异议，等本单位重新主张', 'Disputed: the sponsor states it anew');
  if (standing === 'made') {
    if (figures.shortfall > 0) return say(`等 ${giver.name} 兑现`, `${giver.name} is to deliver`);
    return figures.planned > 0
      ? say('到期部分已兑现，其余未到期', 'What is due is delivered')
      : say('已全部兑现', 'Delivered in full');
  }
  if (giver.id === null)
    return say('承诺单位在县外，不能在此会签；凭文件登记', 'The giver is outside the county and cannot sign here');
  const quiet =
    silence === null
      ? ''
      : say(`，已 ${workdays(silence.workdays)}未答复`, `, silent for ${workdays(silence.workdays)}`);
  return say(`等 ${giver.name} 会签确认`, `${giver.name} is to counter-sign`) + quiet;
}
