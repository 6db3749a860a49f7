// The counties side by side, by the same rules and for the same day. Columns are never added up into a score.
import { Link } from '@tanstack/react-router';
import { useSyncExternalStore, type ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { Empty, Reading } from '@/parts/feedback';
import { useFilters } from '@/parts/id';
import { Card, Page } from '@/parts/page';
import { Day, How } from '@/parts/time';
import { say } from '@/words/say';
import { sayBasis, yuanText } from './board-words';
import { useCounties } from './counties-read';
import { Figure, type FigureOf } from './figure';
import { DayPicker } from './toolbar';
import './board.css';

type County = Schemas['BoardCountyRow'];

interface Column {
  key: string;
  head: string;
  of: (county: County) => FigureOf;
  text?: (county: County) => string;
  alert?: boolean;
}

const columns = (): Column[] => [
  { key: 'pilots', head: say('试点', 'Pilots'), of: row => row.pilots },
  { key: 'running', head: say('进行中', 'Running'), of: row => row.running },
  { key: 'made', head: say('承诺已确认', 'Pledges made'), of: row => row.pledgesMade },
  { key: 'owing', head: say('承诺未兑现', 'Undelivered'), of: row => row.pledgesUndelivered, alert: true },
  {
    key: 'fen',
    head: say('欠资金（元）', 'Owed (yuan)'),
    of: ({ pledgesUndelivered: { count, list } }) => ({
      count,
      list: { ...list, query: { ...list.query, kind: 'funds' } },
    }),
    text: row => yuanText(row.undeliveredFen),
    alert: true,
  },
  { key: 'documented', head: say('有文件未会签', 'Documented, unsigned'), of: row => row.documentedUnsigned },
  { key: 'open', head: say('审批未办结', 'Approvals open'), of: row => row.approvalsOpen },
  { key: 'overdue', head: say('审批超时', 'Approvals overdue'), of: row => row.approvalsOverdue, alert: true },
  { key: 'flaws', head: say('程序瑕疵', 'Flaws'), of: row => row.flaws },
  { key: 'reported', head: say('瑕疵待核对', 'Flaws to check'), of: row => row.flawsReported },
  { key: 'claims', head: say('容错申请', 'Claims'), of: row => row.claims },
  { key: 'late', head: say('申请超期', 'Claims late'), of: row => row.claimsLate, alert: true },
  { key: 'means', head: say('任务下达、资源未到', 'Without means'), of: row => row.means, alert: true },
];

export function Counties(): ReactNode {
  const counties = useCounties();
  return (
    <Page
      title={say('各县对照', 'Counties side by side')}
      under={
        counties.data && (
          <>
            {say('算到', 'as of')} <Day on={counties.data.day} />
          </>
        )
      }
    >
      <div className="board-bar">
        <DayPicker />
      </div>
      <Reading of={counties}>
        {({ counties: rows, basis }) =>
          rows.length === 0 ? (
            <Empty text={say('所辖各县还没有单位登记。', 'No county below has a registered office yet.')} />
          ) : (
            <Card>
              <Rows rows={rows} />
              <div className="block-how">
                <How>{sayBasis(basis)}</How>
              </div>
            </Card>
          )
        }
      </Reading>
    </Page>
  );
}

const narrow = window.matchMedia('(max-width: 720px)');

function onNarrow(changed: () => void): () => void {
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
}

/** Thirteen columns do not fit a phone: there every county is a card. */
function Rows({ rows }: { rows: readonly County[] }): ReactNode {
  const asCards = useSyncExternalStore(onNarrow, () => narrow.matches);
  return asCards ? rows.map(row => <CountyCard key={row.county} row={row} />) : <CountyTable rows={rows} />;
}

function CountyTable({ rows }: { rows: readonly County[] }): ReactNode {
  return (
    <div className="table-wrap">
      <table className="plain board-table counties-table">
        <thead>
          <tr>
            <th scope="col">{say('县', 'County')}</th>
            {columns().map(({ key, head }) => (
              <th key={key} scope="col" className="n">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.county}>
              <th scope="row">
                <CountyLink row={row} />
              </th>
              {columns().map(column => (
                <td key={column.key} className="n">
                  <CountyFigure column={column} row={row} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CountyCard({ row }: { row: County }): ReactNode {
  return (
    <section className="county-card" aria-label={row.name}>
      <h2>
        <CountyLink row={row} />
      </h2>
      <dl>
        {columns().map(column => (
          <div key={column.key}>
            <dt>{column.head}</dt>
            <dd>
              <CountyFigure column={column} row={row} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function CountyFigure({ column, row }: { column: Column; row: County }): ReactNode {
  return (
    <Figure of={column.of(row)} label={`${row.name} ${column.head}`} text={column.text?.(row)} alert={column.alert} />
  );
}

function CountyLink({ row: { county, name } }: { row: County }): ReactNode {
  const [{ day }] = useFilters();
  return (
    <Link to="/board" search={{ county, day }}>
      {name}
    </Link>
  );
}
