import { useMemo } from 'react';
import { formatNumber } from '../text';
import { Chart } from './Chart';

export interface Bar {
  name: string;
  value: number;
}

/** One bar for each name, the first on top. */
export function BarChart({ title, bars }: { title: string; bars: Bar[] }) {
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 48, top: 8, bottom: 8, containLabel: true },
      xAxis: { type: 'value', scale: true, axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: { type: 'category', inverse: true, data: bars.map(({ name }) => name), axisTick: { show: false } },
      series: [
        {
          type: 'bar',
          barMaxWidth: 22,
          data: bars.map(({ value }) => value),
          label: { show: true, position: 'right', color: 'inherit', formatter: ({ value }: { value: number }) => formatNumber(value) },
        },
      ],
    }),
    [bars],
  );
  const words = bars.map(({ name, value }) => `${name} ${formatNumber(value)}`).join(', ');
  return <Chart label={`${title}: ${words}`} option={option} height={Math.max(120, bars.length * 34)} />;
}
