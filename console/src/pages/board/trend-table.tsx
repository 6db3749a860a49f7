import { useEffect, useRef, type ReactNode } from 'react';
import { say } from '@/words/say';
import { Figure } from './figure';
import { seriesText, type Month, type TrendChart } from './trend-series';

interface TrendTableProps {
  charts: readonly TrendChart[];
  months: readonly Month[];
}

/** Closed on the screen; paper cannot be pressed, so it is opened for printing. */
export function TrendTable({ charts, months }: TrendTableProps): ReactNode {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    let opened = false;
    const before = () => {
      opened = details.current !== null && !details.current.open;
      if (opened) details.current!.open = true;
    };
    const after = () => {
      if (opened && details.current) details.current.open = false;
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  const columns = charts.flatMap(chart => chart.series.map(series => ({ series, unit: chart.unit })));
  return (
    <details ref={details} className="trend-table">
      <summary>{say('逐月数字表', 'The figures month by month')}</summary>
      <div className="table-wrap">
        <table className="plain board-table">
          <thead>
            <tr>
              <th scope="col">{say('月份', 'Month')}</th>
              {columns.map(({ series, unit }) => (
                <th key={series.key} scope="col" className="n">
                  {series.name}（{unit}）
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {months.map(month => (
              <tr key={month.month}>
                <th scope="row">{month.month}</th>
                {columns.map(({ series }) => (
                  <td key={series.key} className="n">
                    <Figure
                      of={series.list(month)}
                      label={`${month.month} ${series.name}`}
                      text={seriesText(series, series.value(month))}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
