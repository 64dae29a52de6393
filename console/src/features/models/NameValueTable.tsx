import { Content } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';

export function NameValueTable({ values, what }: { values: Record<string, string>; what: string }) {
  const rows = Object.entries(values).sort(([a], [b]) => a.localeCompare(b));
  if (rows.length === 0) {
    return (
      <Content component="p" className="cs-secondary">
        The run logged no {what}.
      </Content>
    );
  }
  return (
    <Table aria-label={what} variant="compact">
      <Thead>
        <Tr>
          <Th width={30}>Name</Th>
          <Th>Value</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map(([name, value]) => (
          <Tr key={name}>
            <Td dataLabel="Name">
              <code>{name}</code>
            </Td>
            <Td dataLabel="Value" className="cs-wrap">
              {value}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
