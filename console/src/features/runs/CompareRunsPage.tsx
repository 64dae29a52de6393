import { Checkbox, Content } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { mlflow, type Run } from '../../api/mlflow';
import { links } from '../../shared/links';
import { Loading } from '../../shared/Loading';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Section } from '../../shared/Section';
import { formatNumber } from '../../shared/text';
import { MetricCharts } from './MetricCharts';
import { allKeys, runName, valueOf } from './run';

const MOST = 10;

/** Runs side by side: what they were configured with, what came out, and how it went. */
export default function CompareRunsPage() {
  const [params] = useSearchParams();
  const ids = (params.get('runs') ?? '').split(',').filter(Boolean).slice(0, MOST);
  const queries = useQueries({ queries: ids.map((id) => mlflow.run(id)) });
  const failed = queries.find((query) => query.error);
  const runs = queries.flatMap((query) => (query.data ? [query.data] : []));
  return (
    <Page
      title="Compare runs"
      crumbs={[{ text: 'Experiments', to: links.experiments() }]}
      intro="Differences stand out in bold. Charts show the course of each metric, one line for each run."
    >
      {failed && <ProblemAlert error={failed.error} />}
      {ids.length < 2 ? (
        <Nothing title="Choose at least two runs">Mark them on the page of an experiment, then choose Compare.</Nothing>
      ) : runs.length < ids.length ? (
        !failed && <Loading what="the runs" />
      ) : (
        <Comparison runs={runs} />
      )}
    </Page>
  );
}

function Comparison({ runs }: { runs: Run[] }) {
  const [onlyDifferent, setOnlyDifferent] = useState(true);
  return (
    <>
      <Checkbox
        id="only-different"
        label="Only what differs"
        isChecked={onlyDifferent}
        onChange={(_, on) => setOnlyDifferent(on)}
        className="cs-filter"
      />
      <Section title="Parameters">
        <SideBySide runs={runs} of="params" onlyDifferent={onlyDifferent} />
      </Section>
      <Section title="Metrics" intro="The last value of each.">
        <SideBySide runs={runs} of="metrics" onlyDifferent={onlyDifferent} />
      </Section>
      <Section title="Charts">
        <MetricCharts runs={runs} />
      </Section>
    </>
  );
}

interface SideBySideProps {
  runs: Run[];
  of: 'params' | 'metrics';
  onlyDifferent: boolean;
}

function SideBySide({ runs, of, onlyDifferent }: SideBySideProps) {
  const rows = allKeys(runs, of).map((key) => {
    const values = runs.map((run) => valueOf(run, of, key));
    return { key, values, differs: new Set(values).size > 1 };
  });
  const shown = rows.filter(({ differs }) => differs || !onlyDifferent);
  if (shown.length === 0) {
    return (
      <Content component="p" className="cs-secondary">
        {rows.length === 0 ? 'None were logged.' : `All ${rows.length} are the same.`}
      </Content>
    );
  }
  return (
    <div className="cs-scrolls">
      <Table aria-label={of === 'params' ? 'Parameters' : 'Metrics'} variant="compact" gridBreakPoint="">
        <Thead>
          <Tr>
            <Th>Name</Th>
            {runs.map((run) => (
              <Th key={run.info.run_id} className="cs-number">
                <Link to={links.run(run.info.run_id)}>{runName(run)}</Link>
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {shown.map(({ key, values, differs }) => (
            <Tr key={key}>
              <Th scope="row">
                <code>{key}</code>
              </Th>
              {values.map((value, i) => (
                <Td key={runs[i]?.info.run_id ?? i} className={differs ? 'cs-number cs-strong' : 'cs-number'}>
                  {value === undefined ? '–' : typeof value === 'number' ? formatNumber(value) : value}
                </Td>
              ))}
            </Tr>
          ))}
        </Tbody>
      </Table>
    </div>
  );
}
