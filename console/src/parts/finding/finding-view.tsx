// What a check says, for whoever it concerns (核对结论). Every sentence is the domain's own; nothing is said twice.
import type { ReactNode } from 'react';
import type { Finding } from '@domain/check/finding';
import type { Explanation } from '@domain/check/wording';
import { OUTCOME_WORDS } from '@domain/check/words/names';
import { Tag, toneOf, type Tone } from '@/parts/tag';
import { say, sayIn } from '@/words/say';
import { Causes } from './causes';
import { Conditions, type Audience } from './conditions';
import './finding.css';
import { OpenPoints, Supposed } from './open-points';
import { RedLines } from './red-lines';
import { Replay } from './replay';
import { RuleChosen } from './rule-chosen';

export interface FindingViewProps {
  finding: Finding;
  explanation: Explanation;
  /** A sponsor sees first what is open; an inspector sees everything. */
  audience: Audience;
  /** Id of the finding on record: offers the replay. */
  id?: string;
  /** False where the page shows the causes in a place of their own. */
  causes?: boolean;
}

export function FindingView({ finding, explanation, audience, id, causes = true }: FindingViewProps): ReactNode {
  return (
    <div className="finding">
      <Headline finding={finding} explanation={explanation} />
      <OpenPoints explanation={explanation} />
      <Conditions finding={finding} explanation={explanation} audience={audience} />
      <RedLines finding={finding} explanation={explanation} audience={audience} />
      <Supposed of={explanation.counterfactuals} />
      {causes && <Causes finding={finding} explanation={explanation} />}
      <RuleChosen finding={finding} explanation={explanation} />
      {id !== undefined && <Replay id={id} />}
    </div>
  );
}

const RECORD_TONES: Readonly<Record<string, Tone>> = { matches: 'good', fails: 'bad', unknown: 'warn' };

/** The outcome, the lane it was reached in, and the record's own part; also of use on a list of findings. */
export function Headline({ finding, explanation }: { finding: Finding; explanation: Explanation }): ReactNode {
  const { recordPart } = finding;
  return (
    <div className={`finding-headline is-${toneOf(finding.outcome)}`}>
      <p className="finding-outcome">{explanation.headline}</p>
      <p>{explanation.lane}</p>
      {recordPart !== null && (
        <p>
          <Tag tone={RECORD_TONES[recordPart]}>{explanation.recordPart}</Tag>
        </p>
      )}
      {explanation.lateRecord !== null && <p className="note note-warn">{explanation.lateRecord}</p>}
      <p className="quiet small">
        {say(
          `核对日 ${finding.askedOn}。核对只对照事实和清单，是否容错由人认定。`,
          `Checked on ${finding.askedOn}. A check compares facts with rules; people decide.`,
        )}
      </p>
    </div>
  );
}

/** The outcome alone, for lists and tables. */
export function OutcomeTag({ of }: { of: Finding['outcome'] | null | undefined }): ReactNode {
  if (of == null) return <span className="quiet">{say('尚未核对', 'not checked yet')}</span>;
  return <Tag tone={toneOf(of)}>{sayIn(OUTCOME_WORDS[of])}</Tag>;
}
