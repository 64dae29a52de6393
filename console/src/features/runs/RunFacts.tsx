import type { Run } from '../../api/mlflow';
import { Facts } from '../../shared/Facts';
import { Timestamp } from '../../shared/Timestamp';
import { duration, moment, tag } from './run';

export function RunFacts({ run }: { run: Run }) {
  const [started, ended, commit, source] = [
    moment(run.info.start_time),
    moment(run.info.end_time),
    tag(run, 'mlflow.source.git.commit'),
    tag(run, 'mlflow.source.name'),
  ];
  return (
    <Facts
      facts={{
        'Run id': <code>{run.info.run_id}</code>,
        Started: started && (
          <>
            <Timestamp at={started} />
            {run.info.user_id && ` by ${run.info.user_id}`}
          </>
        ),
        Ended: ended ? (
          <>
            <Timestamp at={ended} /> {duration(run) && `after ${duration(run)}`}
          </>
        ) : (
          'still running; it is sealed when it ends'
        ),
        Program: source && <code className="cs-wrap">{source}</code>,
        Commit: commit && <code>{commit}</code>,
      }}
    />
  );
}
