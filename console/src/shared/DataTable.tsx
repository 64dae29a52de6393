import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { Key, ReactNode } from 'react';

/** A column: its heading, and what stands in it for an item. */
export interface Column<T> {
  title: string;
  cell: (item: T) => ReactNode;
  className?: string;
  width?: 10 | 20 | 30 | 40 | 50 | 60;
  /** The heading is for screen readers alone, as above buttons. */
  hidden?: boolean;
}

interface DataTableProps<T> {
  label: string;
  items: readonly T[];
  id: (item: T) => Key;
  /** What is false is left out. */
  columns: readonly (Column<T> | false)[];
}

/** Items in rows; on a narrow screen each cell stands below its heading. */
export function DataTable<T>({ label, items, id, columns }: DataTableProps<T>) {
  const shown = columns.filter((column) => column !== false);
  return (
    <Table aria-label={label} variant="compact">
      <Thead>
        <Tr>
          {shown.map(({ title, className, width, hidden }) => (
            <Th key={title} className={className} width={width} screenReaderText={hidden ? title : undefined}>
              {hidden ? undefined : title}
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {items.map((item) => (
          <Tr key={id(item)}>
            {shown.map(({ title, cell, className }) => (
              <Td key={title} dataLabel={title} className={className}>
                {cell(item)}
              </Td>
            ))}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
