// Twelve months, month on month: charts for the eye, the present month against the one before in words, and everything as a
// table for whoever cannot or does not want to read charts, and for paper.
import { keepPreviousData } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { $api } from '@/api/client';
import { reached } from '@/app/reached';
import { Reading } from '@/parts/feedback';
import { Card } from '@/parts/page';
import { How } from '@/parts/time';
import { say } from '@/words/say';
import { sayBasis } from './board-words';
import { Figure } from './figure';
import { seriesText, trendCharts, type Month, type Series, type Shown } from './trend-series';
import { TrendTable } from './trend-table';

const loadCanvas = reached(() => import('./trend-canvas'));
const TrendCanvas = lazy(async () => ({ default: (await loadCanvas()).TrendCanvas }));

/** True from the moment the element comes near the window: what nobody scrolls to is never loaded. */
function useNear(of: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      entries => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true),
      { rootMargin: '300px' },
    );
    observer.observe(of.current!);
    return () => observer.disconnect();
  }, [of]);
  return near;
}

export function Trends({ query }: { query: { day?: string; county?: string } }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const near = useNear(place);
  const trends = $api.useQuery(
    'get',
    '/api/board/trends',
    { params: { query } },
    { placeholderData: keepPreviousData },
  );
  const charts = useMemo(() => trendCharts(), []);
  return (
    <div ref={place}>
      <Card title={say('近十二个月', 'The last twelve months')}>
        <Reading of={trends}>
          {({ months, basis }) => (
            <>
              <div className="trends">
                {charts.map(chart => (
                  <figure key={chart.key} className="trend">
                    <figcaption>
                      <h3>{chart.title}</h3>
                      <Change chart={chart} months={months} />
                    </figcaption>
                    <Drawn chart={chart} months={months} near={near} />
                  </figure>
                ))}
              </div>
              <TrendTable charts={charts} months={months} />
              <How>{sayBasis(basis)}</How>
            </>
          )}
        </Reading>
      </Card>
    </div>
  );
}

/** The place is kept while nothing is drawn, so that the page does not jump. */
function Drawn({ chart, months, near }: Shown & { near: boolean }): ReactNode {
  if (!chart.series.some(series => months.some(month => Boolean(series.value(month))))) {
    return <p className="small quiet">{say('近十二个月没有记录。', 'Nothing in the last twelve months.')}</p>;
  }
  const place = <div className="trend-canvas" />;
  if (!near) return place;
  return (
    <Suspense fallback={place}>
      <TrendCanvas chart={chart} months={months} />
    </Suspense>
  );
}

function Change({ chart, months }: Shown): ReactNode {
  const [before, present] = months.slice(-2);
  if (before === undefined || present === undefined) return null;
  return chart.series.map(series => (
    <p key={series.key} className="small">
      {chart.series.length > 1 && `${series.name}：`}
      {say('当月 ', 'this month ')}
      <MonthFigure series={series} month={present} />
      {say('，上月 ', ', last month ')}
      <MonthFigure series={series} month={before} /> {chart.unit}
    </p>
  ));
}

function MonthFigure({ series, month }: { series: Series; month: Month }): ReactNode {
  return (
    <Figure
      of={series.list(month)}
      label={`${month.month} ${series.name}`}
      text={seriesText(series, series.value(month))}
    />
  );
}
