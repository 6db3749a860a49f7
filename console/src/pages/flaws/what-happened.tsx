import type { ReactNode } from 'react';
import { MARK_WORDS } from '@domain/check/words/names';
import { $api, type Schemas } from '@/api/client';
import { useBook, titleIn } from '@/parts/rulebook';
import { moneyText } from '@/parts/money';
import { UnitName } from '@/parts/organisations';
import { Card, Facts } from '@/parts/page';
import { StoredFile } from '@/parts/stored-file';
import { Day, Instant, Span } from '@/parts/time';
import { ANSWER, FOUND_BY, nameOf } from '@/words/names';
import { say, sayIn } from '@/words/say';

type Flaw = Schemas['FlawDetail'];

const list = (values: readonly string[] | null): string | null =>
  values === null || values.length === 0 ? null : values.join('、');

/** What was entered; what nobody has said yet is said to be unknown. */
export function WhatHappened({ flaw }: { flaw: Flaw }): ReactNode {
  const pilot = $api.useQuery('get', '/api/pilots/{id}', { params: { path: { id: flaw.pilotId } } });
  const book = useBook(null, pilot.data ?? null);
  const unknown = <span className="quiet">{say('尚不清楚', 'not known yet')}</span>;
  return (
    <Card title={say('经过', 'What happened')}>
      <p>{flaw.description}</p>
      <Facts
        of={[
          [say('种类', 'Kind'), flaw.kind === null ? unknown : titleIn(book.data?.flawKinds, flaw.kind)],
          [
            say('行为日期', 'Days of the act'),
            flaw.actFrom === null ? unknown : <Span from={flaw.actFrom} to={flaw.actTo} />,
          ],
          [say('发现日期', 'Found on'), flaw.foundOn === null ? unknown : <Day on={flaw.foundOn} />],
          [say('发现方式', 'Found by'), nameOf(FOUND_BY, flaw.foundBy)],
          [say('自报', 'Self-report'), <SelfReport key="self" of={flaw.selfReport} />],
          [say('活动', 'Activities'), list(flaw.activities)],
          [say('金额', 'Amount'), flaw.amountFen === null ? null : moneyText(flaw.amountFen)],
          [say('损失', 'Loss'), flaw.lossFen === null ? unknown : moneyText(flaw.lossFen)],
          [
            say('涉及单位', 'Units'),
            flaw.units.length === 0 ? null : flaw.units.map(id => <UnitName key={id} id={id} />),
          ],
          [say('涉及岗位', 'Posts'), list(flaw.posts)],
          [say('报告时间', 'Recorded'), <Instant key="at" at={flaw.recordedAt} />],
        ]}
      />
      {flaw.breaches !== null && flaw.breaches.length > 0 && (
        <>
          <h3>{say('违反的条款', 'Provisions breached')}</h3>
          <ul>
            {flaw.breaches.map(({ document, article, mark, departure }) => (
              <li key={`${document} ${article}`}>
                {document} {article}（{mark === 'unknown' ? say('性质待定', 'not marked') : sayIn(MARK_WORDS[mark])}）
                {departure === 'yes' && say('，计划中的突破', ', a planned departure')}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="row">
        {flaw.files.map(sha256 => (
          <StoredFile key={sha256} sha256={sha256} />
        ))}
      </div>
      <Edits edits={flaw.edits} />
    </Card>
  );
}

function SelfReport({ of: { made, on, recordedAt } }: { of: Flaw['selfReport'] }): ReactNode {
  if (made !== 'yes') return nameOf(ANSWER, made);
  return (
    <>
      {say('已自报', 'made')} {on !== null && <Day on={on} />}
      {recordedAt !== null && (
        <span className="quiet small">
          {' '}
          {say('记录于', 'recorded')} <Instant at={recordedAt} />
        </span>
      )}
    </>
  );
}

/** Nothing is overwritten: what was said before stands beside what is said now. */
function Edits({ edits }: { edits: Flaw['edits'] }): ReactNode {
  if (edits.length === 0) return null;
  return (
    <details className="how">
      <summary>{say(`更正过 ${edits.length} 处`, `${edits.length} corrections`)}</summary>
      <ul>
        {edits.map((edit, at) => (
          <li key={at}>
            {edit.field}：{edit.from ?? say('空', 'empty')} → {edit.to ?? say('空', 'empty')}，{edit.reason}（
            <Instant at={edit.recordedAt} />）
          </li>
        ))}
      </ul>
    </details>
  );
}
