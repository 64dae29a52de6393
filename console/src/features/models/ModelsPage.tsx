import { LabelGroup } from '@patternfly/react-core';
import CubesIcon from '@patternfly/react-icons/dist/esm/icons/cubes-icon';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import type { Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { StageLabel } from '../../shared/labels';
import { links } from '../../shared/links';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { SearchedList, useSearchWords } from '../../shared/SearchedList';
import { plural } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';
import { GettingStarted } from './GettingStarted';

export default function ModelsPage() {
  const models = useInfiniteQuery({ ...queries.models(useSearchWords()), placeholderData: keepPreviousData });
  return (
    <Page
      title="Models"
      intro="Every registered model, with the newest version in each stage. Versions come from MLflow clients; a guarded stage such as Production is entered only through sign-offs."
    >
      <SearchedList
        what="models"
        query={models}
        items={(page) => page.items}
        show={(items) => <ModelTable models={items} />}
        empty={
          <Nothing title="No models yet" icon={CubesIcon}>
            <GettingStarted />
          </Nothing>
        }
      />
    </Page>
  );
}

function ModelTable({ models }: { models: Schemas['ModelSummary'][] }) {
  return (
    <Table aria-label="Models">
      <Thead>
        <Tr>
          <Th width={40}>Name</Th>
          <Th width={30}>Newest version in each stage</Th>
          <Th>Versions</Th>
          <Th>Last change</Th>
        </Tr>
      </Thead>
      <Tbody>
        {models.map((model) => (
          <Tr key={model.name}>
            <Td dataLabel="Name">
              <Link to={links.model(model.name)} className="cs-strong">
                {model.name}
              </Link>
              {model.description && <div className="cs-secondary cs-clamped">{model.description}</div>}
            </Td>
            <Td dataLabel="Newest version in each stage">
              <LatestVersions versions={model.latestVersions} />
            </Td>
            <Td dataLabel="Versions">{plural(model.versionCount, 'version')}</Td>
            <Td dataLabel="Last change">
              <Timestamp at={model.updatedAt} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function LatestVersions({ versions }: { versions: Schemas['StagedVersion'][] }) {
  if (versions.length === 0) {
    return <span className="cs-secondary">none</span>;
  }
  return (
    <LabelGroup numLabels={6} aria-label="Newest version in each stage">
      {versions.map(({ version, stage }) => (
        <StageLabel key={stage} stage={stage} text={`${stage === 'None' ? 'No stage' : stage}: v${version}`} />
      ))}
    </LabelGroup>
  );
}
