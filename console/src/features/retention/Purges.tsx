import { Label } from '@patternfly/react-core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import type { Schemas } from '../../api/client';
import { operations } from '../../api/operations';
import { type Column, DataTable } from '../../shared/DataTable';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Quiet } from '../../shared/Quiet';
import { Section } from '../../shared/Section';
import { shortened } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';

type Purge = Schemas['Purge'];

export function Purges() {
  const purges = useInfiniteQuery({
    ...operations.purges(),
    refetchInterval: (query) => (query.state.data?.pages.some(({ items }) => items.some(({ state }) => state === 'running')) ? 3_000 : false),
  });
  return (
    <Section title="Purges" intro="Each was ordered by an administrator, with a reason, and left an entry for every run.">
      <Loaded query={purges} what="purges">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? <Quiet>Nothing was destroyed yet.</Quiet> : <DataTable label="Purges" items={items} id={({ id }) => id} columns={COLUMNS} />;
        }}
      </Loaded>
      <MoreButton query={purges} what="purges" />
    </Section>
  );
}

const COLUMNS: Column<Purge>[] = [
  {
    title: 'Ordered',
    cell: ({ orderedAt, orderedBy }) => (
      <>
        <Timestamp at={orderedAt} /> by {orderedBy.name}
      </>
    ),
  },
  { title: 'Reason', width: 30, className: 'cs-text', cell: ({ reason }) => reason },
  {
    title: 'State',
    cell: ({ state }) => (
      <Label isCompact color={state === 'done' ? 'green' : 'blue'}>
        {state === 'done' ? 'Done' : 'Running'}
      </Label>
    ),
  },
  {
    title: 'Runs',
    cell: ({ total, purged, waiting, pointsLeft, blobsLeft }) => (
      <>
        {purged} of {total} destroyed{waiting > 0 && `, ${waiting} waiting`}
        {(pointsLeft || blobsLeft > 0) && <div className="cs-secondary">Their bytes are still being removed.</div>}
      </>
    ),
  },
  {
    title: 'Kept',
    cell: ({ kept }) =>
      kept.length === 0
        ? 'none'
        : kept.map(({ runId, why }) => (
            <div key={runId}>
              <Link to={links.run(runId)}>{shortened(runId, 8)}</Link> <span className="cs-secondary">{why}</span>
            </div>
          )),
  },
];
