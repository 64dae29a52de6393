import { Button, Label, LabelGroup } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { useHasRole } from '../../app/me';
import type { Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { queries } from '../../api/queries';
import { DataTable } from '../../shared/DataTable';
import { StageLabel } from '../../shared/labels';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { PageTabs } from '../../shared/PageTabs';
import { Quiet } from '../../shared/Quiet';
import { Section } from '../../shared/Section';
import { Timestamp } from '../../shared/Timestamp';
import { DocumentsSection } from '../inventory/DocumentsSection';
import { FormsSection } from '../inventory/FormsSection';
import { InventorySection } from '../inventory/InventorySection';
import { TierSection } from '../inventory/TierSection';
import { withoutAlias } from '../promotions/places';
import { PromotionHistory } from '../promotions/PromotionHistory';
import { RequestDialog } from '../promotions/RequestDialog';
import { AtSection } from './AtSection';

export default function ModelPage() {
  const { name = '' } = useParams();
  const model = useQuery(queries.model(name));
  return (
    <Page title={name} crumbs={[{ text: 'Models', to: links.models() }]} intro={model.data?.description || undefined}>
      <Loaded query={model} what="the model">
        {(found) => (
          <PageTabs
            label="Parts of the model"
            tabs={[
              { key: 'versions', title: 'Versions', content: <Overview model={found} /> },
              {
                key: 'inventory',
                title: 'Inventory',
                content: (
                  <>
                    <InventorySection model={name} />
                    <TierSection model={name} />
                  </>
                ),
              },
              {
                key: 'documentation',
                title: 'Documentation',
                content: (
                  <>
                    <FormsSection model={name} />
                    <DocumentsSection model={name} />
                  </>
                ),
              },
              {
                key: 'requests',
                title: 'Requests',
                content: (
                  <Section title="Requests" intro="Promotions, rollbacks and emergency changes of all versions of this model.">
                    <PromotionHistory model={name} />
                  </Section>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </Page>
  );
}

function Overview({ model }: { model: Schemas['Model'] }) {
  return (
    <>
      <Section
        title="Versions"
        intro="Each version is one registered model artifact. Open one to see its evidence, to ask whether it would pass, or to request its promotion."
        actions={model.versions.length > 1 && <Link to={links.compareVersions(model.name)}>Compare versions</Link>}
      >
        <Versions model={model} />
      </Section>
      <Section title="Aliases" intro="Names that point at a version, for clients that load models by alias. A protected alias moves only through a request.">
        <Aliases model={model} />
      </Section>
      <AtSection model={model.name} />
    </>
  );
}

function Versions({ model }: { model: Schemas['Model'] }) {
  if (model.versions.length === 0) {
    return <Nothing title="No versions yet">Register one with an MLflow client.</Nothing>;
  }
  return (
    <DataTable
      label="Versions"
      items={model.versions}
      id={({ version }) => version}
      columns={[
        {
          title: 'Version',
          cell: ({ version }) => (
            <Link to={links.version(model.name, version)} className="cs-strong">
              Version {version}
            </Link>
          ),
        },
        { title: 'Stage', cell: ({ stage }) => <StageLabel stage={stage} /> },
        {
          title: 'Aliases',
          cell: ({ version }) =>
            model.aliases
              .filter((alias) => alias.version === version)
              .map(({ alias }) => (
                <Label key={alias} variant="outline" isCompact>
                  {alias}
                </Label>
              )),
        },
        { title: 'Registered', cell: ({ registeredAt }) => <Timestamp at={registeredAt} /> },
        { title: 'By', cell: ({ registeredBy }) => registeredBy.name },
        { title: 'Description', width: 30, cell: ({ description }) => description },
      ]}
    />
  );
}

/** A protected alias goes away through a request alone, as it came. */
function AliasRemoval({ model }: { model: Schemas['Model'] }) {
  const mayAsk = useHasRole('engineer', 'model-owner');
  const stages = useQuery({ ...governance.stages(), enabled: mayAsk });
  const [asking, setAsking] = useState<Schemas['Model']['aliases'][number] | null>(null);
  const removable = model.aliases.filter(({ alias }) => stages.data?.protectedAliases.includes(alias));
  return (
    <>
      {removable.map((one) => (
        <Button key={one.alias} variant="link" onClick={() => setAsking(one)}>
          Ask to take {one.alias} away
        </Button>
      ))}
      {asking && (
        <RequestDialog
          kind="promotion"
          version={{ model: model.name, version: asking.version }}
          places={[withoutAlias(asking.alias)]}
          close={() => setAsking(null)}
        />
      )}
    </>
  );
}

function Aliases({ model }: { model: Schemas['Model'] }) {
  if (model.aliases.length === 0) {
    return <Quiet>This model has no aliases.</Quiet>;
  }
  return (
    <>
      <LabelGroup numLabels={20} aria-label="Aliases">
        {model.aliases.map(({ alias, version }) => (
          <Label key={alias} variant="outline">
            {alias} → version {version}
          </Label>
        ))}
      </LabelGroup>
      <AliasRemoval model={model} />
    </>
  );
}
