import { Alert, Button, Content, Label } from '@patternfly/react-core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { download, type Schemas } from '../../api/client';
import { runQueries } from '../../api/runs';
import { Digest } from '../../shared/Digest';
import { Facts } from '../../shared/Facts';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Section } from '../../shared/Section';
import { Timestamp } from '../../shared/Timestamp';
import { LeafNumber } from '../promotions/LeafNumber';

/** The digest over all that the run held when it ended, and whether it still does. */
export function SealSection({ run }: { run: Schemas['TrackedRunDetail'] }) {
  const check = useQuery({ ...runQueries.seal(run.id), enabled: false });
  const save = useMutation({ mutationFn: () => download(`/v1/runs/${encodeURIComponent(run.id)}/export`, `run-${run.id}.jsonl.gz`) });
  return (
    <Section
      title="Seal"
      intro="When a run ends, one digest over all that it holds goes into the ledger. Whatever is changed later shows."
      actions={
        run.seal && (
          <>
            <Button variant="secondary" size="sm" isLoading={check.isFetching} onClick={() => void check.refetch()}>
              Check now
            </Button>{' '}
            <Button variant="link" size="sm" isLoading={save.isPending} onClick={() => save.mutate()}>
              Export with proof
            </Button>
          </>
        )
      }
    >
      {(check.error ?? save.error) && <ProblemAlert error={check.error ?? save.error} />}
      {check.data && <Verdict check={check.data} />}
      {run.seal ? (
        <Facts
          facts={{
            State: <SealLabel state={run.sealed} />,
            Digest: <Digest value={run.seal.digest} label="digest of the seal" />,
            Sealed: (
              <>
                <Timestamp at={run.seal.sealedAt} />, in the ledger as <LeafNumber entryId={run.seal.ledgerEntry} />
              </>
            ),
          }}
        />
      ) : (
        <Content component="p" className="cs-secondary">
          Not sealed yet: that happens when the run ends. A promotion can be requested only then.
        </Content>
      )}
    </Section>
  );
}

function Verdict({ check }: { check: Schemas['SealCheck'] }) {
  const difference = check.firstDifference;
  return check.holds ? (
    <Alert component="h3" isInline variant="success" className="cs-filter" title="The run is exactly what was sealed" />
  ) : (
    <Alert component="h3" isInline variant="danger" className="cs-filter" title="The run is not what was sealed">
      {difference && (
        <>
          First difference at <code>{difference.where}</code>: sealed{' '}
          {difference.sealed === undefined ? 'nothing' : <code>{difference.sealed}</code>}, now{' '}
          {difference.present === undefined ? 'nothing' : <code>{difference.present}</code>}.
        </>
      )}
    </Alert>
  );
}

const STATES = {
  sealed: ['green', 'Sealed'],
  dirty: ['orange', 'Written to after its seal; sealed anew when it is quiet'],
  open: ['grey', 'Not sealed yet'],
} as const;

export function SealLabel({ state }: { state: Schemas['TrackedRun']['sealed'] }) {
  const [color, text] = STATES[state];
  return (
    <Label color={color} isCompact>
      {text}
    </Label>
  );
}
