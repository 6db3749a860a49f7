import type { ReactNode } from 'react';
import { say } from '@/words/say';
import type { PlacedFault, TextRead } from './draft-text';

/** How the text stands while it is written. */
export function TextState({ read: { rulebook, faults } }: { read: TextRead }): ReactNode {
  return (
    <div role="status" aria-live="polite">
      {faults.length === 0 && (
        <p className="note note-good">{say('格式和内容检查通过。', 'Shape and content are in order.')}</p>
      )}
      {faults.length > 0 && (
        <div className="note note-warn">
          <p>
            {rulebook === null
              ? say('还读不懂这份文本：', 'The text cannot be read yet:')
              : say(`有 ${faults.length} 处须改：`, `${faults.length} to put right:`)}
          </p>
          <FaultList of={faults} />
        </div>
      )}
    </div>
  );
}

export function FaultList({ of }: { of: readonly PlacedFault[] }): ReactNode {
  return (
    <ul className="draft-faults">
      {of.map(({ line, field, text }) => (
        <li key={`${line} ${field} ${text}`}>
          {say(`第 ${line} 行`, `line ${line}`)} {field !== '' && <code>{field}</code>} {text}
        </li>
      ))}
    </ul>
  );
}
