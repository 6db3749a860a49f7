// The conditions, grouped as the reader wants them. A sponsor sees first what is not met or open; what is met is folded away.
import { Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Finding } from '@domain/check/finding';
import type { Explanation } from '@domain/check/wording';
import { say } from '@/words/say';
import { ConditionItem } from './condition-item';
import { groupedBy, orders, type Order, type ToldCondition } from './order';

export type Audience = 'sponsor' | 'inspector';

interface ConditionsProps {
  finding: Finding;
  explanation: Explanation;
  audience: Audience;
}

const isFolded = ({ told }: ToldCondition, audience: Audience): boolean =>
  told.result === 'not-applicable' || (audience === 'sponsor' && told.result === 'met');

export function Conditions({ finding, explanation, audience }: ConditionsProps): ReactNode {
  const [order, setOrder] = useState<Order>('rulebook');
  const items = finding.applied.conditions.map((found, at) => ({ found, told: explanation.conditions[at]! }));
  const open = items.filter(item => !isFolded(item, audience));
  const folded = items.filter(item => isFolded(item, audience));
  return (
    <section aria-label={say('逐项条件', 'Conditions')}>
      <div className="finding-head">
        <h3>{say('逐项条件', 'Conditions')}</h3>
        <Segmented<Order>
          aria-label={say('条件的排列', 'Order of the conditions')}
          options={orders()}
          value={order}
          onChange={setOrder}
        />
      </div>
      <Tally items={items} />
      {groupedBy(order, open).map(group => (
        <Group key={group.key} title={group.title} items={group.items} />
      ))}
      {open.length === 0 && <p className="quiet">{say('没有不符合或者待查明的条件。', 'Nothing is unmet or open.')}</p>}
      {folded.length > 0 && (
        <details className="finding-folded">
          <summary>{foldedWords(folded)}</summary>
          {groupedBy(order, folded).map(group => (
            <Group key={group.key} title={group.title} items={group.items} />
          ))}
        </details>
      )}
    </section>
  );
}

function foldedWords(folded: ToldCondition[]): string {
  const met = folded.filter(({ told }) => told.result === 'met').length;
  const rest = folded.length - met;
  const parts = [
    met > 0 && say(`符合 ${met} 项`, `${met} met`),
    rest > 0 && say(`不适用 ${rest} 项`, `${rest} not applicable`),
  ];
  return say('另有：', 'Besides: ') + parts.filter(Boolean).join(say('，', ', '));
}

/** How many of each result, so that the eye knows what to look for. */
function Tally({ items }: { items: ToldCondition[] }): ReactNode {
  const counts = new Map<string, number>();
  for (const { told } of items) counts.set(told.resultLabel, (counts.get(told.resultLabel) ?? 0) + 1);
  return <p className="small quiet num">{[...counts].map(([label, count]) => `${label} ${count}`).join(' · ')}</p>;
}

function Group({ title, items }: { title: string | null; items: ToldCondition[] }): ReactNode {
  return (
    <>
      {title !== null && <h4 className="finding-group">{title}</h4>}
      <ul className="finding-list">
        {items.map(({ found, told }) => (
          <ConditionItem key={told.code} found={found} told={told} />
        ))}
      </ul>
    </>
  );
}
