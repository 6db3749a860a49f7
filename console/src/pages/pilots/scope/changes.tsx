// What an amendment changes, each part before and after.
import type { ReactNode } from 'react';
import { difference, type Scope } from '@domain/scope';
import { say, sayIn } from '@/words/say';
import { ScopeValue } from './scope-value';
import { SCOPE_WORDS } from './words';

export function Changes({ from, to }: { from: Scope; to: Scope }): ReactNode {
  const changed = difference(from, to);
  if (changed.length === 0) return <p className="quiet">{say('还没有改动任何内容。', 'Nothing is changed yet.')}</p>;
  return (
    <dl className="pilot-changes">
      {changed.map(({ field }) => (
        <div key={field}>
          <dt>{sayIn(SCOPE_WORDS[field])}</dt>
          <dd>
            <span className="quiet">{say('原：', 'was: ')}</span>
            <ScopeValue field={field} scope={from} />
          </dd>
          <dd>
            <strong>{say('改为：', 'becomes: ')}</strong>
            <ScopeValue field={field} scope={to} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
