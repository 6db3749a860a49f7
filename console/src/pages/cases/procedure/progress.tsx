// Where a claim stands: its steps, the clock of the present one, and who handles it and why.
import type { ReactNode } from 'react';
import { CLAIM_LIFECYCLE, type ClaimState } from '@domain/claim/claim';
import type { Schemas } from '@/api/client';
import { StepDue } from '@/parts/step-due';
import { Tag, toneOf, type Tone } from '@/parts/tag';
import { Day, How, workdays } from '@/parts/time';
import { say, sayIn, type Words } from '@/words/say';
import { STAGE_WORDS, STEP_WORDS, type Claim } from './claim-data';

const STEPS: readonly { states: readonly ClaimState[]; words: Words }[] = [
  { states: ['filed'], words: { zh: '申请', en: 'filed' } },
  { states: ['admitted'], words: { zh: '受理', en: 'admitted' } },
  { states: ['investigating', 'suspended'], words: { zh: '调查核实', en: 'fact-finding' } },
  { states: ['deliberating', 'referred', 're-review', 'upper-review'], words: { zh: '合议', en: 'deliberation' } },
  { states: ['decided'], words: { zh: '认定', en: 'decision' } },
  { states: ['served'], words: { zh: '送达', en: 'served' } },
  { states: ['closed'], words: { zh: '办结', en: 'closed' } },
];

export function Steps({ claim }: { claim: Claim }): ReactNode {
  const at = STEPS.findIndex(({ states }) => states.includes(claim.state));
  const now = sayIn(CLAIM_LIFECYCLE.states[claim.state]);
  if (at < 0) {
    return (
      <p>
        <Tag tone="warn">{now}</Tag>
      </p>
    );
  }
  const stage = claim.stage === 'first' ? '' : `（${sayIn(STAGE_WORDS[claim.stage])}）`;
  return (
    <ol className="case-steps" aria-label={say('办理步骤', 'Steps')}>
      {STEPS.map(({ states, words }, place) => (
        <li
          key={states[0]}
          className={place < at ? 'is-done' : undefined}
          aria-current={place === at ? 'step' : undefined}
        >
          {place < at && '✓ '}
          {place === at ? now + stage : sayIn(words)}
        </li>
      ))}
    </ol>
  );
}

const SIGNAL: Readonly<Record<string, Words>> = {
  green: { zh: '期限内', en: 'in time' },
  yellow: { zh: '临近期限', en: 'due soon' },
  red: { zh: '已超期', en: 'overdue' },
};

type Step = Schemas['StepClockView'];

export function ClaimClock({ clock }: { clock: Claim['clock'] }): ReactNode {
  const present = clock.present as Step | null;
  return (
    <div>
      {present === null ? (
        <p className="quiet">{say('已经结束，不再计时。', 'It has ended; no clock runs.')}</p>
      ) : (
        <StepClock step={present} />
      )}
      {clock.history.length > 0 && (
        <How label={say('已走完的各步', 'steps behind it')}>
          <ul>
            {clock.history.map(step => (
              <li key={`${step.stage}${step.step}${step.since}`}>
                {sayIn(STEP_WORDS[step.step])} <Day on={step.since} /> {say('至', 'to')} <Day on={step.endedOn} />
                {say('，用 ', ', used ')}
                {workdays(step.used)}
                {step.term !== null && `${say('，期限 ', ', term ')}${workdays(step.term + step.extension)}`}
                {step.overdueBy > 0 && (
                  <>
                    {' '}
                    <Tag tone="bad">
                      {say(`超期 ${step.overdueBy} 个工作日`, `${workdays(step.overdueBy)} overdue`)}
                    </Tag>
                  </>
                )}
              </li>
            ))}
          </ul>
        </How>
      )}
    </div>
  );
}

function StepClock({ step }: { step: Step }): ReactNode {
  const { signal, term, extension, used, left, overdueBy, due, running } = step;
  const tone: Tone = signal === null ? 'plain' : toneOf(signal);
  const whole = term === null ? null : term + extension;
  return (
    <>
      <p>
        <strong>{sayIn(STEP_WORDS[step.step])}</strong>{' '}
        {signal !== null && <Tag tone={tone}>{sayIn(SIGNAL[signal]!)}</Tag>}{' '}
        {!running && <Tag>{say('中止计时', 'at rest')}</Tag>}
      </p>
      {whole !== null && whole > 0 && (
        <div className={`case-bar is-${tone}`} aria-hidden="true">
          <span style={{ width: `${Math.min(100, (used / whole) * 100)}%` }} />
        </div>
      )}
      <p className="small">
        {say('已用 ', 'used ')}
        {workdays(used)}
        {whole !== null && `${say('，期限 ', ', term ')}${workdays(whole)}`}
        {extension > 0 && say(`（含延长 ${extension}）`, ` (${extension} of it extended)`)}
        {left !== null && overdueBy === 0 && `${say('，还剩 ', ', left ')}${workdays(left)}`}
        {overdueBy > 0 && `${say('，已超期 ', ', overdue ')}${workdays(overdueBy)}`}
        {step.suspended > 0 && `${say('，中止 ', ', at rest ')}${workdays(step.suspended)}`}
      </p>
      {due !== null && (
        <div className="small">
          {say('应于 ', 'due by ')}
          <StepDue step={step} due={due} />
        </div>
      )}
    </>
  );
}
