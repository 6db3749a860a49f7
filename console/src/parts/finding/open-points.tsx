// What keeps a finding open: facts still missing, questions only people answer, and what would turn the outcome.
import type { ReactNode } from 'react';
import type { Explanation } from '@domain/check/wording';
import { say } from '@/words/say';

type Counterfactuals = Explanation['counterfactuals'];

export function OpenPoints({ explanation }: { explanation: Explanation }): ReactNode {
  const { missing, questions } = explanation;
  if (missing.length === 0 && questions.length === 0) return null;
  return (
    <section aria-label={say('还缺什么', 'Still open')}>
      <h3>{say('还缺什么', 'Still open')}</h3>
      {missing.length > 0 && (
        <>
          <p className="small">
            {say(
              '尚未查明的事实。申报单位可以补充说明和证据，由无利害关系的纪检监察人员认定：',
              'Facts not established. The sponsor may add reasons and evidence; an inspector without a stake establishes them:',
            )}
          </p>
          <Lines of={missing} />
        </>
      )}
      {questions.length > 0 && (
        <>
          <p className="small">
            {say(
              '不由系统计算、须由无利害关系的纪检监察人员回答的问题：',
              'Never computed; for an inspector without a stake to answer:',
            )}
          </p>
          <Lines of={questions} />
        </>
      )}
    </section>
  );
}

/** Softer first: what could still be put right stands before what would make it worse. */
export function Supposed({ of: { softer, harsher } }: { of: Counterfactuals }): ReactNode {
  if (softer.length === 0 && harsher.length === 0) return null;
  return (
    <section aria-label={say('什么会改变结论', 'What would turn the outcome')}>
      <h3>{say('什么会改变结论', 'What would turn the outcome')}</h3>
      {softer.length > 0 && (
        <>
          <h4 className="finding-group">{say('更有利', 'More lenient')}</h4>
          <Lines of={softer} />
        </>
      )}
      {harsher.length > 0 && (
        <>
          <h4 className="finding-group">{say('更不利', 'Harsher')}</h4>
          <Lines of={harsher} />
        </>
      )}
    </section>
  );
}

function Lines({ of }: { of: readonly string[] }): ReactNode {
  return (
    <ul className="finding-lines">
      {of.map(line => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
