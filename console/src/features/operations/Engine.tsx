import { Button } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useHasRole } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { operations } from '../../api/operations';
import { DataTable } from '../../shared/DataTable';
import { ChoiceField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';
import { Loaded } from '../../shared/Loaded';
import { Nothing } from '../../shared/Nothing';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Section } from '../../shared/Section';
import { plural } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';
import { processName, requestPage } from '../inbox/task';

type Processes = Schemas['ProcessVersionList']['items'];

export function Engine() {
  const incidents = useQuery(operations.incidents());
  const processes = useQuery(operations.processes());
  return (
    <>
      <Section title="Incidents" intro="Steps that failed as often as they are tried. Remove the cause, then have the step tried again; the request waits where it was.">
        <Loaded query={incidents} what="incidents">
          {({ items }) => (items.length === 0 ? <Nothing title="No step has failed">All requests go on by themselves.</Nothing> : <Incidents items={items} />)}
        </Loaded>
      </Section>
      <Section
        title="Versions of the processes"
        intro="A request finishes on the version on which it began. An administrator may move the running ones of an old version to the newest; that is on record."
      >
        <Loaded query={processes} what="the processes">
          {({ items }) => <ProcessVersions items={items} />}
        </Loaded>
      </Section>
    </>
  );
}

function Incidents({ items }: { items: Schemas['Incident'][] }) {
  const cache = useQueryClient();
  const isAdmin = useHasRole('admin');
  const retry = useMutation({
    mutationFn: (id: string) => body(api.POST('/v1/engine/incidents/{id}/retry', { params: { path: { id } } })),
    onSettled: () => cache.invalidateQueries({ queryKey: ['engine'] }),
  });
  return (
    <>
      {retry.error && <ProblemAlert error={retry.error} />}
      <DataTable
        label="Incidents"
        items={items}
        id={({ id }) => id}
        columns={[
          { title: 'Request', cell: ({ process, requestId }) => <Link to={requestPage(process, requestId)}>{processName(process)}</Link> },
          { title: 'Step', cell: ({ step }) => <code>{step}</code> },
          { title: 'What happened', width: 40, className: 'cs-wrap', cell: ({ message }) => message },
          { title: 'When', cell: ({ at }) => <Timestamp at={at} /> },
          isAdmin && {
            title: 'Actions',
            hidden: true,
            cell: ({ id, step }) => (
              <Button
                variant="secondary"
                size="sm"
                aria-label={`Try ${step} again`}
                isLoading={retry.isPending && retry.variables === id}
                isDisabled={retry.isPending}
                onClick={() => retry.mutate(id)}
              >
                Try again
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}

function ProcessVersions({ items }: { items: Processes }) {
  const isAdmin = useHasRole('admin');
  const [moving, setMoving] = useState<Processes[number] | null>(null);
  const newest = (process: string) => Math.max(...items.filter((one) => one.process === process).map(({ version }) => version));
  return (
    <>
      <DataTable
        label="Versions of the processes"
        items={items}
        id={({ process, version }) => `${process} ${version}`}
        columns={[
          { title: 'Process', cell: ({ process }) => processName(process) },
          { title: 'Version', cell: ({ process, version }) => (version === newest(process) ? `${version}, the newest` : version) },
          { title: 'Running', cell: ({ running }) => plural(running, 'request') },
          isAdmin && {
            title: 'Actions',
            hidden: true,
            cell: (one) =>
              one.running > 0 &&
              one.version !== newest(one.process) && (
                <Button variant="link" isInline onClick={() => setMoving(one)}>
                  Move them
                </Button>
              ),
          },
        ]}
      />
      {moving && (
        <MoveDialog
          moving={moving}
          targets={items.filter(({ process, version }) => process === moving.process && version !== moving.version).map(({ version }) => version)}
          close={() => setMoving(null)}
        />
      )}
    </>
  );
}

function MoveDialog({ moving: { process, version, running }, targets, close }: { moving: Processes[number]; targets: number[]; close: () => void }) {
  const [to, setTo] = useState(String(Math.max(...targets)));
  return (
    <FormDialog
      title={`Move ${plural(running, 'request')}`}
      description={`From version ${version} of “${processName(process)}”. It is refused when their steps do not correspond.`}
      submit="Move"
      complete
      changes={['engine', 'promotions']}
      action={() => body(api.POST('/v1/engine/migrations', { body: { process, from: version, to: Number(to) } }))}
      close={close}
    >
      <ChoiceField label="To version" required value={to} set={setTo} options={targets.map((one) => [String(one), String(one)])} />
    </FormDialog>
  );
}
