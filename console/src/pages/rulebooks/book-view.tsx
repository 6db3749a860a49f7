// A rulebook as a person reads it: conditions and red lines on the left, terms and procedure on the right, every value with
// what it rests on.
import type { ReactNode } from 'react';
import type { Rulebook } from '@domain/check/rulebook';
import type { RulebookEntry, RulebookSection } from '@domain/check/rulebook-difference';
import { Card } from '@/parts/page';
import { Tag } from '@/parts/tag';
import { say } from '@/words/say';
import { BASIS_KEY, sectionsOf } from './sections';
import './rulebooks.css';

const LEFT = ['conditions', 'redLines'];
/** Name on the left, value on the right. */
const PAIRS = ['terms', 'filing', 'notes'];

const LEAD: Readonly<Record<string, () => string>> = {
  conditions: () => say('以下各项都要符合。', 'All of these must be met.'),
  redLines: () => say('触碰任何一条，不得容错。', 'Crossing any one of them bars exemption.'),
  flawKinds: () => say('备案时在其中勾选预见到的瑕疵。', 'A record names the foreseen ones among these.'),
  safeguards: () => say('备案时在其中承诺采取的措施。', 'A record promises some of these.'),
  terms: () => say('均为工作日，次日起算。', 'Working days, counted from the next day.'),
};

export function BookView({ book }: { book: Rulebook }): ReactNode {
  const sections = sectionsOf(book).filter(({ entries }) => entries.length > 0);
  const [source, ...rest] = sections;
  return (
    <>
      {source !== undefined && (
        <Card title={source.title}>
          <dl className="facts">
            {source.entries
              .filter(({ key }) => key !== 'title')
              .map(entry => (
                <div key={entry.key}>
                  <dt>{entry.name}</dt>
                  <dd>
                    {entry.lines.join(say('、', ', '))} <Rests on={entry} />
                  </dd>
                </div>
              ))}
          </dl>
        </Card>
      )}
      <div className="book">
        <div>{rest.filter(({ key }) => LEFT.includes(key)).map(asCard)}</div>
        <div>{rest.filter(({ key }) => !LEFT.includes(key)).map(asCard)}</div>
      </div>
    </>
  );
}

const asCard = (section: RulebookSection): ReactNode => <SectionCard key={section.key} section={section} />;

function SectionCard({ section: { key, title, entries } }: { section: RulebookSection }): ReactNode {
  const shown = entries.filter(entry => entry.key !== BASIS_KEY);
  const whole = entries.find(entry => entry.key === BASIS_KEY);
  const plain =
    key !== 'notes' && shown.every(({ lines, basis, setting }) => lines.length === 0 && basis === null && !setting);
  const lead = LEAD[key]?.();
  return (
    <Card title={plain && shown.length > 0 ? say(`${title}（${shown.length}）`, `${title} (${shown.length})`) : title}>
      {lead !== undefined && shown.length > 0 && <p className="small quiet">{lead}</p>}
      {shown.length === 0 && <p className="quiet">{say('没有规定。', 'None.')}</p>}
      {plain ? (
        <ul className="book-words">
          {shown.map(entry => (
            <li key={entry.key}>{entry.name}</li>
          ))}
        </ul>
      ) : (
        <ul className={`book-entries ${PAIRS.includes(key) ? 'book-pairs' : ''}`}>
          {shown.map(entry => (
            <li key={entry.key}>
              <EntryText entry={entry} />
            </li>
          ))}
        </ul>
      )}
      {whole !== undefined && (
        <p className="small quiet">
          {whole.name}：<Rests on={whole} />
        </p>
      )}
    </Card>
  );
}

export function EntryText({ entry }: { entry: RulebookEntry }): ReactNode {
  const group = entry.lines.length > 1;
  return (
    <>
      <span className="book-name">{entry.name}</span>
      {group && (
        <ul className="book-lines">
          {entry.lines.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {!group && entry.lines.length === 1 && <span className="book-line">{entry.lines[0]}</span>}
      <Rests on={entry} />
    </>
  );
}

/** A setting is named as one: nobody shall take a choice of the place for law. */
function Rests({ on: { basis, setting } }: { on: RulebookEntry }): ReactNode {
  if (basis === null && !setting) return null;
  return (
    <span className="book-basis">
      {setting && <Tag tone="warn">{say('本地设定', 'setting')}</Tag>} {basis}
    </span>
  );
}
