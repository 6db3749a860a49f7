// One condition or red line: result, sentence, figures, evidence, the provision it rests on, and what was changed afterwards.
import type { ReactNode } from 'react';
import type { ConditionFinding, RedLineFinding } from '@domain/check/finding';
import type { ExplainedItem } from '@domain/check/wording';
import { Tag, toneOf, type Tone } from '@/parts/tag';
import { say } from '@/words/say';
import { EvidenceFiles } from './evidence';
import { FigureList } from './figures';
import { Sentence } from './sentence';

/** Of a red line `met` is the bad one. */
const LINE_TONES: Readonly<Record<string, Tone>> = { met: 'bad', unmet: 'good' };

interface ItemProps {
  told: ExplainedItem;
  found: ConditionFinding | RedLineFinding;
  line?: boolean;
}

export function ConditionItem({ told, found, line = false }: ItemProps): ReactNode {
  const tone = line ? (LINE_TONES[told.result] ?? toneOf(told.result)) : toneOf(told.result);
  return (
    <li className={`finding-item is-${tone}`}>
      <div className="finding-item-head">
        <strong>
          <span className="num quiet">{told.code}</span> {told.title}
        </strong>
        <Tag tone={tone}>{told.resultLabel}</Tag>
        {'decides' in found && <Weight found={found} />}
      </div>
      <p>
        <Sentence of={told.sentence} />
      </p>
      <div className="finding-item-foot small">
        <span className="quiet">{told.provision}</span>
        <FigureList of={found.figures} />
        <EvidenceFiles of={found.evidence} />
      </div>
      {'edits' in found && <LaterEdits sentences={told.edits} />}
    </li>
  );
}

/** Alone, in a group of which one is enough, or not at all. */
function Weight({ found }: { found: ConditionFinding }): ReactNode {
  if (!found.decides) {
    return found.result === 'not-applicable' ? null : (
      <span className="quiet small">{say('不影响结论', 'does not decide')}</span>
    );
  }
  if (found.group === null) return null;
  return (
    <span className="quiet small">
      {say(`第 ${found.group} 组，组内一项符合即可`, `group ${found.group}: one of it is enough`)}
    </span>
  );
}

/** The first-fact rule: the check went by what was on record before the act, and shows what was changed later. */
export function LaterEdits({ sentences }: { sentences: readonly string[] }): ReactNode {
  if (sentences.length === 0) return null;
  return (
    <div className="finding-later">
      <Tag tone="warn">{say('行为后改动', 'changed after the act')}</Tag>
      <ul>
        {sentences.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="quiet">
        {say('核对以行为前已入账的内容为准。', 'The check goes by what was on record before the act.')}
      </p>
    </div>
  );
}
