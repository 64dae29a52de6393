import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Content } from '@patternfly/react-core';
import type { Schemas } from '../../api/client';
import { VerdictLabel } from '../../shared/labels';
import { formatNumber } from '../../shared/text';

const IN_WORDS: Record<Schemas['Threshold']['comparator'], string> = {
  '>=': 'at least',
  '>': 'more than',
  '<=': 'at most',
  '<': 'less than',
  '=': 'exactly',
};

/** What the policy asked of each metric, and what the frozen evidence says. */
export function ThresholdTable({ thresholds }: { thresholds: Schemas['Threshold'][] }) {
  if (thresholds.length === 0) {
    return (
      <Content component="p" className="cs-secondary">
        The policy sets no thresholds for this tier and stage.
      </Content>
    );
  }
  return (
    <Table aria-label="Thresholds" variant="compact">
      <Thead>
        <Tr>
          <Th>Metric</Th>
          <Th>Required</Th>
          <Th className="cs-number">Value</Th>
          <Th>Verdict</Th>
        </Tr>
      </Thead>
      <Tbody>
        {thresholds.map((threshold) => (
          <Tr key={`${threshold.metric}${threshold.comparator}`}>
            <Td dataLabel="Metric">
              <code>{threshold.metric}</code>
            </Td>
            <Td dataLabel="Required">
              {IN_WORDS[threshold.comparator] ?? threshold.comparator} {formatNumber(threshold.limit)}
            </Td>
            <Td dataLabel="Value" className="cs-number">
              {threshold.value === undefined ? 'not logged' : formatNumber(threshold.value)}
            </Td>
            <Td dataLabel="Verdict">
              <VerdictLabel verdict={threshold.verdict} />
              {threshold.reason && <div className="cs-secondary">{threshold.reason}</div>}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
