import { Card, CardBody, CardTitle, Content, Gallery, SearchInput } from '@patternfly/react-core';
import ChartLineIcon from '@patternfly/react-icons/dist/esm/icons/chart-line-icon';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { mlflow, type Metric, type Run } from '../../api/mlflow';
import { BarChart } from '../../shared/charts/BarChart';
import { LineChart } from '../../shared/charts/LineChart';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { formatNumber } from '../../shared/text';
import { allKeys, points, runName } from './run';

const AT_ONCE = 12;

/** One picture for each metric: its course where it has one, else the last value of each run. */
export function MetricCharts({ runs }: { runs: Run[] }) {
  const [words, setWords] = useState('');
  const [shown, setShown] = useState(AT_ONCE);
  const keys = useMemo(() => withSeriesFirst(runs), [runs]).filter((key) => key.includes(words.trim()));
  return (
    <>
      <SearchInput
        aria-label="Show metrics whose name contains"
        placeholder="Metrics whose name contains"
        value={words}
        onChange={(_, text) => setWords(text)}
        onClear={() => setWords('')}
        className="cs-filter cs-narrow"
      />
      {keys.length === 0 ? (
        <Nothing title={words ? `No metric's name contains “${words}”` : 'No metrics were logged'} icon={ChartLineIcon} />
      ) : (
        <Gallery hasGutter minWidths={{ default: '20rem', xl: '26rem' }}>
          {keys.slice(0, shown).map((key) => (
            <Card key={key} isCompact component="section" aria-label={key}>
              <CardTitle component="h2">
                <code>{key}</code>
              </CardTitle>
              <CardBody>
                <OneMetric runs={runs} name={key} />
              </CardBody>
            </Card>
          ))}
        </Gallery>
      )}
      <MoreButton
        query={{ hasNextPage: keys.length > shown, isFetchingNextPage: false, fetchNextPage: () => setShown(shown + AT_ONCE) }}
        what="charts"
      />
    </>
  );
}

function OneMetric({ runs, name }: { runs: Run[]; name: string }) {
  const history = useQuery(mlflow.history(runs.map((run) => run.info.run_id), name));
  return (
    <Loaded query={history} what={name}>
      {(found) => <Picture runs={runs} name={name} history={found} />}
    </Loaded>
  );
}

function Picture({ runs, name, history }: { runs: Run[]; name: string; history: Metric[] }) {
  const series = useMemo(
    () => runs.map((run) => ({ name: runName(run), points: points(history, run.info.run_id) })),
    [runs, history],
  );
  const last = useMemo(
    () => series.flatMap((one) => one.points.slice(-1).map(([, value]) => ({ name: one.name, value }))),
    [series],
  );
  if (series.some((one) => one.points.length > 1)) {
    return <LineChart title={name} series={series} />;
  }
  const only = last[0];
  if (!only) {
    return <Content component="p">No finite value was logged.</Content>;
  }
  return last.length > 1 ? <BarChart title={name} bars={last} /> : <p className="cs-figure">{formatNumber(only.value)}</p>;
}

/** Metrics of which a run logged a later step come first: they have a course to look at. */
function withSeriesFirst(runs: Run[]): string[] {
  const steps = new Map<string, number>();
  for (const metric of runs.flatMap((run) => run.data?.metrics ?? [])) {
    steps.set(metric.key, Math.max(steps.get(metric.key) ?? 0, Number(metric.step ?? 0)));
  }
  const hasCourse = (key: string) => ((steps.get(key) ?? 0) > 0 ? 0 : 1);
  return allKeys(runs, 'metrics').sort((a, b) => hasCourse(a) - hasCourse(b));
}
