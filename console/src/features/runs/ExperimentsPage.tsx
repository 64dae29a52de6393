import FlaskIcon from '@patternfly/react-icons/dist/esm/icons/flask-icon';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { type Experiment, mlflow } from '../../api/mlflow';
import { type Column, DataTable } from '../../shared/DataTable';
import { links } from '../../shared/links';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { SearchedList, useSearchWords } from '../../shared/SearchedList';
import { Timestamp } from '../../shared/Timestamp';
import { GettingStarted } from '../models/GettingStarted';
import { asObject, moment } from './run';

export default function ExperimentsPage() {
  const experiments = useInfiniteQuery({ ...mlflow.experiments(useSearchWords()), placeholderData: keepPreviousData });
  return (
    <Page
      title="Experiments"
      intro="Where training is tracked. An experiment holds runs; each run keeps what it was configured with, what it measured, on which data, and the files it made. MLflow clients write all of it."
    >
      <SearchedList
        what="experiments"
        query={experiments}
        items={(page) => page.experiments ?? []}
        show={(items) => <DataTable label="Experiments" items={items} id={(one) => one.experiment_id} columns={COLUMNS} />}
        empty={
          <Nothing title="No experiments yet" icon={FlaskIcon}>
            <GettingStarted />
          </Nothing>
        }
      />
    </Page>
  );
}

const COLUMNS: Column<Experiment>[] = [
  {
    title: 'Name',
    width: 50,
    cell: ({ experiment_id: id, name, tags }) => {
      const note = asObject(tags)['mlflow.note.content'];
      return (
        <>
          <Link to={links.experiment(id)} className="cs-strong">
            {name}
          </Link>
          {note && <div className="cs-secondary cs-clamped">{note}</div>}
        </>
      );
    },
  },
  { title: 'Last change', cell: (one) => <When millis={one.last_update_time} /> },
  { title: 'Created', cell: (one) => <When millis={one.creation_time} /> },
];

function When({ millis }: { millis: Experiment['creation_time'] }) {
  const at = moment(millis);
  return at ? <Timestamp at={at} /> : '–';
}
