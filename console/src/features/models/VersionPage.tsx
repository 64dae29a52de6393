import { Alert, Button } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { useHasRole } from '../../app/me';
import type { Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { lineageNode } from '../../api/runs';
import { StageLabel } from '../../shared/labels';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { Section } from '../../shared/Section';
import { Timestamp } from '../../shared/Timestamp';
import { LineageSection } from '../lineage/LineageGraph';
import { PromotionHistory } from '../promotions/PromotionHistory';
import { RequestPromotionDialog } from '../promotions/RequestPromotionDialog';
import { ArtifactSection } from './ArtifactSection';
import { MetricsTable } from './MetricsTable';
import { NameValueTable } from './NameValueTable';
import { StageHistory } from './StageHistory';
import { VersionFacts } from './VersionFacts';

export default function VersionPage() {
  const { name = '', version: number = '' } = useParams();
  const version = useQuery(queries.version(name, Number(number)));
  const mayRequest = useHasRole('engineer', 'model-owner');
  const [asking, setAsking] = useState(false);
  return (
    <Page
      title={`${name}, version ${number}`}
      beside={version.data && <StageLabel stage={version.data.stage} />}
      crumbs={[
        { text: 'Models', to: links.models() },
        { text: name, to: links.model(name) },
      ]}
      intro={version.data?.description || undefined}
      actions={mayRequest && version.data && <Button onClick={() => setAsking(true)}>Request promotion</Button>}
    >
      <Loaded query={version} what="the version">
        {(found) => (
          <>
            <BytesAlarm version={found} />
            <Section title="Facts">
              <VersionFacts version={found} />
            </Section>
            <Section title="Stages" intro="Where this version has been, who moved it, and by which request.">
              <StageHistory model={name} version={found.version} />
            </Section>
            <Section
              title="Metrics"
              intro="The last value of each metric that the run logged. A slice is a part of the data, such as one age group."
            >
              {found.run ? (
                <MetricsTable metrics={found.run.metrics} />
              ) : (
                <Nothing title="No run">This version names no run, so it has no metrics and cannot enter a guarded stage.</Nothing>
              )}
            </Section>
            {found.run && (
              <Section title="Parameters" intro="What the run was configured with.">
                <NameValueTable values={found.run.params} what="parameters" />
              </Section>
            )}
            <ArtifactSection version={found} />
            <LineageSection node={lineageNode('model-version', name, String(found.version))} />
            <Section title="Promotion history" intro="Requests for this version, and how they ended.">
              <PromotionHistory model={name} version={found.version} />
            </Section>
            {found.run && (
              <Section title="Tags of the run">
                <NameValueTable values={found.run.tags} what="tags" />
              </Section>
            )}
            {asking && <RequestPromotionDialog version={found} close={() => setAsking(false)} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Bytes that are not those that were registered are said before anything else. */
function BytesAlarm({ version }: { version: Schemas['Version'] }) {
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
