// What this filing says otherwise than an earlier record, field by field. What grew wider, or promises less, is marked: that is
// what a renewal or a copy hides.
import { Select } from 'antd';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { Rulebook } from '@domain/check/rulebook';
import { recordDifferences, type RecordDifference } from '@domain/record-difference';
import type { Schemas } from '@/api/client';
import { Loading, Trouble } from '@/parts/feedback';
import { Card } from '@/parts/page';
import { StateTag, Tag } from '@/parts/tag';
import { say, sayIn } from '@/words/say';
import { RECORD_STATE } from '../record-words';
import { useEarlier, type Candidate } from './earlier';
import { differenceSaid, FIELD, type NamesOf } from './difference-words';

interface DifferencesProps {
  record: Schemas['ExemptionDetail'];
  names: NamesOf;
}

export function Differences({ record, names }: DifferencesProps): ReactNode {
  const { candidates, isPending, error } = useEarlier(record);
  const [chosen, choose] = useState<string | null>(null);
  const against = candidates.find(one => one.record.id === chosen) ?? candidates[0];
  return (
    <Card title={say('与以前备案的差异', 'Differences to earlier records')}>
      {error != null && <Trouble error={error} />}
      {isPending && <Loading />}
      {!isPending && against === undefined && (
        <p>{say('该试点和该单位以前没有备案可比。', 'Neither the pilot nor the unit has an earlier record.')}</p>
      )}
      {against !== undefined && (
        <>
          <Select
            aria-label={say('与哪一份比', 'Compare with')}
            value={against.record.id}
            onChange={choose}
            style={{ width: '100%' }}
            options={candidates.map(({ record: { id, code }, why }) => ({ value: id, label: `${code} · ${why}` }))}
          />
          <Against
            candidate={against}
            samePilot={against.record.pilotId === record.pilotId}
            differences={recordDifferences(against.record, record)}
            names={names}
          />
        </>
      )}
    </Card>
  );
}

interface AgainstProps {
  candidate: Candidate;
  samePilot: boolean;
  differences: RecordDifference[];
  names: NamesOf;
}

function Against({ candidate: { record }, samePilot, differences, names }: AgainstProps): ReactNode {
  return (
    <>
      <p className="row small" style={{ margin: '8px 0' }}>
        <Link to="/exemptions/$id" params={{ id: record.id }}>
          {record.code}
        </Link>
        <StateTag state={record.state} words={RECORD_STATE} />
        {!samePilot && (
          <span className="quiet">{say('不是同一试点，只列不同之处', 'of another pilot; what differs is listed')}</span>
        )}
      </p>
      {differences.length === 0 ? (
        <p className="note note-warn">{say('与这一份内容完全相同。', 'Word for word the same as that one.')}</p>
      ) : (
        <div className="table-wrap">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{say('项目', 'Field')}</th>
                <th scope="col">{say('变化', 'Change')}</th>
              </tr>
            </thead>
            <tbody>
              {differences.map(difference => (
                <tr key={difference.field}>
                  <th scope="row">
                    {sayIn(FIELD[difference.field])}
                    {difference.looser && (
                      <>
                        <br />
                        <Tag tone="warn">{say('放宽', 'looser')}</Tag>
                      </>
                    )}
                  </th>
                  <td>{differenceSaid(difference, names)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

/** Titles of codes and names of ids, as far as they are known. */
export function namesOf(book: Rulebook | null | undefined, leaning: ReadonlyMap<string, string>): NamesOf {
  const titles = new Map<string, string>(leaning);
  for (const { code, title } of [...(book?.flawKinds ?? []), ...(book?.safeguards ?? [])])
    titles.set(code, sayIn(title));
  return code => titles.get(code) ?? (code.length === 36 ? say('已不依托的一项', 'one no longer leaned on') : code);
}
