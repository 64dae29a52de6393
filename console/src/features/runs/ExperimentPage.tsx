import { Button, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import FlaskIcon from '@patternfly/react-icons/dist/esm/icons/flask-icon';
import SearchIcon from '@patternfly/react-icons/dist/esm/icons/search-icon';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { mlflow } from '../../api/mlflow';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { GettingStarted } from '../models/GettingStarted';
import { asObject } from './run';
import { RunSearchForm } from './RunSearchForm';
import { RunTable } from './RunTable';

/** The runs of one experiment: found by MLflow's search language, compared side by side. */
export default function ExperimentPage() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [filter, order] = [params.get('filter') ?? '', params.get('order') ?? 'attributes.start_time DESC'];
  const [chosen, setChosen] = useState<string[]>([]);
  const experiment = useQuery(mlflow.experiment(id));
  const runs = useInfiniteQuery({ ...mlflow.runs({ experimentIds: [id], filter, order }), placeholderData: keepPreviousData });
  const known = runs.data?.pages.flatMap((page) => page.runs ?? []) ?? [];
  return (
    <Page
      title={experiment.data?.name ?? 'Experiment'}
      crumbs={[{ text: 'Experiments', to: links.experiments() }]}
      intro={asObject(experiment.data?.tags)['mlflow.note.content']}
      actions={
        <Button isDisabled={chosen.length < 2} onClick={() => void navigate(links.compareRuns(chosen))}>
          {chosen.length < 2 ? 'Choose runs to compare' : `Compare ${chosen.length} runs`}
        </Button>
      }
    >
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem className="cs-grow">
            <RunSearchForm
              key={params.toString()}
              filter={filter}
              order={order}
              runs={known}
              apply={(next) => setParams(next, { replace: true })}
            />
          </ToolbarItem>
        </ToolbarContent>
      </Toolbar>
      <Loaded query={runs} what="runs">
        {() =>
          known.length > 0 ? (
            <RunTable runs={known} chosen={chosen} choose={setChosen} />
          ) : filter ? (
            <Nothing title="No run matches" icon={SearchIcon}>
              Clear the filter to see all runs.
            </Nothing>
          ) : (
            <Nothing title="No runs yet" icon={FlaskIcon}>
              <GettingStarted />
            </Nothing>
          )
        }
      </Loaded>
      <MoreButton query={runs} what="runs" />
    </Page>
  );
}
