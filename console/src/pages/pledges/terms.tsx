// What was promised, as it stands, and on which document it rests: number and file together make a claim documented.
import type { ReactNode } from 'react';
import { UnitName } from '@/parts/organisations';
import { Facts } from '@/parts/page';
import { StoredFile } from '@/parts/stored-file';
import { Tag } from '@/parts/tag';
import { Instant } from '@/parts/time';
import { nameOf, PLEDGE_KIND } from '@/words/names';
import { say } from '@/words/say';
import { amountText, figureText, filledTranches } from './amounts';
import type { Pledge } from './sides';

export function Terms({ pledge }: { pledge: Pledge }): ReactNode {
  const { giver } = pledge;
  return (
    <Facts
      of={[
        [say('承诺的内容', 'What'), pledge.what, 'wide'],
        [say('种类', 'Kind'), nameOf(PLEDGE_KIND, pledge.kind)],
        [say('最初数额', 'Amount stated'), amountText(pledge, pledge.unit)],
        [
          say('承诺单位', 'Giver'),
          giver.id === null ? say(`${giver.name}（县外）`, `${giver.name} (outside the county)`) : giver.name,
        ],
        [say('接受单位', 'Receiver'), <UnitName id={pledge.receiverId} />],
        [say('依据', 'Rests on'), <Document pledge={pledge} />, 'wide'],
        [say('首次登记', 'First recorded'), <Instant at={pledge.recordedAt} />],
      ]}
    />
  );
}

function Document({ pledge }: { pledge: Pledge }): ReactNode {
  const { documentNumber, documentSha256, documented } = pledge;
  return (
    <span className="row">
      {documentNumber ?? say('没有文号', 'no document number')}
      {documentSha256 !== null && <StoredFile sha256={documentSha256} name={say('依据文件', 'the document')} />}
      <Tag tone={documented ? 'good' : 'warn'}>
        {documented ? say('文号和文件俱全', 'number and file') : say('文号和文件不全', 'number or file missing')}
      </Tag>
    </span>
  );
}

export function Tranches({ pledge }: { pledge: Pledge }): ReactNode {
  const { figures, unit } = pledge;
  const { measure, committed, delivered, on } = figures;
  const rows = filledTranches({ tranches: pledge.tranches, committed, delivered });
  const told = (value: number) => figureText(value, measure, unit);
  return (
    <div className="table-wrap pledge-table" role="region" aria-label={say('分期兑现', 'Tranches')} tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{say('到期日', 'Due on')}</th>
            <th scope="col" className="n">
              {say('应兑现', 'Amount')}
            </th>
            <th scope="col" className="n">
              {say('已兑现', 'Delivered')}
            </th>
            <th scope="col">{say('状况', 'State')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ dueOn, amount, filled }, at) => (
            <tr key={`${dueOn}${at}`}>
              <td className="num">{dueOn}</td>
              <td className="n">{told(amount)}</td>
              <td className="n">{told(filled)}</td>
              <td>{trancheTag(filled >= amount, dueOn > on, pledge.standing === 'made')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function trancheTag(full: boolean, ahead: boolean, made: boolean): ReactNode {
  if (full) return <Tag tone="good">{say('已兑现', 'delivered')}</Tag>;
  if (ahead) return <Tag>{say('未到期', 'not due yet')}</Tag>;
  if (!made) return <Tag tone="warn">{say('未会签', 'unsigned')}</Tag>;
  return <Tag tone="bad">{say('逾期', 'overdue')}</Tag>;
}
