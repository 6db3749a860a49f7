// The one file that brings the chart library: a chunk of its own, asked for when the trends come into view. Drawn on a
// canvas, with tooltips in the canvas too, because the content security policy lets no inline style in.
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef, type ReactNode } from 'react';
import { say } from '@/words/say';
import { seriesText, type Shown, type TrendChart } from './trend-series';

echarts.use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const COLOURS = ['#17457a', '#d08700'];
const FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', system-ui, sans-serif";

const optionOf = ({ chart, months }: Shown) => ({
  animation: false,
  color: COLOURS,
  textStyle: { fontFamily: FONT, color: '#55606e' },
  grid: { left: 8, right: 12, top: 34, bottom: 4, containLabel: true },
  legend: { show: chart.series.length > 1, top: 0, right: 0, itemWidth: 14, itemHeight: 10 },
  tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
  xAxis: {
    type: 'category',
    data: months.map(({ month }) => month),
    axisTick: { show: false },
    axisLabel: { formatter: shortMonth },
  },
  yAxis: { type: 'value', name: chart.unit, nameTextStyle: { align: 'left' }, minInterval: 1 },
  series: chart.series.map(series => ({
    name: series.name,
    type: chart.kind,
    barMaxWidth: 14,
    symbolSize: 7,
    // Fen become yuan only here; everything else is drawn as it was counted.
    data: months.map(month => drawn(chart, series.value(month))),
    tooltip: { valueFormatter: (value: unknown) => `${tooltipText(value)} ${chart.unit}` },
  })),
});

const tooltipText = (value: unknown): string =>
  typeof value === 'number' ? new Intl.NumberFormat('zh-CN').format(value) : '—';

const drawn = ({ key }: TrendChart, value: number | null): number | null =>
  value !== null && key === 'funds' ? value / 100 : value;

/** The year is said once, where it begins. */
function shortMonth(month: string): string {
  const [year = '', number = ''] = month.split('-');
  const short = say(`${Number(number)}月`, number);
  return number === '01' ? `${short}\n${year}` : short;
}

export function TrendCanvas({ chart, months }: Shown): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current!;
    const drawing = echarts.init(element, null, { renderer: 'canvas' });
    drawing.setOption(optionOf({ chart, months }));
    const resized = new ResizeObserver(() => drawing.resize());
    resized.observe(element);
    return () => {
      resized.disconnect();
      drawing.dispose();
    };
  }, [chart, months]);
  const heard = chart.series.map(series => {
    const values = months.map(month => `${month.month} ${seriesText(series, series.value(month))}`);
    return `${series.name}：${values.join('，')}`;
  });
  return (
    <div
      ref={place}
      className="trend-canvas"
      role="img"
      aria-label={`${chart.title}（${chart.unit}）。${heard.join('。')}`}
    />
  );
}
