import { Alert } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router-dom';
import type { Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { lineageNode } from '../../api/runs';
import { StageLabel } from '../../shared/labels';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { PageTabs } from '../../shared/PageTabs';
import { Section } from '../../shared/Section';
import { Timestamp } from '../../shared/Timestamp';
import { LineageSection } from '../lineage/LineageGraph';
import { DryRunSection } from '../promotions/DryRunSection';
import { PromotionHistory } from '../promotions/PromotionHistory';
import { RequestActions } from '../promotions/RequestActions';
import { ArtifactSection } from './ArtifactSection';
import { MetricsTable } from './MetricsTable';
import { ModelCardSection } from './ModelCardSection';
import { NameValueTable } from './NameValueTable';
import { StageHistory } from './StageHistory';
import { VersionFacts } from './VersionFacts';

type Version = Schemas['Version'];

export default function VersionPage() {
  const { name = '', version: number = '' } = useParams();
  const version = useQuery(queries.version(name, Number(number)));
  return (
    <Page
      title={`${name}, version ${number}`}
      beside={version.data && <StageLabel stage={version.data.stage} />}
      crumbs={[
        { text: 'Models', to: links.models() },
        { text: name, to: links.model(name) },
      ]}
      intro={version.data?.description || undefined}
      actions={version.data && <RequestActions version={version.data} />}
    >
      <Loaded query={version} what="the version">
        {(found) => (
          <>
            <BytesAlarm version={found} />
            <PageTabs
              label="Parts of the version"
              tabs={[
                { key: 'overview', title: 'Overview', content: <Overview version={found} /> },
                { key: 'dry-run', title: 'Would it pass?', content: <DryRunSection version={found} /> },
                { key: 'card', title: 'Model card', content: <ModelCardSection model={name} version={found.version} /> },
                { key: 'lineage', title: 'Lineage', content: <LineageSection node={lineageNode('model-version', name, String(found.version))} /> },
                { key: 'history', title: 'History', content: <History version={found} /> },
              ]}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Overview({ version }: { version: Version }) {
  const { run } = version;
  return (
    <>
      <Section title="Facts">
        <VersionFacts version={version} />
      </Section>
      <Section title="Metrics" intro="The last value of each metric that the run logged. A slice is a part of the data, such as one age group.">
        {run ? (
          <MetricsTable metrics={run.metrics} />
        ) : (
          <Nothing title="No run">This version names no run, so it has no metrics and cannot enter a guarded stage.</Nothing>
        )}
      </Section>
      {run && (
        <Section title="Parameters" intro="What the run was configured with.">
          <NameValueTable values={run.params} what="parameters" />
        </Section>
      )}
      <ArtifactSection version={version} />
      {run && (
        <Section title="Tags of the run">
          <NameValueTable values={run.tags} what="tags" />
        </Section>
      )}
    </>
  );
}

function History({ version }: { version: Version }) {
  return (
    <>
      <Section title="Stages" intro="Where this version has been, who moved it, and by which request.">
        <StageHistory model={version.model} version={version.version} />
      </Section>
      <Section title="Requests" intro="Promotions, rollbacks and emergency changes of this version, and how they ended.">
        <PromotionHistory model={version.model} version={version.version} />
      </Section>
    </>
  );
}

/** Bytes that are not those that were registered are said before anything else. */
function BytesAlarm({ version }: { version: Version }) {
  return version.bytes === 'broken' ? (
    <Alert component="h2" isInline variant="danger" className="cs-filter" title="The artifact is not what was registered">
      Its bytes do not have the digest that was pinned{version.brokenSince && (
        <>
          {' '}
          since <Timestamp at={version.brokenSince} />
        </>
      )}
      . It cannot enter a guarded stage; find out who changed it before it is used.
    </Alert>
  ) : null;
}
