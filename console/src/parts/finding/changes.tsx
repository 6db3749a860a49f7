// What became different from one finding to the next, in the domain's words: what an inspector reads after a fact was
// established.
import type { ReactNode } from 'react';
import { say, sayIn, type Words } from '@/words/say';
import { Sentence } from './sentence';

interface TurnOf {
  before: Words | null;
  after: Words | null;
}

interface Changed extends TurnOf {
  code: string;
  what: string;
  title: Words;
}

/** What the API says for a claim, and the domain's `findingDifference` of any two findings, have this shape alike. */
export interface Difference {
  same: boolean;
  outcome: TurnOf | null;
  recordPart: TurnOf | null;
  conditions: Changed[];
  redLines: Changed[];
  causes: Changed[];
  solved: Words[];
  opened: Words[];
}

export function FindingChanges({ of }: { of: Difference }): ReactNode {
  if (of.same) return <p className="quiet">{say('结论没有变化。', 'Nothing changed.')}</p>;
  return (
    <ul className="finding-lines finding-changes">
      {of.outcome !== null && <Turn title={say('结论', 'Outcome')} {...of.outcome} />}
      {of.recordPart !== null && <Turn title={say('备案部分', 'Record part')} {...of.recordPart} />}
      {[...of.redLines, ...of.conditions].map(one => (
        <Turn key={one.code} title={`${one.code} ${sayIn(one.title)}`} before={one.before} after={one.after} />
      ))}
      {of.causes.map(cause => (
        <CauseChanged key={cause.code} cause={cause} />
      ))}
      {of.solved.map(words => (
        <li key={sayIn(words)}>
          {say('已解决：', 'Solved: ')}
          {sayIn(words)}
        </li>
      ))}
      {of.opened.map(words => (
        <li key={sayIn(words)}>
          {say('新出现：', 'Newly open: ')}
          {sayIn(words)}
        </li>
      ))}
    </ul>
  );
}

interface TurnProps extends TurnOf {
  title: string;
}

function Turn({ title, before, after }: TurnProps): ReactNode {
  return (
    <li>
      <strong>{title}</strong>
      {say('：', ': ')}
      <span className="quiet">
        <Told words={before} />
      </span>{' '}
      → <Told words={after} />
    </li>
  );
}

const Told = ({ words }: { words: Words | null }): ReactNode =>
  words === null ? say('无', 'nothing') : <Sentence of={sayIn(words)} />;

const CAUSE_CHANGED: Readonly<Record<string, Words>> = {
  appeared: { zh: '新增客观条件', en: 'new cause' },
  vanished: { zh: '不再成立的客观条件', en: 'a cause no longer there' },
};

function CauseChanged({ cause }: { cause: Changed }): ReactNode {
  const title = sayIn(CAUSE_CHANGED[cause.what] ?? { zh: '客观条件的数字', en: 'figures of a cause' });
  return <Turn title={`${title} ${sayIn(cause.title)}`} before={cause.before} after={cause.after} />;
}
