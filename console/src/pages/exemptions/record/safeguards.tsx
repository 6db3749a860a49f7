// The safeguards the record promised, as a checklist: what was recorded of each and when. An entry made before an act proves
// itself; one made later only says so.
import { Form, Input, Radio } from 'antd';
import { useRef, type ReactNode } from 'react';
import type { Rulebook } from '@domain/check/rulebook';
import { answerThatCounts } from '@domain/flaw-facts';
import { $api, api, newKey, type Schemas } from '@/api/client';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { Reading } from '@/parts/feedback';
import { DayField } from '@/parts/fields';
import { Card } from '@/parts/page';
import { StoredFile } from '@/parts/stored-file';
import { Tag } from '@/parts/tag';
import { Day, Instant } from '@/parts/time';
import { FilesField } from '@/parts/upload';
import { say, sayIn } from '@/words/say';
import { SAFEGUARD_EXPLAINED } from '../listed-words';
import { titleIn } from '@/parts/rulebook';
import { today } from '@/parts/today';

type Entry = Schemas['SafeguardView'];

interface SafeguardsProps {
  record: Schemas['ExemptionDetail'];
  book: Rulebook | null | undefined;
  mayRecord: boolean;
}

export function Safeguards({ record, book, mayRecord }: SafeguardsProps): ReactNode {
  const { id, safeguards } = record;
  const recorded = $api.useQuery('get', '/api/exemptions/{id}/safeguards', { params: { path: { id } } });
  if (safeguards.length === 0) {
    return (
      <Card title={say('保障措施', 'Safeguards')}>
        <p>{say('这份备案没有承诺保障措施。', 'This record promises none.')}</p>
      </Card>
    );
  }
  return (
    <Card title={say('保障措施', 'Safeguards')} id="safeguards">
      <p className="small quiet">
        {say(
          '最迟在行为当天做完，并在行为之前登记，才能作证。',
          'Done by the day of the act, and recorded before it: only then it proves itself.',
        )}
      </p>
      <Reading of={recorded}>
        {all => (
          <ul className="checklist">
            {safeguards.map(code => {
              const entries = all.filter(entry => entry.code === code);
              const title = titleIn(book?.safeguards, code);
              return (
                <Safeguard
                  key={code}
                  code={code}
                  title={title}
                  entries={entries}
                  act={mayRecord && <RecordDone id={id} code={code} title={title} again={entries.length > 0} />}
                />
              );
            })}
          </ul>
        )}
      </Reading>
    </Card>
  );
}

interface SafeguardProps {
  code: string;
  title: string;
  entries: readonly Entry[];
  act: ReactNode;
}

function Safeguard({ code, title, entries, act }: SafeguardProps): ReactNode {
  const counts = answerThatCounts(entries.map((entry, at) => ({ ...entry, ordinal: at + 1 })));
  const explained = SAFEGUARD_EXPLAINED[code];
  return (
    <li>
      <div className="row">
        <strong>{title}</strong>
        <Done done={counts?.done ?? null} />
        {act}
      </div>
      {explained && entries.length === 0 && <p className="small quiet">{sayIn(explained)}</p>}
      {entries.map(({ done, on, reason, evidence, established, recordedAt }, at) => (
        <div key={at} className="small" style={{ marginTop: 6 }}>
          <p>
            {done === 'yes' ? say('做成于', 'done on') : say('日期', 'day')} <Day on={on} /> ·{' '}
            {say('登记于', 'recorded at')} <Instant at={recordedAt} />
            {done !== 'yes' && <> · {done === 'no' ? say('没有做', 'not done') : say('不清楚', 'unknown')}</>}
            {established && <> · {say('纪检人员认定', 'established by an inspector')}</>}
          </p>
          {reason !== null && <p>{reason}</p>}
          <div className="row">
            {evidence.map(sha256 => (
              <StoredFile key={sha256} sha256={sha256} />
            ))}
          </div>
        </div>
      ))}
    </li>
  );
}

function Done({ done }: { done: Entry['done'] | null }): ReactNode {
  if (done === 'yes') return <Tag tone="good">{say('已做并登记', 'done and recorded')}</Tag>;
  if (done === 'no') return <Tag tone="bad">{say('没有做', 'not done')}</Tag>;
  return <Tag tone="warn">{done === null ? say('还没登记', 'nothing recorded') : say('不清楚', 'unknown')}</Tag>;
}

interface RecordDoneProps {
  id: string;
  code: string;
  title: string;
  /** Something was recorded of it before. */
  again: boolean;
}

/** Titles explain themselves in brackets; a button does not. */
const short = (title: string): string => title.split(/[（(]/)[0] ?? title;

function RecordDone({ id, code, title, again }: RecordDoneProps): ReactNode {
  const key = useRef(newKey());
  type Values = Omit<Schemas['SafeguardBody'], 'code'>;
  const run = async ({ done, on, reason, evidence = [] }: Values): Promise<unknown> => {
    const params = { path: { id }, header: { 'Idempotency-Key': key.current } };
    const body = { code, done, on: on ?? null, evidence, ...(reason ? { reason } : {}) };
    const answer = await api.POST('/api/exemptions/{id}/safeguards', { params, body });
    key.current = newKey();
    return must(Promise.resolve(answer));
  };
  return (
    <Act<Values>
      label={
        again
          ? say(`补记：${short(title)}`, `Add to: ${short(title)}`)
          : say(`登记：${short(title)}`, `Record: ${short(title)}`)
      }
      initial={{ done: 'yes', on: today() }}
      explain={
        <p className="quiet">
          {say(
            '上传证明材料，或者写明理由，两者至少有一样。',
            'A file that shows it, or a reason: one of them is needed.',
          )}
        </p>
      }
      fields={
        <>
          <Form.Item name="done" label={say('做了没有', 'Was it done')} required>
            <Radio.Group
              options={[
                { value: 'yes', label: say('做了', 'yes') },
                { value: 'no', label: say('没有做', 'no') },
                { value: 'unknown', label: say('不清楚', 'unknown') },
              ]}
            />
          </Form.Item>
          <Form.Item name="on" label={say('做成的日期', 'Day on which it was done')}>
            <DayField max={today()} />
          </Form.Item>
          <Form.Item name="evidence" label={say('证明材料', 'Files')}>
            <FilesField />
          </Form.Item>
          <Form.Item name="reason" label={say('说明', 'Reason')}>
            <Input.TextArea
              autoSize={{ minRows: 2 }}
              maxLength={500}
              placeholder={say('没有材料时必填', 'needed without a file')}
            />
          </Form.Item>
        </>
      }
      run={run}
    />
  );
}
