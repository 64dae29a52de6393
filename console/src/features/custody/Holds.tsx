import { Button, Label } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHasRole } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { operations } from '../../api/operations';
import { DataTable } from '../../shared/DataTable';
import { Loaded } from '../../shared/Loaded';
import { Quiet } from '../../shared/Quiet';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { SubjectName } from '../ledger/SubjectName';
import { Timestamp } from '../../shared/Timestamp';
import { PersonName } from '../../shared/PersonName';

type Hold = Schemas['LedgerHold'];

/** Legal holds on names and texts beside entries. */
export function Holds() {
  const holds = useQuery(operations.ledgerHolds());
  const isAdmin = useHasRole('admin');
  const [releasing, setReleasing] = useState<Hold | null>(null);
  return (
    <>
      <Loaded query={holds} what="legal holds">
        {({ items }) =>
          items.length === 0 ? (
            <Quiet>Nothing is held.</Quiet>
          ) : (
            <DataTable
              label="Legal holds"
              items={items}
              id={({ id }) => id}
              columns={[
                { title: 'Covers', cell: (hold) => <Covered hold={hold} /> },
                { title: 'Reason', width: 30, className: 'cs-text', cell: ({ reason }) => reason ?? '–' },
                {
                  title: 'Placed',
                  cell: ({ placedAt, placedBy }) => (
                    <>
                      <Timestamp at={placedAt} /> by <PersonName subject={placedBy} />
                    </>
                  ),
                },
                { title: 'State', cell: (hold) => <HoldState hold={hold} /> },
                isAdmin && {
                  title: 'Actions',
                  hidden: true,
                  cell: (hold) =>
                    !hold.releasedAt && (
                      <Button variant="link" isInline onClick={() => setReleasing(hold)}>
                        Ask for its release
                      </Button>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {releasing && (
        <ReasonDialog
          title="Ask for the release of a hold"
          description="A second person confirms it. Until then the hold stays."
          submit="Ask"
          changes={['custody']}
          action={(reason) => body(api.POST('/v1/ledger/holds/{holdId}/release', { params: { path: { holdId: releasing.id } }, body: { reason } }))}
          close={() => setReleasing(null)}
        />
      )}
    </>
  );
}

function Covered({ hold: { scope, person, subject } }: { hold: Hold }) {
  if (scope === 'person') {
    return (
      <>
        all of <PersonName subject={person} />
      </>
    );
  }
  return subject ? <SubjectName subject={subject} /> : <>everything</>;
}

function HoldState({ hold: { releasedAt, releasedBy } }: { hold: Hold }) {
  return (
    <>
      <Label isCompact color={releasedAt ? 'grey' : 'orange'}>
        {releasedAt ? 'Released' : 'In force'}
      </Label>
      {releasedAt && (
        <div className="cs-secondary">
          <Timestamp at={releasedAt} /> by <PersonName subject={releasedBy} />
        </div>
      )}
    </>
  );
}
