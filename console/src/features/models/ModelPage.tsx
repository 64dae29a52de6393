import { Content, Label, LabelGroup } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router-dom';
import type { Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { StageLabel } from '../../shared/labels';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { Section } from '../../shared/Section';
import { Timestamp } from '../../shared/Timestamp';
import { FormsSection } from '../inventory/FormsSection';
import { InventorySection } from '../inventory/InventorySection';
import { PromotionHistory } from '../promotions/PromotionHistory';

export default function ModelPage() {
  const { name = '' } = useParams();
  const model = useQuery(queries.model(name));
  return (
    <Page title={name} crumbs={[{ text: 'Models', to: links.models() }]} intro={model.data?.description || undefined}>
      <Loaded query={model} what="the model">
        {(found) => (
          <>
            <Section
              title="Versions"
              intro="Each version is one registered model artifact. Open one to see its evidence or to ask for its promotion."
              actions={<CompareVersions model={found} />}
            >
              <Versions model={found} />
            </Section>
            <InventorySection model={name} />
            <FormsSection model={name} />
            <Section title="Aliases" intro="Names that point at a version, for clients that load models by alias.">
              <Aliases model={found} />
            </Section>
            <Section title="Promotions" intro="Every request to move a version of this model into a guarded stage.">
              <PromotionHistory model={name} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Versions({ model }: { model: Schemas['Model'] }) {
  if (model.versions.length === 0) {
    return <Nothing title="No versions yet">Register one with an MLflow client.</Nothing>;
  }
  return (
    <Table aria-label="Versions" variant="compact">
      <Thead>
        <Tr>
          <Th>Version</Th>
          <Th>Stage</Th>
          <Th>Aliases</Th>
          <Th>Registered</Th>
          <Th>By</Th>
          <Th width={30}>Description</Th>
        </Tr>
      </Thead>
      <Tbody>
        {model.versions.map((version) => (
          <Tr key={version.version}>
            <Td dataLabel="Version">
              <Link to={links.version(model.name, version.version)} className="cs-strong">
                Version {version.version}
              </Link>
            </Td>
            <Td dataLabel="Stage">
              <StageLabel stage={version.stage} />
            </Td>
            <Td dataLabel="Aliases">
              {model.aliases
                .filter((alias) => alias.version === version.version)
                .map(({ alias }) => (
                  <Label key={alias} variant="outline" isCompact>
                    {alias}
                  </Label>
                ))}
            </Td>
            <Td dataLabel="Registered">
              <Timestamp at={version.registeredAt} />
            </Td>
            <Td dataLabel="By">{version.registeredBy.name}</Td>
            <Td dataLabel="Description">{version.description}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** The runs of the newest versions side by side. */
function CompareVersions({ model }: { model: Schemas['Model'] }) {
  const runs = model.versions.flatMap(({ runId }) => (runId ? [runId] : []));
  const different = [...new Set(runs)].slice(0, 5);
  return different.length > 1 ? <Link to={links.compareRuns(different)}>Compare the newest versions</Link> : null;
}

function Aliases({ model }: { model: Schemas['Model'] }) {
  if (model.aliases.length === 0) {
    return (
      <Content component="p" className="cs-secondary">
        This model has no aliases.
      </Content>
    );
  }
  return (
    <LabelGroup numLabels={20} aria-label="Aliases">
      {model.aliases.map(({ alias, version }) => (
        <Label key={alias} variant="outline">
          {alias} → version {version}
        </Label>
      ))}
    </LabelGroup>
  );
}
