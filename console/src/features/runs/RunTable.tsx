import { Checkbox } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router-dom';
import type { Run } from '../../api/mlflow';
import { links } from '../../shared/links';
import { formatNumber } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';
import { commonMetrics, duration, moment, runName, valueOf } from './run';
import { RunStatus } from './RunStatus';

interface RunTableProps {
  runs: Run[];
  chosen: string[];
  choose: (ids: string[]) => void;
}

/** Runs with the metrics that most of them have, to be chosen for comparison. */
export function RunTable({ runs, chosen, choose }: RunTableProps) {
  const metrics = commonMetrics(runs, 4);
  const toggle = (id: string, on: boolean) => choose(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <div className="cs-scrolls">
      <Table aria-label="Runs" variant="compact">
        <Thead>
          <Tr>
            <Th screenReaderText="Choose to compare" modifier="fitContent" />
            <Th width={25}>Run</Th>
            <Th>Status</Th>
            <Th>Started</Th>
            <Th>Took</Th>
            <Th>By</Th>
            {metrics.map((metric) => (
              <Th key={metric} className="cs-number" modifier="fitContent">
                {metric}
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {runs.map((run) => {
            const id = run.info.run_id;
            const started = moment(run.info.start_time);
            return (
              <Tr key={id}>
                <Td dataLabel="Compare">
                  <Checkbox
                    id={`choose-${id}`}
                    aria-label={`Choose ${runName(run)} to compare`}
                    isChecked={chosen.includes(id)}
                    onChange={(_, on) => toggle(id, on)}
                  />
                </Td>
                <Td dataLabel="Run">
                  <Link to={links.run(id)} className="cs-strong">
                    {runName(run)}
                  </Link>
                </Td>
                <Td dataLabel="Status">
                  <RunStatus status={run.info.status} />
                </Td>
                <Td dataLabel="Started">{started ? <Timestamp at={started} /> : '–'}</Td>
                <Td dataLabel="Took">{duration(run) ?? '–'}</Td>
                <Td dataLabel="By">{run.info.user_id || '–'}</Td>
                {metrics.map((metric) => {
                  const value = valueOf(run, 'metrics', metric);
                  return (
                    <Td key={metric} dataLabel={metric} className="cs-number">
                      {value === undefined ? '–' : typeof value === 'number' ? formatNumber(value) : value}
                    </Td>
                  );
                })}
              </Tr>
            );
          })}
        </Tbody>
      </Table>
    </div>
  );
}
