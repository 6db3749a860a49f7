// The last day of a step of a claim with its reckoning: terms in working days explain themselves day by day, the windows for
// a review run by the month.
import type { ReactNode } from 'react';
import type { MonthTerm } from '@domain/month-term';
import type { TermExplanation } from '@domain/workdays';
import type { Schemas } from '@/api/client';
import { say, sayIn } from '@/words/say';
import { Day, Due, How } from './time';

interface StepDueProps {
  step: Pick<Schemas['StepClockView'], 'explanation'>;
  due: string;
}

export function StepDue({ step, due }: StepDueProps): ReactNode {
  const how = step.explanation as unknown as TermExplanation | MonthTerm | null;
  if (how === null) return <Day on={due} />;
  if (!('months' in how)) return <Due due={{ ...how, day: how.due, usedBefore: 0 } as unknown as Schemas['DueView']} />;
  return (
    <>
      <Day on={due} />{' '}
      <How>
        <p>
          {say(
            `自 ${how.from} 起 ${how.months} 个月，对应日 ${how.nominal}。`,
            `${how.months} month(s) from ${how.from}: ${how.nominal}.`,
          )}
        </p>
        <p>{sayIn(how.rule)}</p>
      </How>
    </>
  );
}
