import { Content, Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { DatasetInput } from '../../api/mlflow';
import { asObject } from './run';

export function DatasetTable({ inputs }: { inputs: DatasetInput[] }) {
  if (inputs.length === 0) {
    return (
      <Content component="p" className="cs-secondary">
        The run logged no dataset. Policies may ask for one: log it with <code>mlflow.log_input</code>.
      </Content>
    );
  }
  return (
    <Table aria-label="Datasets" variant="compact">
      <Thead>
        <Tr>
          <Th>Name</Th>
          <Th>Used for</Th>
          <Th>Digest</Th>
          <Th>Source</Th>
        </Tr>
      </Thead>
      <Tbody>
        {inputs.map(({ dataset, tags }) => {
          const context = asObject(tags)['mlflow.data.context'];
          return (
            <Tr key={`${dataset.name} ${dataset.digest} ${context}`}>
              <Td dataLabel="Name" className="cs-strong">
                {dataset.name}
              </Td>
              <Td dataLabel="Used for">
                {context ? (
                  <Label isCompact variant="outline">
                    {context}
                  </Label>
                ) : (
                  '–'
                )}
              </Td>
              <Td dataLabel="Digest">
                <code className="cs-wrap">{dataset.digest}</code>
              </Td>
              <Td dataLabel="Source" className="cs-wrap">
                {dataset.source_type ?? '–'}
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}
