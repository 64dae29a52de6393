import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router-dom';
import { mlflow, type Run } from '../../api/mlflow';
import { lineageNode, runQueries } from '../../api/runs';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { Page } from '../../shared/Page';
import { PageTabs } from '../../shared/PageTabs';
import { Section } from '../../shared/Section';
import { LineageSection } from '../lineage/LineageGraph';
import { MetricsTable } from '../models/MetricsTable';
import { NameValueTable } from '../models/NameValueTable';
import { ArtifactBrowser } from './ArtifactBrowser';
import { CommentsSection } from './CommentsSection';
import { DatasetTable } from './DatasetTable';
import { MetricCharts } from './MetricCharts';
import { asObject, ownTags, runName, tag } from './run';
import { RunFacts } from './RunFacts';
import { RunStatus } from './RunStatus';
import { ScoreCard } from './ScoreCard';
import { SealSection } from './SealSection';

export default function RunPage() {
  const { id = '' } = useParams();
  const run = useQuery({
    ...mlflow.run(id),
    refetchInterval: (query) => (query.state.data?.info.status === 'RUNNING' ? 10_000 : false),
  });
  const experiment = useQuery({ ...mlflow.experiment(run.data?.info.experiment_id ?? ''), enabled: run.data !== undefined });
  return (
    <Page
      title={run.data ? runName(run.data) : 'Run'}
      beside={run.data && <RunStatus status={run.data.info.status} />}
      crumbs={[
        { text: 'Experiments', to: links.experiments() },
        ...(experiment.data ? [{ text: experiment.data.name, to: links.experiment(experiment.data.experiment_id) }] : []),
      ]}
      intro={run.data && tag(run.data, 'mlflow.note.content')}
    >
      <Loaded query={run} what="the run">
        {(found) => (
          <PageTabs
            label="Parts of the run"
            tabs={[
              { key: 'overview', title: 'Overview', content: <Overview run={found} /> },
              { key: 'charts', title: 'Charts', content: <MetricCharts runs={[found]} /> },
              { key: 'artifacts', title: 'Artifacts', content: <ArtifactBrowser run={found} /> },
              { key: 'lineage', title: 'Lineage', content: <LineageSection node={lineageNode('run', found.info.run_id)} /> },
            ]}
          />
        )}
      </Loaded>
    </Page>
  );
}

function Overview({ run }: { run: Run }) {
  const detail = useQuery(runQueries.detail(run.info.run_id));
  return (
    <>
      <Section title="Facts">
        <RunFacts run={run} />
      </Section>
      <Section
        title="Metrics"
        intro="The last value of each. Split and slice are read from the name: test/auc/age:under_25 is the AUC of one age group in the test split."
      >
        <MetricsTable metrics={asObject(run.data?.metrics)} />
      </Section>
      <Section title="Datasets" intro="The data that the run read, each with the digest that tells one state of it from another.">
        <DatasetTable inputs={run.inputs?.dataset_inputs ?? []} />
      </Section>
      <Section title="Parameters" intro="What the run was configured with.">
        <NameValueTable values={asObject(run.data?.params)} what="parameters" />
      </Section>
      <Section title="Tags">
        <NameValueTable values={asObject(ownTags(run))} what="tags of its own" />
      </Section>
      <Loaded query={detail} what="seal and score card">
        {(found) => (
          <>
            <ScoreCard card={found.reproducibility} />
            <SealSection run={found} />
          </>
        )}
      </Loaded>
      <CommentsSection runId={run.info.run_id} />
    </>
  );
}
