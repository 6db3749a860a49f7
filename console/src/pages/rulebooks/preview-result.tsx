// The changes of a preview in words: from which outcome to which, and by which conditions and red lines.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Outcome, Result } from '@domain/check/finding';
import type { ConditionCode } from '@domain/check/rulebook';
import {
  CONDITION_WORDS,
  EFFECT_WORDS,
  LINE_RESULT_WORDS,
  OUTCOME_WORDS,
  RECORD_PART_WORDS,
  RESULT_WORDS,
} from '@domain/check/words/names';
import { Tag, toneOf } from '@/parts/tag';
import { useMay } from '@/api/session-hook';
import { say, sayIn, type Words } from '@/words/say';
import { MOST_SHOWN, type Change, type Received } from './preview-stream';

export function PreviewResult({ so, over }: { so: Received; over: boolean }): ReactNode {
  return (
    <>
      {over && so.summary !== null && <Summary of={so.summary} />}
      {so.unreadable > 0 && (
        <p className="small quiet">
          {say(
            `另有 ${so.unreadable} 份结论不能照原样重演，未计入。`,
            `${so.unreadable} findings could not be made again as recorded.`,
          )}
        </p>
      )}
      {so.changes.length > 0 && (
        <ul className="list">
          {so.changes.map(change => (
            <li key={change.findingId}>
              <Changed of={change} />
            </li>
          ))}
        </ul>
      )}
      {so.changed > MOST_SHOWN && (
        <p className="quiet small">
          {say(`只列前 ${MOST_SHOWN} 份，共 ${so.changed} 份。`, `The first ${MOST_SHOWN} of ${so.changed}.`)}
        </p>
      )}
    </>
  );
}

function Summary({ of }: { of: NonNullable<Received['summary']> }): ReactNode {
  const turns = Object.entries(of.byOutcome as Record<string, number>);
  const turned = turns.reduce((sum, [, count]) => sum + count, 0);
  return (
    <div className={`note ${of.changed === 0 ? 'note-good' : 'note-warn'}`}>
      <p>
        {say(
          `看过 ${of.total} 份结论，其中 ${of.replayed} 份适用本草案；${of.changed} 份会变，其中 ${turned} 份结论改变。`,
          `Looked at ${of.total} findings; the draft would hold for ${of.replayed}; ${of.changed} would change, ${turned} of them in their outcome.`,
        )}
      </p>
      {turns.length > 0 && (
        <ul>
          {turns.map(([turn, count]) => {
            const [before, after] = turn.split('->') as [Outcome, Outcome];
            return (
              <li key={turn}>
                {sayIn(OUTCOME_WORDS[before])} → {sayIn(OUTCOME_WORDS[after])}：{count}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

interface Turn<T extends string> {
  before: T | null;
  after: T | null;
}

function told<T extends string>({ before, after }: Turn<T>, words: Readonly<Record<T, Words>>): string {
  const one = (code: T | null) => (code === null ? say('无此项', 'not there') : sayIn(words[code]));
  return `${one(before)} → ${one(after)}`;
}

const differs = ({ before, after }: { before: unknown; after: unknown }): boolean => before !== after;

function Changed({ of }: { of: Change }): ReactNode {
  const outcome = of.outcome as Turn<Outcome> & { before: Outcome; after: Outcome };
  const reads = useMay()('flaw.read');
  return (
    <>
      <div className="list-line">
        {reads ? (
          <Link to="/flaws" search={{ q: of.flaw }}>
            {of.flaw}
          </Link>
        ) : (
          <strong>{of.flaw}</strong>
        )}
        <Tag tone={toneOf(outcome.before)}>{sayIn(OUTCOME_WORDS[outcome.before])}</Tag>
        {differs(outcome) ? (
          <>
            →<Tag tone={toneOf(outcome.after)}>{sayIn(OUTCOME_WORDS[outcome.after])}</Tag>
          </>
        ) : (
          <span className="small">{say('结论不变，理由变了', 'same outcome, other grounds')}</span>
        )}
        <span className="quiet small">{of.finding}</span>
      </div>
      <ul className="small preview-turns">
        {differs(of.applied) && (
          <li>
            {say('适用清单：', 'applied: ')}
            {of.applied.before} → {of.applied.after}
          </li>
        )}
        {differs(of.effect) && (
          <li>
            {say('后果：', 'effect: ')}
            {told(of.effect as Turn<keyof typeof EFFECT_WORDS>, EFFECT_WORDS)}
          </li>
        )}
        {differs(of.recordPart) && (
          <li>{told(of.recordPart as Turn<keyof typeof RECORD_PART_WORDS>, RECORD_PART_WORDS)}</li>
        )}
        {of.conditions.map(turn => (
          <li key={turn.code}>
            {turn.code} {sayIn(CONDITION_WORDS[turn.code as ConditionCode] ?? { zh: '', en: '' })}：
            {told(turn as Turn<Result>, RESULT_WORDS)}
          </li>
        ))}
        {of.redLines.map(turn => (
          <li key={turn.code}>
            {say(`红线 ${turn.code}：`, `red line ${turn.code}: `)}
            {told(turn as Turn<Result>, LINE_RESULT_WORDS)}
          </li>
        ))}
      </ul>
    </>
  );
}
