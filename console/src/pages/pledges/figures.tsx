// Four figures in one measure, side by side, and what is missing: never one percentage that mixes them.
import type { ReactNode } from 'react';
import { Day, How, workdays } from '@/parts/time';
import { say } from '@/words/say';
import { figureText } from './amounts';
import type { Pledge } from './sides';

export function Figures({ pledge }: { pledge: Pledge }): ReactNode {
  const { figures, unit, standing } = pledge;
  const told = (value: number) => figureText(value, figures.measure, unit);
  return (
    <>
      {standing !== 'made' && (
        <p className="note note-warn">
          {say(
            '承诺单位没有会签，以下是申报单位主张的数，不计为对方欠兑现。',
            'Not counter-signed: these are the figures claimed, and nothing counts as owed.',
          )}
        </p>
      )}
      <dl className="pledge-figures">
        <Figure name={say('承诺总量', 'Committed')} value={told(figures.committed)} />
        <Figure name={say('至今应兑现', 'Due by now')} value={told(figures.due)} />
        <Figure name={say('已兑现', 'Delivered')} value={told(figures.delivered)} />
        <Figure name={say('尚未到期', 'Planned')} value={told(figures.planned)} />
      </dl>
      {standing === 'made' && <Shortfall pledge={pledge} />}
      <div className="small quiet">
        {say('计算到', 'As of')} <Day on={figures.on} />{' '}
        <How>
          <p>
            {say(
              '承诺总量＝至今应兑现＋尚未到期，含已确认的调整。已兑现只算对方已确认的，先抵最早到期的一期。欠兑现＝应兑现减已兑现。',
              'Committed = due + planned, confirmed revisions included. Only confirmed deliveries count, the oldest tranche first. Shortfall = due less delivered.',
            )}
          </p>
        </How>
      </div>
    </>
  );
}

function Figure({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="num">{value}</dd>
    </div>
  );
}

/** What is missing, since when, and for how many working days. */
function Shortfall({ pledge: { figures, unit } }: { pledge: Pledge }): ReactNode {
  const { shortfall, measure, oldestDueOn, workdaysLate, on } = figures;
  return (
    <div className={`pledge-shortfall ${shortfall > 0 ? 'is-bad' : ''}`}>
      <div>
        {say('欠兑现', 'Shortfall')} <strong className="num">{figureText(shortfall, measure, unit)}</strong>
      </div>
      {shortfall > 0 && (
        <div className="small">
          {say('最早一期', 'The oldest tranche fell due on')} <Day on={oldestDueOn} />{' '}
          {say(`到期，已逾期 ${workdaysLate} 个工作日`, `and is ${workdays(workdaysLate)} late`)}{' '}
          <How>
            <p>
              {say(
                `从 ${oldestDueOn} 的次日数到 ${on}，只计工作日（国务院办公厅放假安排，含调休和本县更正）。到期当日不算逾期。`,
                `Counted from the day after ${oldestDueOn} through ${on}, working days only (the State Council’s notice with make-up days, and the county’s corrections). The due day itself is in time.`,
              )}
            </p>
          </How>
        </div>
      )}
    </div>
  );
}
