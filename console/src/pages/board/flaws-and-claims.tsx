import { OUTCOME_WORDS } from '@domain/check/words/names';
import { DECISION_KIND_WORDS } from '@domain/claim/decision';
import { FLAW_LIFECYCLE } from '@domain/flaw';
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { say, sayIn } from '@/words/say';
import { Block } from './block';
import { SIGNAL_WORDS } from './board-words';
import { FigureRows } from './figure';

const SIGNAL_COLOUR = { green: 'signal-good', yellow: 'signal-near', red: 'signal-late', none: 'is-plain' } as const;

export function FlawsBlock({ flaws }: { flaws: Schemas['BoardFlaws'] }): ReactNode {
  return (
    <Block title={say('程序瑕疵', 'Flaws')} basis={flaws.basis}>
      <div className="board-pair">
        <FigureRows
          title={say('按状态', 'By state')}
          rows={flaws.byState.map(row => ({ key: row.state, name: sayIn(FLAW_LIFECYCLE.states[row.state]), of: row }))}
        />
        <FigureRows
          title={say('最近一次核对的结果', 'Outcome of the last check')}
          rows={flaws.byOutcome.map(row => ({
            key: row.outcome ?? 'never',
            name: row.outcome === null ? say('从未核对', 'never checked') : sayIn(OUTCOME_WORDS[row.outcome]),
            of: row,
          }))}
        />
      </div>
    </Block>
  );
}

export function ClaimsBlock({ claims }: { claims: Schemas['BoardClaims'] }): ReactNode {
  return (
    <Block title={say('容错申请', 'Claims')} basis={claims.basis}>
      <div className="board-pair">
        <FigureRows
          title={say('办理中的：按期与超期', 'Going on: in time and late')}
          rows={claims.bySignal.map(row => ({
            key: row.signal,
            name: sayIn(SIGNAL_WORDS[row.signal]),
            of: row,
            colour: SIGNAL_COLOUR[row.signal],
          }))}
        />
        <FigureRows
          title={say('已认定的：按种类', 'Decided, by kind')}
          rows={claims.byDecision.map(row => ({ key: row.kind, name: sayIn(DECISION_KIND_WORDS[row.kind]), of: row }))}
        />
      </div>
    </Block>
  );
}
