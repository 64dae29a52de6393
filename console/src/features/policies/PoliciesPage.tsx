import { Button, Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useHasRole } from '../../app/me';
import type { Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { Section } from '../../shared/Section';
import { shortened } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';
import { ChangeStateLabel, changeInWords } from './change';
import { ProposeDialog } from './ProposeDialog';

export default function PoliciesPage() {
  const policies = useQuery(governance.policies());
  const changes = useInfiniteQuery(governance.policyChanges());
  const mayPropose = useHasRole('risk-approver', 'admin');
  const [proposing, setProposing] = useState(false);
  return (
    <Page
      title="Policies"
      intro="Decision tables say which thresholds a version must meet and who must sign. A published table is never changed: somebody proposes a new one, somebody else reviews it, and requests keep the version they were opened under."
      actions={mayPropose && <Button onClick={() => setProposing(true)}>Propose a change</Button>}
    >
      <Section title="Published">
        <Loaded query={policies} what="policies">
          {({ items }) => <PolicyTable policies={items} />}
        </Loaded>
      </Section>
      <Section title="Changes" intro="Of tables, of the guard of a stage, of the protection of an alias. A second person decides.">
        <Loaded query={changes} what="changes">
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            return items.length > 0 ? <ChangeTable changes={items} /> : <Nothing title="Nobody has proposed a change yet" />;
          }}
        </Loaded>
        <MoreButton query={changes} what="changes" />
      </Section>
      {proposing && <ProposeDialog close={() => setProposing(false)} />}
    </Page>
  );
}

function PolicyTable({ policies }: { policies: Schemas['PublishedPolicy'][] }) {
  return (
    <Table aria-label="Published policies" variant="compact">
      <Thead>
        <Tr>
          <Th>Policy</Th>
          <Th>State</Th>
          <Th>In force from</Th>
          <Th>Published</Th>
          <Th>Digest</Th>
        </Tr>
      </Thead>
      <Tbody>
        {policies.map((policy) => (
          <Tr key={`${policy.id} ${policy.version}`}>
            <Td dataLabel="Policy">
              <Link to={links.policy(policy.id, policy.version)} className="cs-strong">
                {policy.id}, version {policy.version}
              </Link>{' '}
              {policy.shipped && (
                <Label isCompact variant="outline">
                  Shipped
                </Label>
              )}
            </Td>
            <Td dataLabel="State">
              {policy.inForce ? (
                <Label color="green" isCompact>
                  In force
                </Label>
              ) : (
                '–'
              )}
            </Td>
            <Td dataLabel="In force from">
              <Timestamp at={policy.effectiveFrom} />
            </Td>
            <Td dataLabel="Published">
              <Timestamp at={policy.publishedAt} />
            </Td>
            <Td dataLabel="Digest">
              <code title={policy.digest}>{shortened(policy.digest, 16)}</code>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function ChangeTable({ changes }: { changes: Schemas['PolicyChange'][] }) {
  return (
    <Table aria-label="Changes" variant="compact">
      <Thead>
        <Tr>
          <Th width={40}>Change</Th>
          <Th>State</Th>
          <Th>Proposed</Th>
          <Th>By</Th>
          <Th>Reviewed by</Th>
        </Tr>
      </Thead>
      <Tbody>
        {changes.map((change) => (
          <Tr key={change.id}>
            <Td dataLabel="Change">
              <Link to={links.policyChange(change.id)} className="cs-strong">
                {changeInWords(change)}
              </Link>
            </Td>
            <Td dataLabel="State">
              <ChangeStateLabel state={change.state} />
            </Td>
            <Td dataLabel="Proposed">
              <Timestamp at={change.proposedAt} />
            </Td>
            <Td dataLabel="By">{change.author.name}</Td>
            <Td dataLabel="Reviewed by">{change.reviewer?.name ?? '–'}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
