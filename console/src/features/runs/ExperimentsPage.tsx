import { SearchInput, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import FlaskIcon from '@patternfly/react-icons/dist/esm/icons/flask-icon';
import SearchIcon from '@patternfly/react-icons/dist/esm/icons/search-icon';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { type Experiment, mlflow } from '../../api/mlflow';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { Timestamp } from '../../shared/Timestamp';
import { GettingStarted } from '../models/GettingStarted';
import { asObject, moment } from './run';

export default function ExperimentsPage() {
  const [params, setParams] = useSearchParams();
  const words = params.get('search') ?? '';
  const [typed, setTyped] = useState(words);
  const experiments = useInfiniteQuery({ ...mlflow.experiments(words), placeholderData: keepPreviousData });
  const search = (text: string) => setParams(text.trim() ? { search: text.trim() } : {}, { replace: true });
  return (
    <Page
      title="Experiments"
      intro="Where training is tracked. An experiment holds runs; each run keeps what it was configured with, what it measured, on which data, and the files it made. MLflow clients write all of it."
    >
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem>
            <SearchInput
              aria-label="Search experiments by name"
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
      <Loaded query={experiments} what="experiments">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.experiments ?? []);
          if (items.length > 0) {
            return <Experiments experiments={items} />;
          }
          return words ? (
            <Nothing title={`No experiment's name contains “${words}”`} icon={SearchIcon} />
          ) : (
            <Nothing title="No experiments yet" icon={FlaskIcon}>
              <GettingStarted />
            </Nothing>
          );
        }}
      </Loaded>
      <MoreButton query={experiments} what="experiments" />
    </Page>
  );
}

function Experiments({ experiments }: { experiments: Experiment[] }) {
  return (
    <Table aria-label="Experiments">
      <Thead>
        <Tr>
          <Th width={50}>Name</Th>
          <Th>Last change</Th>
          <Th>Created</Th>
        </Tr>
      </Thead>
      <Tbody>
        {experiments.map((experiment) => {
          const note = asObject(experiment.tags)['mlflow.note.content'];
          const [changed, created] = [moment(experiment.last_update_time), moment(experiment.creation_time)];
          return (
            <Tr key={experiment.experiment_id}>
              <Td dataLabel="Name">
                <Link to={links.experiment(experiment.experiment_id)} className="cs-strong">
                  {experiment.name}
                </Link>
                {note && <div className="cs-secondary cs-clamped">{note}</div>}
              </Td>
              <Td dataLabel="Last change">{changed ? <Timestamp at={changed} /> : '–'}</Td>
              <Td dataLabel="Created">{created ? <Timestamp at={created} /> : '–'}</Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}
