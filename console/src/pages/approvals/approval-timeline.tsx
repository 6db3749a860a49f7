// Every event of an approval: the day stated, by whom, and when the registry recorded it, with the delay in working days.
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { UnitName } from '@/parts/organisations';
import { Tag } from '@/parts/tag';
import { Instant, workdays } from '@/parts/time';
import { Timeline, type Moment } from '@/parts/timeline';
import { say } from '@/words/say';
import type { Approval, Happened } from './sides';
import { demandWord, eventWord, suspensionWord } from './words';

type Path = Schemas['PathView'];

export function ApprovalTimeline({ approval }: { approval: Approval }): ReactNode {
  if (approval.events.length === 0) {
    return <p className="quiet">{say('还没有开始办理。', 'Nothing has happened yet.')}</p>;
  }
  return <Timeline of={approval.events.map(momentOf)} />;
}

const TONE: Readonly<Record<string, Moment['tone']>> = {
  returned: 'warn',
  suspended: 'quiet',
  refused: 'bad',
  lapsed: 'bad',
  withdrawn: 'quiet',
};

function momentOf(event: Happened): Moment {
  return {
    key: String(event.ordinal),
    on: event.on,
    tone: TONE[event.kind],
    text: (
      <>
        <UnitName id={event.unitId} /> <strong>{eventWord(event.kind)}</strong>
        {event.round !== null && say(`（第 ${event.round} 轮）`, ` (round ${event.round})`)}
        {event.reason !== null && say(`：${suspensionWord(event.reason)}`, `: ${suspensionWord(event.reason)}`)}
      </>
    ),
    under: <Under event={event} />,
  };
}

function Under({ event }: { event: Happened }): ReactNode {
  const { note, remarks, path, pathBefore, recordedAt, recordedLateBy } = event;
  return (
    <>
      {note !== null && <p>{note}</p>}
      {remarks.length > 0 && (
        <p>{remarks.map(({ by, topic, demand }) => `${by}：${topic} ${demandWord(demand)}`).join('；')}</p>
      )}
      {path !== null && <PathChange path={path} before={pathBefore} />}
      <p className="quiet">
        {say('系统记录', 'recorded')} <Instant at={recordedAt} />{' '}
        {recordedLateBy > 0 && (
          <Tag tone="warn">{say(`晚记 ${recordedLateBy} 个工作日`, `recorded ${workdays(recordedLateBy)} late`)}</Tag>
        )}
      </p>
    </>
  );
}

/** What the act settled; against what stood before it where that says something else. */
function PathChange({ path, before }: { path: Path; before: Path | null }): ReactNode {
  const none = say('未写明', 'not stated');
  const rows: [string, (of: Path) => string][] = [
    [say('事项', 'Matter'), of => of.matter],
    [say('依据', 'Basis'), of => of.legalBasis ?? none],
    [say('时限', 'Term'), of => (of.termWorkdays === null ? none : workdays(of.termWorkdays))],
    [say('材料', 'Materials'), of => (of.materials.length === 0 ? none : of.materials.join('、'))],
  ];
  return (
    <ul className="approval-path">
      {rows.map(([name, read]) => (
        <li key={name}>
          {name}：
          {before !== null && read(before) !== read(path) && read(before) !== none && (
            <>
              <del>{read(before)}</del> →{' '}
            </>
          )}
          {read(path)}
        </li>
      ))}
    </ul>
  );
}
