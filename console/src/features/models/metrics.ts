import type { Schemas } from '../../api/client';

type Value = Schemas['Number'];

/** A metric with its interval, as the name tells: `split/metric`, `split/metric/attribute:value`, `…/ci_low`, `…/ci_high`. */
export interface MetricRow {
  name: string;
  metric: string;
  /** Empty when the name has none. */
  split: string;
  /** `attribute: value`; empty for the whole split. */
  slice: string;
  value?: Value;
  low?: Value;
  high?: Value;
}

interface Parsed {
  name: string;
  metric: string;
  split: string;
  slice: string;
  part: 'value' | 'low' | 'high';
}

const BOUNDS: Record<string, 'low' | 'high'> = { ci_low: 'low', ci_high: 'high' };

export function parseMetricName(full: string): Parsed {
  const segments = full.split('/');
  const bound = segments.length > 1 ? BOUNDS[segments.at(-1) ?? ''] : undefined;
  if (bound) {
    segments.pop();
  }
  const name = segments.join('/');
  const sliceAt = segments.findIndex((segment, i) => i > 0 && segment.includes(':'));
  const slice = sliceAt < 0 ? '' : segments.splice(sliceAt).join('/').replace(':', ': ');
  const split = segments.length > 1 ? (segments.shift() ?? '') : '';
  return { name, metric: segments.join('/'), split, slice, part: bound ?? 'value' };
}

/** One row for each metric and slice, its interval beside it; the whole before its slices. */
export function metricRows(metrics: Record<string, Value>): MetricRow[] {
  const rows = new Map<string, MetricRow>();
  for (const [full, value] of Object.entries(metrics)) {
    const { part, ...parsed } = parseMetricName(full);
    const row: MetricRow = rows.get(parsed.name) ?? parsed;
    row[part] = value;
    rows.set(parsed.name, row);
  }
  return [...rows.values()].sort(
    (a, b) => a.split.localeCompare(b.split) || a.metric.localeCompare(b.metric) || a.slice.localeCompare(b.slice),
  );
}
