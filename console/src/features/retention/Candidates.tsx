import { Button, Label } from '@patternfly/react-core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useHasRole } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { operations } from '../../api/operations';
import { CheckField } from '../../shared/CheckField';
import { type Column, DataTable } from '../../shared/DataTable';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { Section } from '../../shared/Section';
import { formatBytes, plural } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';

type Candidate = Schemas['PurgeCandidate'];

/** The dry run that goes before a purge, and the purge of what was chosen in it. */
export function Candidates() {
  const candidates = useInfiniteQuery(operations.purgeCandidates());
  const isAdmin = useHasRole('admin');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [purging, setPurging] = useState(false);
  const items = candidates.data?.pages.flatMap((page) => page.items) ?? [];
  const choose = (ids: string[], on: boolean) => setChosen(new Set(on ? [...chosen, ...ids] : [...chosen].filter((id) => !ids.includes(id))));
  const free = items.filter(({ obstacles }) => obstacles.length === 0).map(({ runId }) => runId);
  return (
    <Section
      title="Deleted runs"
      intro="This is the dry run: nothing is destroyed by looking. An administrator chooses runs and orders the purge."
      actions={
        isAdmin && (
          <Button variant="danger" size="sm" isDisabled={chosen.size === 0} onClick={() => setPurging(true)}>
            {chosen.size === 0 ? 'Choose runs to destroy' : `Destroy ${plural(chosen.size, 'run')}`}
          </Button>
        )
      }
    >
      <Loaded query={candidates} what="deleted runs">
        {() =>
          items.length === 0 ? (
            <Nothing title="No run is deleted">There is nothing that a purge could destroy.</Nothing>
          ) : (
            <>
              {isAdmin && free.length > 1 && (
                <CheckField
                  label={`All ${free.length} that nothing keeps`}
                  value={free.every((id) => chosen.has(id))}
                  set={(on) => choose(free, on)}
                />
              )}
              <DataTable
                label="Deleted runs"
                items={items}
                id={({ runId }) => runId}
                columns={[
                  isAdmin && {
                    title: 'Choice',
                    hidden: true,
                    cell: ({ runId, name, obstacles }) =>
                      obstacles.length === 0 && (
                        <input
                          type="checkbox"
                          aria-label={`Destroy ${name || runId}`}
                          checked={chosen.has(runId)}
                          onChange={(event) => choose([runId], event.target.checked)}
                        />
                      ),
                  },
                  ...COLUMNS,
                ]}
              />
            </>
          )
        }
      </Loaded>
      <MoreButton query={candidates} what="deleted runs" />
      {purging && (
        <ReasonDialog
          title={`Destroy ${plural(chosen.size, 'run')} for good`}
          description="Their metrics, parameters, tags and files are destroyed and cannot be brought back. What the ledger says of them stays."
          submit="Destroy"
          danger
          changes={['retention', 'runs']}
          action={(reason) => body(api.POST('/v1/retention/purges', { body: { runIds: [...chosen], reason } }))}
          done={() => setChosen(new Set())}
          close={() => setPurging(false)}
        />
      )}
    </Section>
  );
}

const COLUMNS: Column<Candidate>[] = [
  { title: 'Run', cell: ({ runId, name }) => <Link to={links.run(runId)}>{name || runId}</Link> },
  { title: 'Experiment', cell: ({ experiment }) => experiment },
  { title: 'Deleted', cell: ({ deletedAt }) => (deletedAt ? <Timestamp at={deletedAt} /> : '–') },
  { title: 'Files', className: 'cs-number', cell: ({ files, artifactBytes }) => (files === 0 ? 'none' : `${files}, ${formatBytes(artifactBytes)}`) },
  { title: 'Metric points', className: 'cs-number', cell: ({ metricPoints }) => metricPoints.toLocaleString('en') },
  {
    title: 'A purge would',
    width: 30,
    cell: ({ obstacles }) =>
      obstacles.length === 0 ? (
        <Label isCompact color="orange">
          Destroy it
        </Label>
      ) : (
        <>
          <Label isCompact color="green">
            Keep it
          </Label>
          {obstacles.map((why) => (
            <div key={why} className="cs-secondary">
              {why}
            </div>
          ))}
        </>
      ),
  },
];
