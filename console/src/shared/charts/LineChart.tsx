import { useMemo } from 'react';
import { formatNumber } from '../text';
import { Chart } from './Chart';

export interface Series {
  name: string;
  /** Ascending in x. */
  points: [x: number, y: number][];
}

/** Lines over steps. */
export function LineChart({ title, series, height }: { title: string; series: Series[]; height?: number }) {
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 16, top: series.length > 1 ? 36 : 12, bottom: 24, containLabel: true },
      legend: series.length > 1 ? { type: 'scroll', top: 0, textStyle: { color: 'inherit' } } : undefined,
      tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, valueFormatter: (value: unknown) => (typeof value === 'number' ? formatNumber(value) : '') },
      xAxis: { type: 'value', name: 'step', nameLocation: 'middle', nameGap: 24, min: 'dataMin', max: 'dataMax', minInterval: 1, splitLine: { show: false } },
      yAxis: { type: 'value', scale: true, axisLabel: { formatter: (value: number) => formatNumber(value) } },
      dataZoom: [{ type: 'inside', zoomOnMouseWheel: 'ctrl' }],
      series: series.map(({ name, points }) => ({
        name,
        type: 'line',
        data: points,
        showSymbol: points.length < 30,
        symbolSize: 5,
        lineStyle: { width: 2 },
        sampling: 'lttb',
      })),
    }),
    [series],
  );
  return <Chart label={`${title}. ${series.map(inWords).join('; ')}`} option={option} height={height} />;
}

/** "validation/loss: 20 points from 0.69 at step 0 to 0.31 at step 19, lowest 0.3, highest 0.69". */
export function inWords({ name, points }: Series): string {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) {
    return `${name}: no finite points`;
  }
  const values = points.map(([, y]) => y);
  return (
    `${name}: ${points.length} points from ${formatNumber(first[1])} at step ${first[0]} to ${formatNumber(last[1])} at step ${last[0]},` +
    ` lowest ${formatNumber(Math.min(...values))}, highest ${formatNumber(Math.max(...values))}`
  );
}
