// Two rulebooks side by side, section by section: what differs, and all of it on demand.
import { Switch } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Rulebook } from '@domain/check/rulebook';
import { rulebookDifference, type EntryDifference, type SectionDifference } from '@domain/check/rulebook-difference';
import { Card } from '@/parts/page';
import { Tag } from '@/parts/tag';
import { say } from '@/words/say';
import { EntryText } from './book-view';
import { sectionsOf } from './sections';
import './rulebooks.css';

interface DifferencesProps {
  before: Rulebook;
  after: Rulebook;
}

const nameOf = ({ code, version }: Rulebook): string => `${code}@${version}`;

export function Differences({ before, after }: DifferencesProps): ReactNode {
  const [all, setAll] = useState(false);
  const sections = rulebookDifference(sectionsOf(before), sectionsOf(after));
  const changes = sections.reduce((sum, section) => sum + section.changes, 0);
  const names = { before: nameOf(before), after: nameOf(after) };
  return (
    <>
      <div className="card row">
        <p role="status">
          {changes === 0
            ? say('两份清单内容相同。', 'The two say the same.')
            : say(`共有 ${changes} 处不同。`, `${changes} entries differ.`)}
        </p>
        <label className="row">
          <Switch checked={all} onChange={setAll} aria-label={say('显示全部', 'Show everything')} />
          {say('相同的也显示', 'show what is the same, too')}
        </label>
      </div>
      {sections
        .filter(section => (all ? section.entries.length > 0 : section.changes > 0))
        .map(section => (
          <Section key={section.key} section={section} names={names} all={all} />
        ))}
    </>
  );
}

interface SectionProps {
  section: SectionDifference;
  names: { before: string; after: string };
  all: boolean;
}

function Section({ section: { title, changes, entries }, names, all }: SectionProps): ReactNode {
  return (
    <Card title={changes === 0 ? title : say(`${title}：${changes} 处不同`, `${title}: ${changes} differ`)}>
      <table className="compare">
        <thead>
          <tr>
            <th scope="col" className="compare-change">
              {say('变化', 'Change')}
            </th>
            <th scope="col">{names.before}</th>
            <th scope="col">{names.after}</th>
          </tr>
        </thead>
        <tbody>
          {entries
            .filter(({ change }) => all || change !== 'same')
            .map(entry => (
              <Row key={entry.key} of={entry} names={names} />
            ))}
        </tbody>
      </table>
    </Card>
  );
}

const CHANGE = (change: EntryDifference['change']): ReactNode => {
  if (change === 'same') return <span className="quiet small">{say('相同', 'same')}</span>;
  if (change === 'changed') return <Tag tone="warn">{say('改动', 'changed')}</Tag>;
  if (change === 'added') return <Tag tone="good">{say('新增', 'added')}</Tag>;
  return <Tag tone="bad">{say('取消', 'removed')}</Tag>;
};

function Row({
  of: { change, before, after },
  names,
}: {
  of: EntryDifference;
  names: SectionProps['names'];
}): ReactNode {
  const none = <span className="quiet">{say('没有这一项', 'not there')}</span>;
  return (
    <tr className={`is-${change}`}>
      <th scope="row" className="compare-change">
        {CHANGE(change)}
      </th>
      <td data-side={names.before}>{before === null ? none : <EntryText entry={before} />}</td>
      <td data-side={names.after}>{after === null ? none : <EntryText entry={after} />}</td>
    </tr>
  );
}
