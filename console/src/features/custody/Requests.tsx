import { Button, Label } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHasRole, useMe } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { operations } from '../../api/operations';
import { CheckField } from '../../shared/CheckField';
import { DataTable } from '../../shared/DataTable';
import { FormDialog } from '../../shared/FormDialog';
import { Loaded } from '../../shared/Loaded';
import { Quiet } from '../../shared/Quiet';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { plural } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';
import { PersonName } from '../../shared/PersonName';

type Request = Schemas['CustodyRequest'];
type Act = { request: Request; act: 'confirm' | 'withdraw' };

const STATES = { open: ['blue', 'Waits for a second person'], confirmed: ['green', 'Carried out'], withdrawn: ['grey', 'Withdrawn'] } as const;

export function Requests() {
  const requests = useQuery(operations.custodyRequests());
  const [acting, setActing] = useState<Act | null>(null);
  return (
    <>
      <Loaded query={requests} what="requests">
        {({ items }) => (items.length === 0 ? <Quiet>Nobody has asked for anything.</Quiet> : <RequestTable items={items} act={setActing} />)}
      </Loaded>
      {acting?.act === 'confirm' && <ConfirmDialog request={acting.request} close={() => setActing(null)} />}
      {acting?.act === 'withdraw' && (
        <ReasonDialog
          title="Withdraw the request"
          description="Nothing is carried out. The request stays on record."
          submit="Withdraw"
          changes={['custody']}
          action={(reason) => body(api.POST('/v1/ledger/requests/{requestId}/withdraw', { params: { path: { requestId: acting.request.id } }, body: { reason } }))}
          close={() => setActing(null)}
        />
      )}
    </>
  );
}

function RequestTable({ items, act }: { items: Request[]; act: (act: Act) => void }) {
  const me = useMe();
  const isAdmin = useHasRole('admin');
  const confirms = useHasRole('admin', 'risk-approver');
  return (
    <DataTable
      label="Custody requests"
      items={items}
      id={({ id }) => id}
      columns={[
        { title: 'What', width: 20, cell: (one) => <Asked request={one} /> },
        { title: 'Reason', width: 20, className: 'cs-text', cell: ({ reason }) => reason ?? '–' },
        {
          title: 'Asked',
          cell: ({ requestedAt, requestedBy }) => (
            <>
              <Timestamp at={requestedAt} /> by <PersonName subject={requestedBy} />
            </>
          ),
        },
        { title: 'State', cell: (one) => <State request={one} /> },
        confirms && {
          title: 'Actions',
          hidden: true,
          cell: (one) =>
            one.state === 'open' && (
              <>
                {one.requestedBy === me.subject ? (
                  <span className="cs-secondary">You asked: somebody else confirms. </span>
                ) : (
                  <Button variant="link" isInline isDanger onClick={() => act({ request: one, act: 'confirm' })}>
                    Confirm
                  </Button>
                )}{' '}
                {isAdmin && (
                  <Button variant="link" isInline onClick={() => act({ request: one, act: 'withdraw' })}>
                    Withdraw
                  </Button>
                )}
              </>
            ),
        },
      ]}
    />
  );
}

function Asked({ request: { kind, target, texts } }: { request: Request }) {
  switch (kind) {
    case 'erase-person':
      return (
        <>
          Erase <PersonName subject={target} />
          {texts && <div className="cs-secondary">with the words that they wrote</div>}
        </>
      );
    case 'release-hold':
      return <>Release a legal hold</>;
    case 'shorten-retention':
      return <>Keep texts {target} days only</>;
  }
}

function State({ request: { state, decidedAt, decidedBy, erased, remaining } }: { request: Request }) {
  return (
    <>
      <Label isCompact color={STATES[state][0]}>
        {STATES[state][1]}
      </Label>
      {decidedAt && (
        <div className="cs-secondary">
          <Timestamp at={decidedAt} /> by <PersonName subject={decidedBy} />
        </div>
      )}
      {erased !== undefined && <div className="cs-secondary">{plural(erased, 'text')} erased</div>}
      {remaining ? <div className="cs-secondary">{plural(remaining, 'name')} on signatures stay until the legal minimum has passed</div> : null}
    </>
  );
}

function ConfirmDialog({ request, close }: { request: Request; close: () => void }) {
  const [sure, setSure] = useState(false);
  return (
    <FormDialog
      title="Confirm as the second person"
      description={
        request.kind === 'erase-person'
          ? 'Names, addresses and, where asked, the words of this person are destroyed at once and for good. Entries and proofs stay.'
          : 'It is carried out at once. Texts that nothing keeps any more can then be erased or expire.'
      }
      submit="Confirm and carry out"
      danger
      complete={sure}
      changes={['custody', 'ledger']}
      action={() => body(api.POST('/v1/ledger/requests/{requestId}/confirm', { params: { path: { requestId: request.id } } }))}
      close={close}
    >
      <div>
        <Asked request={request} />
      </div>
      <p className="cs-text">{request.reason}</p>
      <CheckField label="I have read the reason, and this is right" value={sure} set={setSure} />
    </FormDialog>
  );
}
