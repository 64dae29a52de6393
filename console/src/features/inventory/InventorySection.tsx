import { Alert, Button, Label, List, ListItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHasRole } from '../../app/me';
import type { Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { Facts } from '../../shared/Facts';
import { Loaded } from '../../shared/Loaded';
import { Section } from '../../shared/Section';
import { tierInWords } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';
import { TEXTS } from './fields';
import { InventoryDialog } from './InventoryDialog';
import { AUTHORS } from './sections';

type Entry = Schemas['InventoryEntry'];

const SOURCES = { unassessed: 'nobody has assessed it yet', scored: 'from its scores', override: 'set by a person, approved by another' };

/** What the bank knows of a model: purpose, people, risk tier, and what is still to be filled in. */
export function InventorySection({ model }: { model: string }) {
  const entry = useQuery(governance.inventory(model));
  const mayWrite = useHasRole(...AUTHORS);
  const [editing, setEditing] = useState(false);
  return (
    <Section
      title="Inventory"
      intro="What the model is for, who answers for it, and how much hangs on it. The risk tier decides which policy rows apply."
      actions={
        mayWrite &&
        entry.data && (
          <Button variant="secondary" size="sm" onClick={() => setEditing(true)}>
            {entry.data.revision === 0 ? 'Fill in' : 'Edit'}
          </Button>
        )
      }
    >
      <Loaded query={entry} what="the inventory entry">
        {(found) => (
          <>
            <Missing entry={found} />
            <EntryFacts entry={found} />
            {editing && <InventoryDialog entry={found} close={() => setEditing(false)} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Missing({ entry }: { entry: Entry }) {
  return entry.missing.length > 0 ? (
    <Alert
      isInline
      variant="warning"
      component="h3"
      className="cs-filter"
      title={`A version enters a guarded stage only when this is filled in (${entry.missing.length} missing)`}
    >
      <List>
        {entry.missing.map(({ field, text }) => (
          <ListItem key={field}>{text}</ListItem>
        ))}
      </List>
    </Alert>
  ) : null;
}

function EntryFacts({ entry: { fields, tier, updatedAt, updatedBy } }: { entry: Entry }) {
  const texts = Object.fromEntries(TEXTS.map(([name, label]) => [label, fields[name] && <span className="cs-text">{fields[name]}</span>]));
  return (
    <Facts
      facts={{
        'Risk tier': (
          <>
            <Label color={tier.value === 1 ? 'red' : tier.value === 2 ? 'orange' : 'blue'} isCompact>
              {tierInWords(String(tier.value))}
            </Label>{' '}
            {SOURCES[tier.source]}
          </>
        ),
        Scores: (fields.exposure ?? fields.purposeScore) !== undefined ? `exposure ${fields.exposure ?? '–'}, purpose ${fields.purposeScore ?? '–'}` : undefined,
        Owner: fields.owner?.name,
        Developer: fields.developer?.name,
        Validator: fields.validator?.name,
        Origin: fields.origin === 'vendor' ? `bought from ${fields.vendorName ?? 'a vendor'}` : fields.origin && 'made here',
        ...texts,
        Regulations: fields.regulations?.join(', '),
        'Next revalidation': fields.nextRevalidation,
        'Last change': updatedAt && (
          <>
            <Timestamp at={updatedAt} /> by {updatedBy?.name}
          </>
        ),
      }}
    />
  );
}
