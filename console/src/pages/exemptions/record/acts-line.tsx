// Everything that was done on the record, in order, by the registry's clock.
import type { ReactNode } from 'react';
import { localDay } from '@domain/period';
import type { Schemas } from '@/api/client';
import { UnitName } from '@/parts/organisations';
import { Card } from '@/parts/page';
import { Timeline, type Moment } from '@/parts/timeline';
import { Instant } from '@/parts/time';
import { say, sayIn } from '@/words/say';
import { RECORD_ACT } from '../record-words';

const TONE: Readonly<Record<string, Moment['tone']>> = {
  return: 'warn',
  refuse: 'bad',
  revoke: 'bad',
  draft: 'quiet',
  edit: 'quiet',
  withdraw: 'quiet',
};

export function ActsLine({ acts }: { acts: Schemas['ExemptionDetail']['acts'] }): ReactNode {
  return (
    <Card title={say('办理经过', 'What was done')}>
      <Timeline
        of={acts.map(({ act, round, text, unit, recordedAt }, at) => ({
          key: `${at}`,
          on: localDay(recordedAt),
          tone: TONE[act],
          text: (
            <>
              <strong>{sayIn(RECORD_ACT[act])}</strong> <UnitName id={unit} />
            </>
          ),
          under: (
            <>
              <span className="quiet">
                {say('记录于', 'recorded at')} <Instant at={recordedAt} />
                {round > 0 && ` · ${say(`第 ${round} 次提交`, `filing ${round}`)}`}
              </span>
              {text !== null && <p style={{ whiteSpace: 'pre-wrap' }}>{text}</p>}
            </>
          ),
        }))}
      />
    </Card>
  );
}
