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
        <>
          <Cards runs={runs} keys={keys.slice(0, shown).filter((key) => hasCourse(runs, key))} width="26rem" />
          <Cards runs={runs} keys={keys.slice(0, shown).filter((key) => !hasCourse(runs, key))} width={runs.length > 1 ? '26rem' : '14rem'} />
        </>
      )}
      <MoreButton
        query={{ hasNextPage: keys.length > shown, isFetchingNextPage: false, fetchNextPage: () => setShown(shown + AT_ONCE) }}
        what="charts"
      />
    </>
  );
}

function Cards({ runs, keys, width }: { runs: Run[]; keys: string[]; width: string }) {
  return (
    <Gallery hasGutter minWidths={{ default: '14rem', lg: width }} className="cs-filter">
      {keys.map((key) => (
        <Card key={key} isCompact component="section" aria-label={key}>
          <CardTitle component="h2" className="cs-wrap">
            <code>{key}</code>
          </CardTitle>
          <CardBody>
            <OneMetric runs={runs} name={key} />
          </CardBody>
        </Card>
      ))}
    </Gallery>
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

/** Whether a run logged a later step: then it has a course to look at. */
function hasCourse(runs: Run[], key: string): boolean {
  return runs.some((run) => run.data?.metrics?.some((metric) => metric.key === key && Number(metric.step ?? 0) > 0));
}

function withSeriesFirst(runs: Run[]): string[] {
  return allKeys(runs, 'metrics').sort((a, b) => Number(hasCourse(runs, b)) - Number(hasCourse(runs, a)));
}
