import { Tab, TabContentBody, Tabs, TabTitleText } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router-dom';
import { mlflow, type Run } from '../../api/mlflow';
import { lineageNode, runQueries } from '../../api/runs';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { Page } from '../../shared/Page';
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

const TABS = ['overview', 'charts', 'artifacts', 'lineage'] as const;

export default function RunPage() {
  const { id = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const run = useQuery({
    ...mlflow.run(id),
    refetchInterval: (query) => (query.state.data?.info.status === 'RUNNING' ? 10_000 : false),
  });
  const experiment = useQuery({ ...mlflow.experiment(run.data?.info.experiment_id ?? ''), enabled: run.data !== undefined });
  const tab = TABS.find((one) => one === params.get('tab')) ?? 'overview';
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
          <Tabs
            activeKey={tab}
            onSelect={(_, key) => setParams(key === 'overview' ? {} : { tab: String(key) }, { replace: true })}
            aria-label="Parts of the run"
            mountOnEnter
            unmountOnExit
          >
            <Tab eventKey="overview" title={<TabTitleText>Overview</TabTitleText>}>
              <TabContentBody className="cs-tab">
                <Overview run={found} />
              </TabContentBody>
            </Tab>
            <Tab eventKey="charts" title={<TabTitleText>Charts</TabTitleText>}>
              <TabContentBody className="cs-tab">
                <MetricCharts runs={[found]} />
              </TabContentBody>
            </Tab>
            <Tab eventKey="artifacts" title={<TabTitleText>Artifacts</TabTitleText>}>
              <TabContentBody className="cs-tab">
                <ArtifactBrowser run={found} />
              </TabContentBody>
            </Tab>
            <Tab eventKey="lineage" title={<TabTitleText>Lineage</TabTitleText>}>
              <TabContentBody className="cs-tab">
                <LineageSection node={lineageNode('run', found.info.run_id)} />
              </TabContentBody>
            </Tab>
          </Tabs>
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
