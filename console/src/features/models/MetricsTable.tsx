import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { Schemas } from '../../api/client';
import { Nothing } from '../../shared/Nothing';
import { formatNumber } from '../../shared/text';
import { type MetricRow, metricRows } from './metrics';

/** Metrics by split, a slice below its whole, confidence intervals in a column of their own. */
export function MetricsTable({ metrics }: { metrics: Schemas['Run']['metrics'] }) {
  const rows = metricRows(metrics);
  if (rows.length === 0) {
    return <Nothing title="The run logged no metrics" />;
  }
  return (
    <Table aria-label="Metrics" variant="compact">
      <Thead>
        <Tr>
          <Th>Metric</Th>
          <Th>Split</Th>
          <Th>Slice</Th>
          <Th className="cs-number">Value</Th>
          <Th className="cs-number">Confidence interval</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.name}>
            <Td dataLabel="Metric" className={row.slice ? 'cs-indented' : undefined}>
              <code>{row.metric}</code>
            </Td>
            <Td dataLabel="Split">{row.split || '–'}</Td>
            <Td dataLabel="Slice">{row.slice || 'all'}</Td>
            <Td dataLabel="Value" className="cs-number">
              {row.value === undefined ? '–' : formatNumber(row.value)}
            </Td>
            <Td dataLabel="Confidence interval" className="cs-number">
              {interval(row)}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function interval({ low, high }: MetricRow): string {
  if (low === undefined && high === undefined) {
    return '–';
  }
  return `${low === undefined ? '?' : formatNumber(low)} to ${high === undefined ? '?' : formatNumber(high)}`;
}
