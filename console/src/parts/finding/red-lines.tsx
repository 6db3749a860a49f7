// Every red line, always: whoever looks for the one that was crossed must see that the others were looked at too.
import type { ReactNode } from 'react';
import type { Finding } from '@domain/check/finding';
import type { ExplainedItem, Explanation } from '@domain/check/wording';
import { Tag } from '@/parts/tag';
import { say } from '@/words/say';
import { ConditionItem } from './condition-item';
import type { Audience } from './conditions';
import { EvidenceFiles } from './evidence';
import { FigureList } from './figures';

interface LineProps {
  found: Finding['applied']['redLines'][number];
  told: ExplainedItem;
}

/** Nothing to say but that it is clear, and by which rule. */
function ClearLine({ found, told }: LineProps): ReactNode {
  return (
    <li>
      <span>
        <span className="num quiet">{told.code}</span> {told.title}
      </span>{' '}
      <Tag tone="good">{told.resultLabel}</Tag>
      <div className="small quiet">
        {told.provision} <FigureList of={found.figures} /> <EvidenceFiles of={found.evidence} />
      </div>
    </li>
  );
}

interface RedLinesProps {
  finding: Finding;
  explanation: Explanation;
  audience: Audience;
}

export function RedLines({ finding, explanation, audience }: RedLinesProps): ReactNode {
  const lines = finding.applied.redLines.map((found, at) => ({ found, told: explanation.redLines[at]! }));
  const shown = lines.filter(({ found }) => found.result !== 'unmet');
  const clear = lines.filter(({ found }) => found.result === 'unmet');
  const list = (some: typeof lines) => (
    <ul className="finding-list">
      {some.map(({ found, told }) => (
        <ConditionItem key={told.code} found={found} told={told} line />
      ))}
    </ul>
  );
  return (
    <section aria-label={say('红线', 'Red lines')}>
      <h3>{say(`红线（不得容错）${lines.length} 条`, `Red lines: ${lines.length}`)}</h3>
      {shown.length > 0 && list(shown)}
      {clear.length > 0 && (
        <details className="finding-folded" open={audience === 'inspector'}>
          <summary>{say(`未触碰 ${clear.length} 条`, `${clear.length} not crossed`)}</summary>
          <ul className="finding-clear">
            {clear.map(({ found, told }) => (
              <ClearLine key={told.code} found={found} told={told} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
