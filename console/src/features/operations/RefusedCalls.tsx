import { useInfiniteQuery } from '@tanstack/react-query';
import type { Schemas } from '../../api/client';
import { operations } from '../../api/operations';
import { type Column, DataTable } from '../../shared/DataTable';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { PersonName } from '../../shared/PersonName';
import { Section } from '../../shared/Section';
import { spelledOut } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';

type Refused = Schemas['RefusedCall'];

/** Calls that were turned away before anybody was asked, counted by caller and minute. */
export function RefusedCalls() {
  const calls = useInfiniteQuery(operations.refusedCalls());
  return (
    <Section
      title="Refused calls"
      intro="Malformed, unauthenticated or too many: counted, not written one by one. What was refused on grounds of governance stands in the ledger instead."
    >
      <Loaded query={calls} what="refused calls">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <Nothing title="No call was turned away" />
          ) : (
            <DataTable label="Refused calls" items={items} id={({ minute, caller, reason }) => `${minute} ${caller} ${reason}`} columns={COLUMNS} />
          );
        }}
      </Loaded>
      <MoreButton query={calls} what="refused calls" />
    </Section>
  );
}

const COLUMNS: Column<Refused>[] = [
  { title: 'Minute', cell: ({ minute }) => <Timestamp at={minute} /> },
  { title: 'Caller', cell: ({ caller }) => <Caller caller={caller} /> },
  { title: 'Why', cell: ({ reason }) => spelledOut(reason.replaceAll('-', ' ')) },
  { title: 'Calls', className: 'cs-number', cell: ({ calls }) => calls.toLocaleString('en') },
];

function Caller({ caller }: { caller: string }) {
  if (caller === 'others') {
    return <>others</>;
  }
  return caller.startsWith('address:') ? <>nobody known, from {caller.slice('address:'.length)}</> : <PersonName subject={caller} />;
}
