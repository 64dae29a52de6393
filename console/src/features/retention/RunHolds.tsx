import { Button, Label } from '@patternfly/react-core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useHasRole } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { operations } from '../../api/operations';
import { DataTable } from '../../shared/DataTable';
import { ChoiceField, TextField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Quiet } from '../../shared/Quiet';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { Section } from '../../shared/Section';
import { Timestamp } from '../../shared/Timestamp';

type Hold = Schemas['LegalHold'];

/** Legal holds on runs and experiments. */
export function RunHolds() {
  const holds = useInfiniteQuery(operations.runHolds());
  const isAdmin = useHasRole('admin');
  const [placing, setPlacing] = useState(false);
  const [lifting, setLifting] = useState<Hold | null>(null);
  return (
    <Section
      title="Legal holds"
      intro="A run under a hold, or in an experiment under one, is not destroyed and its files are not replaced."
      actions={
        isAdmin && (
          <Button variant="secondary" size="sm" onClick={() => setPlacing(true)}>
            Place a hold
          </Button>
        )
      }
    >
      <Loaded query={holds} what="legal holds">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? <Quiet>Nothing is held.</Quiet> : <HoldTable items={items} lift={isAdmin ? setLifting : undefined} />;
        }}
      </Loaded>
      <MoreButton query={holds} what="legal holds" />
      {placing && <PlaceDialog close={() => setPlacing(false)} />}
      {lifting && (
        <ReasonDialog
          title="Lift the hold"
          description="What it kept can be destroyed by the next purge, unless something else keeps it."
          submit="Lift"
          danger
          changes={['retention']}
          action={(reason) => body(api.POST('/v1/legal-holds/{holdId}/lift', { params: { path: { holdId: lifting.id } }, body: { reason } }))}
          close={() => setLifting(null)}
        />
      )}
    </Section>
  );
}

function HoldTable({ items, lift }: { items: Hold[]; lift?: (hold: Hold) => void }) {
  return (
    <DataTable
      label="Legal holds"
      items={items}
      id={({ id }) => id}
      columns={[
        {
          title: 'Covers',
          cell: ({ subject: { kind, id } }) =>
            kind === 'experiment' ? <Link to={links.experiment(id)}>all runs of experiment {id}</Link> : <Link to={links.run(id)}>run {id}</Link>,
        },
        { title: 'Reason', width: 30, className: 'cs-text', cell: ({ reason }) => reason },
        {
          title: 'Placed',
          cell: ({ placedAt, placedBy }) => (
            <>
              <Timestamp at={placedAt} /> by {placedBy.name}
            </>
          ),
        },
        {
          title: 'State',
          cell: ({ liftedAt, liftedBy, liftReason }) => (
            <>
              <Label isCompact color={liftedAt ? 'grey' : 'orange'}>
                {liftedAt ? 'Lifted' : 'In force'}
              </Label>
              {liftedAt && (
                <div className="cs-secondary">
                  <Timestamp at={liftedAt} /> by {liftedBy?.name}: {liftReason}
                </div>
              )}
            </>
          ),
        },
        lift !== undefined && {
          title: 'Actions',
          hidden: true,
          cell: (hold) =>
            !hold.liftedAt && (
              <Button variant="link" isInline onClick={() => lift(hold)}>
                Lift
              </Button>
            ),
        },
      ]}
    />
  );
}

function PlaceDialog({ close }: { close: () => void }) {
  const [kind, setKind] = useState('run');
  const [id, setId] = useState('');
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title="Place a legal hold"
      description="In force at once, whether the run is deleted or not."
      submit="Place"
      complete={id.trim() !== '' && reason.trim() !== ''}
      changes={['retention']}
      action={() => body(api.POST('/v1/legal-holds', { body: { subject: { kind, id: id.trim() }, reason: reason.trim() } }))}
      close={close}
    >
      <ChoiceField
        label="It covers"
        value={kind}
        set={setKind}
        options={[
          ['run', 'One run'],
          ['experiment', 'All runs of an experiment'],
        ]}
      />
      <TextField label={kind === 'run' ? 'Run id' : 'Experiment id'} required value={id} set={setId} />
      <TextField label="Reason" help="Becomes part of the record." required rows={3} maxLength={2000} value={reason} set={setReason} />
    </FormDialog>
  );
}
