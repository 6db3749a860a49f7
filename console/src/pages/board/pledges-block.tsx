// Pledges by giver. Money and units stand in columns of their own, and what was never counter-signed stays apart from what
// was: a pledge on paper is not yet one that binds, and neither is counted as the other.
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { say } from '@/words/say';
import { Block } from './block';
import { yuanText } from './board-words';
import { Figure, type FigureOf } from './figure';

type Pledges = Schemas['BoardPledges'];
type Figures = Schemas['PledgeFigures'];

export function PledgesBlock({ pledges }: { pledges: Pledges }): ReactNode {
  const { total, givers, giversTotal, basis } = pledges;
  return (
    <Block title={say('上级承诺（按承诺单位）', 'Pledges by giver')} basis={basis}>
      {givers.length === 0 ? (
        <p className="quiet">{say('还没有登记上级承诺。', 'No pledge is on record yet.')}</p>
      ) : (
        <div className="table-wrap">
          <table className="plain board-table">
            <Head />
            <tbody>
              {givers.length > 1 && <Row name={say('合计', 'All')} of={total} />}
              {givers.map(giver => (
                <Row key={`${giver.county} ${giver.giverId ?? giver.name}`} name={giver.name} of={giver} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {giversTotal > givers.length && (
        <p className="small quiet">
          {say(
            `共 ${giversTotal} 家，先列欠得多的 ${givers.length} 家；合计含全部。`,
            `${giversTotal} in all; the ${givers.length} that owe most are listed, the sum has all.`,
          )}
        </p>
      )}
    </Block>
  );
}

function Head(): ReactNode {
  return (
    <thead>
      <tr>
        <th rowSpan={2} scope="col">
          {say('承诺单位', 'Giver')}
        </th>
        <th colSpan={3} scope="colgroup">
          {say('已会签确认（项）', 'Counter-signed')}
        </th>
        <th colSpan={3} scope="colgroup">
          {say('其中资金（元）', 'of which funds, yuan')}
        </th>
        <th colSpan={3} scope="colgroup">
          {say('其中人员、设备等（件）', 'of which other, units')}
        </th>
        <th colSpan={3} scope="colgroup">
          {say('未确认（项）', 'Not confirmed')}
        </th>
      </tr>
      <tr>
        {columns().map(({ key, head }) => (
          <th key={key} scope="col" className="n">
            {head}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface Column {
  key: string;
  head: string;
  /** What a reader hears beside the number. */
  label: string;
  of: (figures: Figures) => FigureOf;
  text?: (figures: Figures) => string;
  alert?: boolean;
}

/** Sums of money open the pledges of funds alone. */
const funds = ({ count, list }: FigureOf): FigureOf => ({
  count,
  list: { ...list, query: { ...list.query, kind: 'funds' } },
});

const columns = (): Column[] => {
  const [made, due, delivered, owed] = [
    say('已确认', 'made'),
    say('应兑现', 'due'),
    say('已兑现', 'delivered'),
    say('欠兑现', 'undelivered'),
  ];
  const [money, units] = [say('资金', 'funds'), say('件数', 'units')];
  return [
    { key: 'made', head: made, label: made, of: row => row.made },
    { key: 'due', head: say('已到期', 'due'), label: say('已到期', 'due'), of: row => row.due },
    {
      key: 'undelivered',
      head: say('未兑现', 'owing'),
      label: say('到期未兑现', 'owing'),
      of: row => row.undelivered,
      alert: true,
    },
    {
      key: 'fen-due',
      head: due,
      label: `${money} ${due}`,
      of: row => funds(row.due),
      text: row => yuanText(row.fen.due),
    },
    {
      key: 'fen-delivered',
      head: delivered,
      label: `${money} ${delivered}`,
      of: row => funds(row.made),
      text: row => yuanText(row.fen.delivered),
    },
    {
      key: 'fen-owed',
      head: owed,
      label: `${money} ${owed}`,
      of: row => funds(row.undelivered),
      text: row => yuanText(row.fen.undelivered),
      alert: true,
    },
    { key: 'units-due', head: due, label: `${units} ${due}`, of: row => row.due, text: row => String(row.units.due) },
    {
      key: 'units-delivered',
      head: delivered,
      label: `${units} ${delivered}`,
      of: row => row.made,
      text: row => String(row.units.delivered),
    },
    {
      key: 'units-owed',
      head: owed,
      label: `${units} ${owed}`,
      of: row => row.undelivered,
      text: row => String(row.units.undelivered),
      alert: true,
    },
    {
      key: 'documented',
      head: say('有文件未会签', 'documented'),
      label: say('有文件未会签', 'documented, unsigned'),
      of: row => row.documentedUnsigned,
    },
    {
      key: 'claimed',
      head: say('仅主张', 'claimed'),
      label: say('仅主张，无文件', 'claimed without a document'),
      of: row => row.claimedUnsigned,
    },
    { key: 'disputed', head: say('有争议', 'disputed'), label: say('有争议', 'disputed'), of: row => row.disputed },
  ];
};

function Row({ name, of }: { name: string; of: Figures }): ReactNode {
  return (
    <tr>
      <th scope="row">{name}</th>
      {columns().map(column => (
        <td key={column.key} className="n">
          <Figure of={column.of(of)} label={`${name} ${column.label}`} text={column.text?.(of)} alert={column.alert} />
        </td>
      ))}
    </tr>
  );
}
