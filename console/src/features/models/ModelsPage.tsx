import { LabelGroup, SearchInput, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import CubesIcon from '@patternfly/react-icons/dist/esm/icons/cubes-icon';
import SearchIcon from '@patternfly/react-icons/dist/esm/icons/search-icon';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import type { Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { StageLabel } from '../../shared/labels';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { plural } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';
import { GettingStarted } from './GettingStarted';

export default function ModelsPage() {
  const [params, setParams] = useSearchParams();
  const words = params.get('search') ?? '';
  const [typed, setTyped] = useState(words);
  const models = useInfiniteQuery({ ...queries.models(words), placeholderData: keepPreviousData });
  const search = (text: string) => setParams(text.trim() ? { search: text.trim() } : {}, { replace: true });
  return (
    <Page
      title="Models"
      intro="Every registered model, with the newest version in each stage. Versions come from MLflow clients; a guarded stage such as Production is entered only through sign-offs."
    >
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem>
            <SearchInput
              aria-label="Search models by name"
              placeholder="Search by name"
              value={typed}
              onChange={(_, text) => setTyped(text)}
              onSearch={(_, text) => search(text)}
              onClear={() => {
                setTyped('');
                search('');
              }}
            />
          </ToolbarItem>
        </ToolbarContent>
      </Toolbar>
      <Loaded query={models} what="models">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length > 0) {
            return <ModelTable models={items} />;
          }
          return words ? (
            <Nothing title={`No model's name contains “${words}”`} icon={SearchIcon} />
          ) : (
            <Nothing title="No models yet" icon={CubesIcon}>
              <GettingStarted />
            </Nothing>
          );
        }}
      </Loaded>
      <MoreButton query={models} what="models" />
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
