// Which step a claim is in, for how many of its working days, and when the step must end: every day belongs to one step.
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { Card } from '@/parts/page';
import { StepDue } from '@/parts/step-due';
import { Tag, toneOf } from '@/parts/tag';
import { Day, How, workdays } from '@/parts/time';
import { say, sayIn } from '@/words/say';
import { STEP_WORDS } from './words';

type Step = Schemas['StepClockView'];

interface ClaimClockProps {
  clock: Schemas['ClaimClockView'];
  state: Schemas['ClaimDetail']['state'];
}

export function ClaimClock({ clock, state }: ClaimClockProps): ReactNode {
  const over = ['closed', 'withdrawn', 'not-admitted'].includes(state);
  return (
    <Card title={say('办到哪一步', 'Where it stands')}>
      {clock.present === null ? (
        <p>{over ? say('已办完。', 'It has ended.') : say('现在没有期限在走。', 'No term is running now.')}</p>
      ) : (
        <Present step={clock.present} />
      )}
      {clock.history.length > 0 && (
        <How label={say('走过的步骤', 'steps so far')}>
          <ul>
            {clock.history.map(step => (
              <li key={`${step.stage}${step.step}${step.since}`}>
                {sayIn(STEP_WORDS[step.step])} <Day on={step.since} /> {say('至', 'to')} <Day on={step.endedOn} />，
                {say('用', 'used')} {workdays(step.used)}
                {step.term !== null && `（${say('期限', 'term')} ${workdays(step.term)}）`}
              </li>
            ))}
          </ul>
        </How>
      )}
    </Card>
  );
}

function Present({ step }: { step: Step }): ReactNode {
  return (
    <>
      <p className="row">
        <strong>{sayIn(STEP_WORDS[step.step])}</strong>
        {step.signal !== null && <Tag tone={toneOf(step.signal)}>{leftWords(step)}</Tag>}
      </p>
      <div>
        {say('自', 'Since')} <Day on={step.since} />
        {step.due !== null && (
          <>
            ，{say('应于', 'due by')} <StepDue step={step} due={step.due} />
          </>
        )}
        {step.term !== null && `，${say('已用', 'used')} ${step.used} / ${workdays(step.term + step.extension)}`}
        {step.suspended > 0 && `，${say('中止', 'suspended')} ${workdays(step.suspended)}`}
      </div>
      {step.provisional && (
        <p className="quiet small">
          {say(
            '涉及尚未公布放假安排的日期，可能变动。',
            'Touches days whose holiday notice is not out yet; it may move.',
          )}
        </p>
      )}
    </>
  );
}

function leftWords({ left, overdueBy }: Step): string {
  if (overdueBy > 0) return say(`超期 ${overdueBy} 个工作日`, `${workdays(overdueBy)} overdue`);
  return left === null ? say('期限内', 'in time') : say(`还剩 ${left} 个工作日`, `${workdays(left)} left`);
}
