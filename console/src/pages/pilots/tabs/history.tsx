// The states the pilot went through: the day that was stated, why, and when the registry got to know.
import type { ReactNode } from 'react';
import { Card } from '@/parts/page';
import { StateTag } from '@/parts/tag';
import { Instant } from '@/parts/time';
import { Timeline } from '@/parts/timeline';
import { say } from '@/words/say';
import { STATE_WORDS, type Pilot } from '../reading';

export function HistoryTab({ pilot }: { pilot: Pilot }): ReactNode {
  return (
    <Card title={say('经历', 'History')}>
      <p className="small quiet pilot-lead">
        {say(
          '前面是填报的发生之日，“录入”是系统记录的时间，不能改。',
          'The day stated comes first; the time of recording is set by the registry.',
        )}
      </p>
      <Timeline
        of={pilot.states.map(({ state, on, reason, recordedAt }) => ({
          key: recordedAt + state,
          on,
          tone: state === 'suspended' ? ('warn' as const) : undefined,
          text: <StateTag state={state} words={STATE_WORDS} />,
          under: (
            <>
              {reason !== null && <div>{say(`理由：${reason}`, `Reason: ${reason}`)}</div>}
              <span className="quiet">
                {say('录入', 'recorded')} <Instant at={recordedAt} />
              </span>
            </>
          ),
        }))}
      />
    </Card>
  );
}
