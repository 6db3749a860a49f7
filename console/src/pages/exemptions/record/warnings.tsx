// Warnings in plain words, each with the figures it rests on and what to look at. They refuse nothing.
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { Card } from '@/parts/page';
import { say, sayIn } from '@/words/say';
import { useRegionName } from '../regions';
import { figuresSaid, lookAt } from '../warning-words';

interface WarningsProps {
  record: Schemas['ExemptionDetail'];
  /** For whoever reviews: what to look at. */
  reviewing?: boolean;
}

export function Warnings({ record, reviewing = false }: WarningsProps): ReactNode {
  const regionName = useRegionName(record.county);
  const { warnings, sealReason } = record;
  const sealed = record.sealedAt !== null;
  return (
    <Card title={sealed ? say('封存时的警示', 'Warnings at sealing') : say('警示', 'Warnings')}>
      {warnings.length === 0 ? (
        <p>{say('没有警示。', 'None.')}</p>
      ) : (
        <ul className="checklist">
          {warnings.map(({ code, zh, en, figures }) => {
            const said = figuresSaid(code, figures, regionName);
            return (
              <li key={code}>
                <strong>{sayIn({ zh, en })}</strong>
                {said && <p className="small">{said}</p>}
                {reviewing && (
                  <p className="small quiet">
                    {say('看：', 'Look at: ')}
                    {lookAt(code)}
                  </p>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {sealReason !== null && (
        <p className="note">
          {warnings.length > 0
            ? say('仍予封存的理由：', 'Sealed all the same because: ')
            : say('封存理由：', 'Sealed because: ')}
          {sealReason}
        </p>
      )}
      {warnings.length > 0 && !sealed && (
        <p className="small quiet">
          {say(
            '警示不等于不能备案；有警示仍要封存的，须写明理由。',
            'A warning refuses nothing; sealing in spite of one takes a reason.',
          )}
        </p>
      )}
    </Card>
  );
}
