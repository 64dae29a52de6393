import { Content, ExpandableSection, Label } from '@patternfly/react-core';
import BellIcon from '@patternfly/react-icons/dist/esm/icons/bell-icon';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { Facts } from '../../shared/Facts';
import { Loaded } from '../../shared/Loaded';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { Section } from '../../shared/Section';
import { capitalized, plural } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';

export default function WebhooksPage() {
  const webhooks = useQuery(governance.webhooks());
  return (
    <Page
      title="Webhooks"
      intro="Addresses that are told when something happens to a model, and what came of every delivery. MLflow and Databricks clients make them; here they are looked at."
    >
      <Loaded query={webhooks} what="webhooks">
        {({ items }) =>
          items.length > 0 ? (
            items.map((webhook) => <Webhook key={webhook.id} webhook={webhook} />)
          ) : (
            <Nothing title="No webhooks yet" icon={BellIcon}>
              Make one with MLflow&apos;s <code>create_webhook</code>, or the Databricks registry webhooks API.
            </Nothing>
          )
        }
      </Loaded>
    </Page>
  );
}

const STATUS = { ACTIVE: ['green', 'Active'], DISABLED: ['grey', 'Disabled'], TEST_MODE: ['blue', 'Test mode'] } as const;

function Webhook({ webhook }: { webhook: Schemas['Webhook'] }) {
  const [open, setOpen] = useState(false);
  const [color, text] = STATUS[webhook.status];
  return (
    <Section title={webhook.name || webhook.url} intro={webhook.description || undefined}>
      <Facts
        facts={{
          Status: (
            <Label color={color} isCompact>
              {text}
            </Label>
          ),
          Address: <code className="cs-wrap">{webhook.url}</code>,
          About: webhook.model ?? 'all models',
          Events: webhook.events.join(', '),
          Signed: webhook.signed ? 'yes, with its secret' : 'no',
          'Last change': <Timestamp at={webhook.updatedAt} />,
        }}
      />
      <ExpandableSection toggleText="Deliveries" isExpanded={open} onToggle={(_, expanded) => setOpen(expanded)}>
        {open && <Deliveries id={webhook.id} />}
      </ExpandableSection>
    </Section>
  );
}

const OUTCOME = { pending: 'blue', delivered: 'green', dead: 'red' } as const;

function Deliveries({ id }: { id: string }) {
  const deliveries = useQuery(governance.deliveries(id));
  return (
    <Loaded query={deliveries} what="deliveries">
      {({ items }) =>
        items.length === 0 ? (
          <Content component="p" className="cs-secondary">
            Nothing was sent yet.
          </Content>
        ) : (
          <Table aria-label="Deliveries" variant="compact">
            <Thead>
              <Tr>
                <Th>Posted</Th>
                <Th>State</Th>
                <Th>Attempts</Th>
                <Th>What happened</Th>
              </Tr>
            </Thead>
            <Tbody>
              {items.map((delivery) => (
                <Tr key={`${delivery.id} ${delivery.attempt}`}>
                  <Td dataLabel="Posted">
                    <Timestamp at={delivery.postedAt} />
                  </Td>
                  <Td dataLabel="State">
                    <Label color={OUTCOME[delivery.state]} isCompact>
                      {capitalized(delivery.state)}
                    </Label>
                  </Td>
                  <Td dataLabel="Attempts">{plural(delivery.attempt, 'attempt')}</Td>
                  <Td dataLabel="What happened" className="cs-wrap">
                    {delivery.reason ?? delivery.outcome ?? '–'}
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )
      }
    </Loaded>
  );
}
