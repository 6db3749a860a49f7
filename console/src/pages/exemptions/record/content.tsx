// The record as filed: every answer in the words of the rulebook, and the four things that are confused all the time side by
// side.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Rulebook } from '@domain/check/rulebook';
import type { Schemas } from '@/api/client';
import { Money } from '@/parts/money';
import { UnitName } from '@/parts/organisations';
import { Card, Facts } from '@/parts/page';
import { Tag, type Tone } from '@/parts/tag';
import { Day, Instant, Span } from '@/parts/time';
import { ANSWER, GRADE, nameOf } from '@/words/names';
import { say } from '@/words/say';
import { titleIn } from '@/parts/rulebook';

type Detail = Schemas['ExemptionDetail'];

const GRADE_TONE: Readonly<Record<string, Tone>> = { low: 'plain', medium: 'warn', high: 'bad' };

interface ContentProps {
  record: Detail;
  book: Rulebook | null | undefined;
}

export function RecordContent({ record, book }: ContentProps): ReactNode {
  return (
    <>
      <Card title={say('备案内容', 'What was filed')}>
        <Facts
          of={[
            [
              say('试点', 'Pilot'),
              <Link key="pilot" to="/pilots/$id" params={{ id: record.pilotId }}>
                {record.pilot.title}
              </Link>,
            ],
            [say('申报单位', 'Filing unit'), <UnitName key="unit" id={record.unitId} />],
            [say('申报范围', 'Scope'), say(`第 ${record.scopeNumber} 版`, `version ${record.scopeNumber}`)],
            [say('备案期限', 'Period'), <Span key="period" from={record.period.from} to={record.period.to} />],
            [
              say('损失上限', 'Loss cap'),
              record.lossCapFen === null ? say('未填', 'none') : <Money fen={record.lossCapFen} />,
            ],
            [say('是否已经发生', 'Already happened'), nameOf(ANSWER, record.opening.alreadyHappened)],
            [say('是否已有检查', 'Inspection open'), nameOf(ANSWER, record.opening.inspectionOpen)],
            [say('容错清单', 'Rulebook'), record.rulebook ?? say('提交时确定', 'fixed at filing')],
          ]}
        />
        <h3 style={{ margin: '14px 0 6px' }}>{say('预见的瑕疵种类', 'Kinds of flaw foreseen')}</h3>
        <div className="row">
          {record.flawKinds.map(code => (
            <Tag key={code}>{titleIn(book?.flawKinds, code)}</Tag>
          ))}
        </div>
        <h3 style={{ margin: '14px 0 6px' }}>{say('风险', 'Risks')}</h3>
        <ul className="plain-list">
          {record.risks.map(({ text, grade }) => (
            <li key={text}>
              {text}{' '}
              <Tag tone={GRADE_TONE[grade]}>{say(`${nameOf(GRADE, grade)}风险`, `${nameOf(GRADE, grade)} risk`)}</Tag>
            </li>
          ))}
        </ul>
      </Card>
      <FourThings record={record} />
    </>
  );
}

/** Told apart on every record: one of them never stands for another. */
function FourThings({ record }: { record: Detail }): ReactNode {
  const { filedWithDepartment: filed, superiorTold: told, recordSealedAt, departures } = record.standings;
  const no = (zh: string, en: string) => <span className="quiet">{say(zh, en)}</span>;
  return (
    <Card title={say('四件事，分开看', 'Four things kept apart')}>
      <Facts
        of={[
          [
            say('项目在主管部门备案', 'Project filed with a department'),
            filed ? (
              <>
                <Day on={filed.on} /> {filed.with} {filed.number}
              </>
            ) : (
              no('没有填报', 'not stated')
            ),
          ],
          [
            say('已向上级报告', 'A superior told'),
            told ? (
              <>
                <Day on={told.on} /> {told.whom}（{told.how}）
              </>
            ) : (
              no('没有填报', 'not stated')
            ),
          ],
          [
            say('容错备案封存', 'Record sealed'),
            recordSealedAt ? <Instant at={recordSealedAt} /> : no('没有封存', 'not sealed'),
          ],
          [
            say('突破规定的授权', 'Departures authorised'),
            departures.length === 0 ? (
              no('申报范围没有突破规定', 'the scope departs from nothing')
            ) : (
              <Departures of={departures} />
            ),
          ],
        ]}
      />
    </Card>
  );
}

function Departures({ of }: { of: Detail['standings']['departures'] }): ReactNode {
  return (
    <ul className="plain-list">
      {of.map(({ document, article, authorised, number }) => (
        <li key={`${document}${article}`}>
          {document} {article}{' '}
          <Tag tone={authorised ? 'good' : 'bad'}>
            {authorised ? say('今日授权有效', 'authorised today') : say('授权不足', 'not authorised')}
          </Tag>{' '}
          {number}
        </li>
      ))}
    </ul>
  );
}
