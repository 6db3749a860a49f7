// One fact or question in a line: what it is, the choice, and what was said to it so far. Choosing opens reason and evidence.
import { Button, Input, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { DayField } from '@/parts/fields';
import { EvidenceFiles } from '@/parts/finding/evidence';
import { useAccountName } from '@/parts/finding/sentence';
import { Tag } from '@/parts/tag';
import { Day, How, Instant } from '@/parts/time';
import { FilesField } from '@/parts/upload';
import { say } from '@/words/say';
import type { Answering } from './answering';
import type { Point, Said } from './points';

interface RowProps {
  point: Point;
  /** Null: may be read, not answered. */
  answering: Answering | null;
  verb: string;
}

export function PointRow({ point, answering, verb }: RowProps): ReactNode {
  const now = point.said.find(({ counts }) => counts);
  const chosen = answering?.drafts[point.key];
  return (
    <li>
      <div className="fact-line">
        <strong>{point.title}</strong>
        {answering && (
          <Radio.Group
            aria-label={point.title}
            name={point.key}
            options={point.options}
            value={chosen?.value ?? null}
            onChange={event => answering.put(point, { value: event.target.value as string })}
          />
        )}
        <SoFar now={now} said={point.said} />
      </div>
      {answering && chosen && <Reasons point={point} answering={answering} verb={verb} />}
    </li>
  );
}

const TONES: Readonly<Record<string, 'plain' | 'warn' | 'brand'>> = { unknown: 'warn' };

function SoFar({ now, said }: { now: Said | undefined; said: Said[] }): ReactNode {
  if (now === undefined) return <span className="quiet small">{say('还没有人回答', 'nobody has answered yet')}</span>;
  return (
    <div className="small">
      <Tag tone={TONES[now.value] ?? 'brand'}>{now.label}</Tag> <Who said={now} />
      {said.length > 1 && (
        <How label={say(`历次 ${said.length} 次`, `${said.length} answers`)}>
          <ul>
            {said.map((one, at) => (
              <li key={at}>
                {one.label} <Who said={one} />
                {one.counts && say('（以此为准）', ' (counts)')}
              </li>
            ))}
          </ul>
        </How>
      )}
    </div>
  );
}

function Who({ said }: { said: Said }): ReactNode {
  const name = useAccountName();
  return (
    <>
      {said.established
        ? say('纪检监察人员认定', 'established by an inspector')
        : say('申报单位说明', 'said by the sponsor')}{' '}
      <span className="quiet">
        {name(said.by)} <Instant at={said.recordedAt} />
      </span>{' '}
      {said.on !== null && (
        <>
          {say('事实之日', 'on')} <Day on={said.on} />{' '}
        </>
      )}
      {said.reason !== null && <span>{say(`理由：${said.reason}`, `because: ${said.reason}`)} </span>}
      <EvidenceFiles of={said.evidence} />
    </>
  );
}

function Reasons({ point, answering, verb }: { point: Point; answering: Answering; verb: string }): ReactNode {
  const [files, setFiles] = useState(false);
  const chosen = answering.drafts[point.key]!;
  const label = (what: string) => `${point.title}${say('：', ': ')}${what}`;
  return (
    <div className="fact-more">
      <Input.TextArea
        aria-label={label(say('理由', 'reason'))}
        placeholder={say('理由（不填则用下方的共同理由）', 'reason (left empty: the shared one below)')}
        autoSize={{ minRows: 1, maxRows: 6 }}
        maxLength={2000}
        value={chosen.reason}
        onChange={event => answering.put(point, { reason: event.target.value })}
      />
      <div className="row">
        {point.dayed && (
          <label className="row small">
            {say('事实之日（选填）', 'its day (optional)')}
            <DayField id={`${point.key}-on`} value={chosen.on} onChange={on => answering.put(point, { on })} />
          </label>
        )}
        {point.kind === 'fact' && !files && (
          <Button onClick={() => setFiles(true)} aria-label={label(say('附证据', 'add evidence'))}>
            {say('附证据', 'Add evidence')}
          </Button>
        )}
        <Button type="primary" ghost disabled={answering.sending} onClick={() => answering.answer([point])}>
          {verb}
          {point.title}
        </Button>
        <Button type="text" onClick={() => answering.drop(point)} aria-label={label(say('取消', 'cancel'))}>
          {say('取消', 'Cancel')}
        </Button>
      </div>
      {files && (
        <div className="wide">
          <FilesField value={chosen.evidence} onChange={evidence => answering.put(point, { evidence })} />
        </div>
      )}
    </div>
  );
}
