import { CodeBlock, CodeBlockCode } from '@patternfly/react-core';
import { ExpandableRowContent, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { Facts } from '../../shared/Facts';
import { Timestamp } from '../../shared/Timestamp';
import { SubjectName } from './SubjectName';

const COLUMNS = 6;

export function EntryTable({ entries }: { entries: Schemas['LedgerEntry'][] }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) {
        after.add(id);
      }
      return after;
    });
  return (
    <Table aria-label="Ledger entries" variant="compact" isExpandable>
      <Thead>
        <Tr>
          <Th screenReaderText="Open" />
          <Th className="cs-number">Leaf</Th>
          <Th>When</Th>
          <Th>Action</Th>
          <Th>Subject</Th>
          <Th>Actor</Th>
        </Tr>
      </Thead>
      {entries.map((entry, rowIndex) => {
        const isExpanded = open.has(entry.entryId);
        return (
          <Tbody key={entry.entryId} isExpanded={isExpanded}>
            <Tr isContentExpanded={isExpanded}>
              <Td
                expand={{ rowIndex, isExpanded, onToggle: () => toggle(entry.entryId), expandId: 'entry' }}
                aria-label={`Details of ${entry.action}`}
              />
              <Td dataLabel="Leaf" className="cs-number">
                {entry.leafIndex ?? 'pending'}
              </Td>
              <Td dataLabel="When">
                <Timestamp at={entry.at} />
              </Td>
              <Td dataLabel="Action">
                <code>{entry.action}</code>
              </Td>
              <Td dataLabel="Subject">
                <SubjectName subject={entry.subject} />
              </Td>
              <Td dataLabel="Actor">{entry.actor.name ?? <code>{entry.actor.subject}</code>}</Td>
            </Tr>
            {isExpanded && (
              <Tr isExpanded>
                <Td colSpan={COLUMNS}>
                  <ExpandableRowContent>
                    <EntryDetails entry={entry} />
                  </ExpandableRowContent>
                </Td>
              </Tr>
            )}
          </Tbody>
        );
      })}
    </Table>
  );
}

function EntryDetails({ entry }: { entry: Schemas['LedgerEntry'] }) {
  return (
    <>
      <Facts
        facts={{
          Entry: <code>{entry.entryId}</code>,
          'Leaf hash': entry.leafHash && <code className="cs-wrap">{entry.leafHash}</code>,
          'Actor id': <code>{entry.actor.subject}</code>,
          ...Object.fromEntries(
            Object.entries(entry.disclosures).map(([name, text]) => [`Beside it: ${name}`, <span className="cs-text">{text}</span>]),
          ),
        }}
      />
      <CodeBlock className="cs-gap">
        <CodeBlockCode className="cs-wrap">{entry.canonical}</CodeBlockCode>
      </CodeBlock>
    </>
  );
}
