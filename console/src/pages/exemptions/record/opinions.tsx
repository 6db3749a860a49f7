// Written opinions by office: who has spoken in this round, who is still due, and what was said in earlier rounds.
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { Card } from '@/parts/page';
import { Tag } from '@/parts/tag';
import { Instant } from '@/parts/time';
import { say, sayIn } from '@/words/say';
import { OFFICE } from '../record-words';

export function Opinions({ record }: { record: Schemas['ExemptionDetail'] }): ReactNode {
  const { opinions, opinionsDue, round } = record;
  if (opinions.length + opinionsDue.length === 0) return null;
  return (
    <Card title={say('备案机关意见', 'Opinions of the filing offices')}>
      <ul className="checklist">
        {opinionsDue.map(office => (
          <li key={office}>
            <strong>{sayIn(OFFICE[office])}</strong> <Tag tone="warn">{say('待出具意见', 'opinion due')}</Tag>
          </li>
        ))}
        {[...opinions].reverse().map(({ office, stance, text, round: of, recordedAt }) => (
          <li key={`${of}${office}`} className={of < round ? 'quiet' : undefined}>
            <div className="row">
              <strong>{sayIn(OFFICE[office])}</strong>
              <Tag tone={stance === 'for' ? 'good' : 'bad'}>
                {stance === 'for' ? say('同意', 'for') : say('反对', 'against')}
              </Tag>
              <span className="small quiet">
                {say(`第 ${of} 次提交`, `filing ${of}`)} · <Instant at={recordedAt} />
              </span>
            </div>
            <p style={{ whiteSpace: 'pre-wrap' }}>{text}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
