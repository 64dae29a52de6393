import type { Metric, MetricValue, NameValue, Run } from '../../api/mlflow';

/** Tags in which clients keep what MLflow's own pages show as facts. */
const SYSTEM = /^mlflow\./;

export function tag(run: Run, key: string): string | undefined {
  return run.data?.tags?.find((one) => one.key === key)?.value;
}

export function runName(run: Run): string {
  return run.info.run_name || tag(run, 'mlflow.runName') || run.info.run_id.slice(0, 8);
}

export function ownTags(run: Run): NameValue[] {
  return (run.data?.tags ?? []).filter(({ key }) => !SYSTEM.test(key));
}

export function asObject<V>(pairs: { key: string; value: V }[] | undefined): Record<string, V> {
  return Object.fromEntries((pairs ?? []).map(({ key, value }) => [key, value]));
}

/** A time of MLflow's, milliseconds as number or string, in the form of our own API; undefined when it is not set. */
export function moment(millis: number | string | undefined): string | undefined {
  const value = Number(millis ?? 0);
  return value > 0 ? new Date(value).toISOString() : undefined;
}

/** "2 min 5 s"; undefined while it runs. */
export function duration({ info }: Run): string | undefined {
  const seconds = Math.round((Number(info.end_time ?? 0) - Number(info.start_time ?? 0)) / 1000);
  if (!Number(info.end_time ?? 0) || seconds < 0) {
    return undefined;
  }
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  return hours > 0 ? `${hours} h ${minutes} min` : minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`;
}

/** The names that most of the runs have, at most so many; test metrics of a whole split first, as policies read them. */
export function commonMetrics(runs: Run[], most: number): string[] {
  const counts = new Map<string, number>();
  for (const { key } of runs.flatMap((run) => run.data?.metrics ?? [])) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const rank = (key: string) => (key.startsWith('test/') ? 2 : 0) + (/:|ci_(low|high)$/.test(key) ? -3 : 0);
  return [...counts.keys()]
    .sort((a, b) => rank(b) - rank(a) || (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a.localeCompare(b))
    .slice(0, most);
}

/** The drawable points of one run's series, by step. */
export function points(history: Metric[], runId?: string): [number, number][] {
  return history
    .filter((metric) => runId === undefined || metric.run_id === undefined || metric.run_id === runId)
    .filter((metric): metric is Metric & { value: number } => typeof metric.value === 'number')
    .map((metric): [number, number] => [Number(metric.step ?? 0), metric.value])
    .sort(([a], [b]) => a - b);
}

/** The name of every param or metric that any of the runs has, in order. */
export function allKeys(runs: Run[], of: 'params' | 'metrics'): string[] {
  return [...new Set(runs.flatMap((run) => (run.data?.[of] ?? []).map(({ key }) => key)))].sort((a, b) => a.localeCompare(b));
}

export function valueOf(run: Run, of: 'params' | 'metrics', key: string): string | MetricValue | undefined {
  return run.data?.[of]?.find((one) => one.key === key)?.value;
}
