import { Button, Label } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHasRole, useMe } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { DataTable } from '../../shared/DataTable';
import { ChoiceField, TextField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';
import { Loaded } from '../../shared/Loaded';
import { Quiet } from '../../shared/Quiet';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { Section } from '../../shared/Section';
import { tierInWords } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';

type Override = Schemas['TierOverride'];
type Decision = { override: Override; approved: boolean };

/** Overrides of the tier that the scores give: asked for by one person, decided by another. */
export function TierSection({ model }: { model: string }) {
  const overrides = useQuery(governance.tierOverrides(model));
  const mayAsk = useHasRole('model-owner', 'risk-approver', 'validator');
  const [asking, setAsking] = useState(false);
  const [deciding, setDeciding] = useState<Decision | null>(null);
  return (
    <Section
      title="Risk tier by judgement"
      intro="The scores give the tier. Where they do not tell the whole story, somebody asks for another tier and a risk approver other than them decides; it holds as long as the scores stay."
      actions={
        mayAsk && (
          <Button variant="secondary" size="sm" onClick={() => setAsking(true)}>
            Ask for another tier
          </Button>
        )
      }
    >
      <Loaded query={overrides} what="overrides of the tier">
        {({ items }) => (items.length === 0 ? <Quiet>Nobody has asked for another tier.</Quiet> : <Overrides items={items} decide={setDeciding} />)}
      </Loaded>
      {asking && <AskDialog model={model} close={() => setAsking(false)} />}
      {deciding && <DecideDialog {...deciding} close={() => setDeciding(null)} />}
    </Section>
  );
}

function Overrides({ items, decide }: { items: Override[]; decide: (decision: Decision) => void }) {
  const me = useMe();
  const decides = useHasRole('risk-approver');
  const open = (one: Override) => one.approved === undefined;
  return (
    <DataTable
      label="Overrides of the tier"
      items={items}
      id={({ id }) => id}
      columns={[
        { title: 'Tier', cell: ({ tier }) => tierInWords(String(tier)) },
        { title: 'Reason', width: 30, className: 'cs-text', cell: ({ reason }) => reason },
        {
          title: 'Asked',
          cell: ({ askedAt, askedBy }) => (
            <>
              <Timestamp at={askedAt} /> by {askedBy.name}
            </>
          ),
        },
        { title: 'State', cell: (one) => <OverrideState override={one} /> },
        decides &&
          items.some(open) && {
            title: 'Actions',
            hidden: true,
            cell: (one) =>
              open(one) &&
              (one.askedBy.subject === me.subject ? (
                <span className="cs-secondary">You asked: somebody else decides.</span>
              ) : (
                <>
                  <Button variant="link" isInline onClick={() => decide({ override: one, approved: true })}>
                    Approve
                  </Button>{' '}
                  <Button variant="link" isInline isDanger onClick={() => decide({ override: one, approved: false })}>
                    Reject
                  </Button>
                </>
              )),
          },
      ]}
    />
  );
}

function OverrideState({ override: { approved, decidedAt, decidedBy, comment } }: { override: Override }) {
  return (
    <>
      <Label isCompact color={approved === undefined ? 'blue' : approved ? 'green' : 'grey'}>
        {approved === undefined ? 'Waits for a risk approver' : approved ? 'Approved' : 'Rejected'}
      </Label>
      {decidedAt && (
        <div className="cs-secondary">
          <Timestamp at={decidedAt} /> by {decidedBy?.name}
          {comment && `: ${comment}`}
        </div>
      )}
    </>
  );
}

function AskDialog({ model, close }: { model: string; close: () => void }) {
  const [tier, setTier] = useState('1');
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title="Ask for another tier"
      description="In force once a risk approver other than you has approved it, and only while the scores stay as they are."
      submit="Ask"
      complete={reason.trim() !== ''}
      changes={['inventory']}
      action={() =>
        body(api.POST('/v1/models/{name}/tier-overrides', { params: { path: { name: model } }, body: { tier: Number(tier), reason: reason.trim() } }))
      }
      close={close}
    >
      <ChoiceField label="Risk tier" required value={tier} set={setTier} options={['1', '2', '3', '4'].map((one) => [one, tierInWords(one)])} />
      <TextField label="Reason" help="What the scores do not say. Becomes part of the record." required rows={3} maxLength={2000} value={reason} set={setReason} />
    </FormDialog>
  );
}

function DecideDialog({ override, approved, close }: Decision & { close: () => void }) {
  return (
    <ReasonDialog
      title={approved ? 'Approve the tier' : 'Reject the tier'}
      description={`${override.askedBy.name} asks for risk tier ${tierInWords(String(override.tier))} for ${override.model}: “${override.reason}”`}
      submit={approved ? 'Approve' : 'Reject'}
      danger={!approved}
      label="Comment"
      changes={['inventory', 'models']}
      action={(comment) => body(api.POST('/v1/tier-overrides/{id}/decision', { params: { path: { id: override.id } }, body: { approved, comment } }))}
      close={close}
    />
  );
}
