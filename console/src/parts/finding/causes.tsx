// 客观条件: what was not in the hands of whoever acted, on the day of the act, with its figures. It never excuses by itself.
import type { ReactNode } from 'react';
import type { Finding } from '@domain/check/finding';
import type { Explanation } from '@domain/check/wording';
import { say } from '@/words/say';
import { LaterEdits } from './condition-item';
import { FigureList } from './figures';

export function Causes({ finding, explanation }: { finding: Finding; explanation: Explanation }): ReactNode {
  return (
    <section aria-label={say('客观条件', 'Causes')}>
      <h3>{say('客观条件', 'Causes')}</h3>
      {explanation.causes.length === 0 ? (
        <p className="quiet">
          {say('行为当日没有记录在案的客观条件。', 'No cause was on record on the day of the act.')}
        </p>
      ) : (
        <>
          <ul className="finding-list">
            {explanation.causes.map((cause, at) => (
              <li key={`${cause.kind} ${cause.subject}`} className="finding-item is-brand">
                <p>{cause.sentence}</p>
                <div className="finding-item-foot small">
                  <FigureList of={finding.causes[at]!.figures} />
                </div>
                <LaterEdits sentences={cause.edits} />
              </li>
            ))}
          </ul>
          <p className="quiet small">
            {say('客观条件说明难处，本身不免责。', 'A cause shows the difficulty; it never excuses by itself.')}
          </p>
        </>
      )}
    </section>
  );
}
