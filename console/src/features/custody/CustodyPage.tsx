import { Button } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHasRole } from '../../app/me';
import { operations } from '../../api/operations';
import { Facts } from '../../shared/Facts';
import { Loaded } from '../../shared/Loaded';
import { Page } from '../../shared/Page';
import { Section } from '../../shared/Section';
import { plural } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';
import { EraseDialog, PlaceHoldDialog, RetentionDialog } from './CustodyDialogs';
import { Holds } from './Holds';
import { PersonName } from '../../shared/PersonName';
import { Requests } from './Requests';

type Dialog = 'erase' | 'hold' | 'retention';

/** Names and texts beside the ledger's entries: how long they are kept, what keeps them, and their erasure by two persons. */
export default function CustodyPage() {
  const isAdmin = useHasRole('admin');
  const sees = useHasRole('admin', 'auditor');
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  return (
    <Page
      title="Custody of the ledger"
      intro="Entries are kept for ever; the names and texts beside them are not. A person's can be erased, a legal hold keeps them, and whatever destroys something needs a second person. Every proof stays valid."
      actions={
        isAdmin && (
          <Button variant="secondary" onClick={() => setDialog('erase')}>
            Ask for an erasure
          </Button>
        )
      }
    >
      <Section title="Waiting and done" intro="Erasures, releases of holds and shortenings of retention. An administrator or a risk approver other than who asked confirms; it is then carried out at once.">
        <Requests />
      </Section>
      {sees && (
        <>
          <Section
            title="Legal holds"
            intro="While one covers a text, it is neither erased nor does it expire."
            actions={
              isAdmin && (
                <Button variant="secondary" size="sm" onClick={() => setDialog('hold')}>
                  Place a hold
                </Button>
              )
            }
          >
            <Holds />
          </Section>
          <Retention change={isAdmin ? () => setDialog('retention') : undefined} />
        </>
      )}
      {dialog === 'erase' && <EraseDialog close={close} />}
      {dialog === 'hold' && <PlaceHoldDialog close={close} />}
      {dialog === 'retention' && <RetentionDialog close={close} />}
    </Page>
  );
}

function Retention({ change }: { change?: () => void }) {
  const retention = useQuery(operations.ledgerRetention());
  return (
    <Section
      title="Retention"
      intro="How long names and texts beside entries are kept. Longer takes effect at once, shorter waits for a second person, and never below the legal minimum."
      actions={
        change && (
          <Button variant="secondary" size="sm" onClick={change}>
            Change
          </Button>
        )
      }
    >
      <Loaded query={retention} what="the retention">
        {({ days, minimumDays, setAt, setBy }) => (
          <Facts
            facts={{
              Kept: days === undefined ? 'for ever' : plural(days, 'day'),
              'Legal minimum': plural(minimumDays, 'day'),
              Set: setAt && (
                <>
                  <Timestamp at={setAt} /> by <PersonName subject={setBy} />
                </>
              ),
            }}
          />
        )}
      </Loaded>
    </Section>
  );
}
