import { Button, ToggleGroup, ToggleGroupItem, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { useHasRole } from '../../app/me';
import type { Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { Section } from '../../shared/Section';
import { Timestamp } from '../../shared/Timestamp';
import { FindingStateLabel, SeverityLabel } from './labels';
import { RaiseDialog } from './RaiseDialog';
import { RAISERS } from './roles';
import { WaiverTable } from './WaiverTable';

const STATES: [Schemas['FindingState'], string][] = [
  ['open', 'Open'],
  ['remedied', 'To be accepted'],
  ['closed', 'Closed'],
];

export default function FindingsPage() {
  const [params, setParams] = useSearchParams();
  const state = STATES.map(([key]) => key).find((key) => key === params.get('state'));
  const model = params.get('model') ?? undefined;
  const findings = useInfiniteQuery(governance.findings({ state, model }));
  const mayRaise = useHasRole(...RAISERS);
  const [raising, setRaising] = useState(false);
  return (
    <Page
      title="Findings and waivers"
      intro="What validation and review found wrong, who is to remedy it until when, and which thresholds were let pass for a time. An approval on a condition lapses when its finding passes the due date."
      actions={mayRaise && <Button onClick={() => setRaising(true)}>Raise a finding</Button>}
    >
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem>
            <ToggleGroup aria-label="Show findings by state">
              <ToggleGroupItem text="All" isSelected={!state} onChange={() => setParams({})} />
              {STATES.map(([key, text]) => (
                <ToggleGroupItem key={key} text={text} isSelected={state === key} onChange={() => setParams({ state: key })} />
              ))}
            </ToggleGroup>
          </ToolbarItem>
        </ToolbarContent>
      </Toolbar>
      <Section title="Findings">
        <Loaded query={findings} what="findings">
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            return items.length > 0 ? (
              <FindingTable findings={items} />
            ) : (
              <Nothing title={state ? 'No finding is in this state' : 'Nothing was found wrong yet'}>
                Validators, risk approvers and model owners raise findings here or on a promotion.
              </Nothing>
            );
          }}
        </Loaded>
        <MoreButton query={findings} what="findings" />
      </Section>
      <Section title="Waivers" intro="Asked for with a promotion and granted by a signature. Each names its threshold, its reason and its end.">
        <WaiverTable model={model} />
      </Section>
      {raising && <RaiseDialog about={{ model: model ?? '' }} close={() => setRaising(false)} />}
    </Page>
  );
}

function FindingTable({ findings }: { findings: Schemas['Finding'][] }) {
  return (
    <Table aria-label="Findings" variant="compact">
      <Thead>
        <Tr>
          <Th width={30}>Finding</Th>
          <Th>Model</Th>
          <Th>Severity</Th>
          <Th>State</Th>
          <Th>Owner</Th>
          <Th>Due</Th>
        </Tr>
      </Thead>
      <Tbody>
        {findings.map((finding) => (
          <Tr key={finding.id}>
            <Td dataLabel="Finding">
              <Link to={links.finding(finding.id)} className="cs-strong">
                {finding.title}
              </Link>
              <div className="cs-secondary">{finding.area}</div>
            </Td>
            <Td dataLabel="Model">
              {finding.version === undefined ? (
                <Link to={links.model(finding.model)}>{finding.model}</Link>
              ) : (
                <Link to={links.version(finding.model, finding.version)}>
                  {finding.model}, version {finding.version}
                </Link>
              )}
            </Td>
            <Td dataLabel="Severity">
              <SeverityLabel severity={finding.severity} />
            </Td>
            <Td dataLabel="State">
              <FindingStateLabel finding={finding} />
            </Td>
            <Td dataLabel="Owner">{finding.owner.name}</Td>
            <Td dataLabel="Due">
              <Timestamp at={finding.dueAt} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
