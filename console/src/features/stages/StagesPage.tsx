import { Button, Label, LabelGroup } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useHasRole } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { DataTable } from '../../shared/DataTable';
import { StageLabel } from '../../shared/labels';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { Page } from '../../shared/Page';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Quiet } from '../../shared/Quiet';
import { Section } from '../../shared/Section';
import { AddStageDialog, RenameStageDialog } from './StageDialogs';

type Stage = Schemas['Stage'];

/** The stages that versions go through, and the aliases that move only through requests. */
export default function StagesPage() {
  const stages = useQuery(governance.stages());
  const isAdmin = useHasRole('admin');
  const [adding, setAdding] = useState(false);
  const [renaming, setRenaming] = useState<string | null>(null);
  return (
    <Page
      title="Stages and aliases"
      intro={
        <>
          Where a version can stand, and what guards entry. An administrator adds, renames and orders stages; to set or lift a guard, or the protection of an
          alias, somebody proposes it under <Link to={links.policies()}>Policies</Link> and a second person accepts it.
        </>
      }
      actions={isAdmin && <Button onClick={() => setAdding(true)}>Add a stage</Button>}
    >
      <Loaded query={stages} what="stages">
        {({ items, protectedAliases }) => (
          <>
            <Section title="Stages" intro="In the order in which MLflow clients see them.">
              <Stages stages={[...items].sort((a, b) => a.position - b.position)} rename={isAdmin ? setRenaming : undefined} />
            </Section>
            <Section title="Protected aliases" intro="They move through a request alone, whichever client asks.">
              {protectedAliases.length === 0 ? (
                <Quiet>No alias is protected: whoever may write a model moves them all.</Quiet>
              ) : (
                <LabelGroup numLabels={50} aria-label="Protected aliases">
                  {protectedAliases.map((alias) => (
                    <Label key={alias} variant="outline">
                      {alias}
                    </Label>
                  ))}
                </LabelGroup>
              )}
            </Section>
          </>
        )}
      </Loaded>
      {adding && <AddStageDialog close={() => setAdding(false)} />}
      {renaming && <RenameStageDialog stage={renaming} close={() => setRenaming(null)} />}
    </Page>
  );
}

function Stages({ stages, rename }: { stages: Stage[]; rename?: (stage: string) => void }) {
  const cache = useQueryClient();
  const order = useMutation({
    mutationFn: (names: string[]) => body(api.PUT('/v1/stages/order', { body: { stages: names } })),
    onSuccess: (list) => cache.setQueryData(['stages'], list),
  });
  const moved = (stage: Stage, by: -1 | 1) => {
    const names = stages.map(({ name }) => name);
    const from = names.indexOf(stage.name);
    names.splice(from + by, 0, ...names.splice(from, 1));
    order.mutate(names);
  };
  const at = (stage: Stage) => stages.indexOf(stage);
  return (
    <>
      {order.error && <ProblemAlert error={order.error} />}
      <DataTable
        label="Stages"
        items={stages}
        id={({ name }) => name}
        columns={[
          { title: 'Stage', cell: ({ name }) => <StageLabel stage={name} /> },
          {
            title: 'Guarded by',
            cell: ({ guardedBy }) => guardedBy ?? <span className="cs-secondary">nothing: whoever may write a model moves versions here</span>,
          },
          { title: 'Occupancy', cell: ({ exclusive }) => (exclusive ? 'one version of a model at most' : 'any number of versions') },
          { title: 'In use', cell: ({ active }) => (active ? 'versions here are in use' : 'versions here are not in use') },
          rename !== undefined && {
            title: 'Actions',
            hidden: true,
            cell: (stage) => (
              <>
                <Button
                  variant="link"
                  isInline
                  aria-label={`Move ${stage.name} up`}
                  isDisabled={at(stage) === 0 || order.isPending}
                  onClick={() => moved(stage, -1)}
                >
                  Up
                </Button>{' '}
                <Button
                  variant="link"
                  isInline
                  aria-label={`Move ${stage.name} down`}
                  isDisabled={at(stage) === stages.length - 1 || order.isPending}
                  onClick={() => moved(stage, 1)}
                >
                  Down
                </Button>{' '}
                {!stage.guardedBy && stage.name !== 'None' && (
                  <Button variant="link" isInline aria-label={`Rename ${stage.name}`} onClick={() => rename(stage.name)}>
                    Rename
                  </Button>
                )}
              </>
            ),
          },
        ]}
      />
    </>
  );
}
