import { Button, Label } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { api, body, type Schemas } from '../../api/client';
import { type Column, DataTable } from '../../shared/DataTable';
import { links } from '../../shared/links';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Quiet } from '../../shared/Quiet';
import { Section } from '../../shared/Section';
import { plural } from '../../shared/text';

type Tested = Schemas['BackTest']['items'][number];

/** Past requests, judged by the proposed tables: whom would they have let pass? */
export function BackTestSection({ id }: { id: string }) {
  const test = useMutation({ mutationFn: () => body(api.GET('/v1/policy-changes/{id}/back-test', { params: { path: { id } } })) });
  return (
    <Section
      title="Back-test"
      intro="Judges past requests by the proposed tables, on the evidence that was frozen then. Nothing is changed."
      actions={
        <Button variant="secondary" size="sm" isLoading={test.isPending} isDisabled={test.isPending} onClick={() => test.mutate()}>
          Judge past requests
        </Button>
      }
    >
      <div aria-live="polite">
        {test.error && <ProblemAlert error={test.error} />}
        {test.data && <Result items={test.data.items} />}
      </div>
    </Section>
  );
}

function Result({ items }: { items: Tested[] }) {
  if (items.length === 0) {
    return <Quiet>There is no past request that the tables could judge.</Quiet>;
  }
  const changed = items.filter(({ passedThen, wouldPass }) => passedThen !== wouldPass).length;
  return (
    <>
      <p>
        {plural(items.length, 'request')}: {changed === 0 ? 'all judged as they were then' : `${changed} judged otherwise than then`}.
      </p>
      <DataTable label="Past requests" items={items} id={({ promotionId }) => promotionId} columns={COLUMNS} />
    </>
  );
}

function Passed({ passed }: { passed: boolean }) {
  return (
    <Label isCompact color={passed ? 'green' : 'red'}>
      {passed ? 'Passes' : 'Fails'}
    </Label>
  );
}

const COLUMNS: Column<Tested>[] = [
  {
    title: 'Request',
    cell: ({ promotionId, model, version, target }) => (
      <Link to={links.promotion(promotionId)}>
        {model}, version {version} to {target}
      </Link>
    ),
  },
  { title: 'Then', cell: ({ passedThen }) => <Passed passed={passedThen} /> },
  { title: 'By the proposal', cell: ({ wouldPass }) => <Passed passed={wouldPass} /> },
  {
    title: 'What fails',
    width: 40,
    cell: ({ thresholds }) =>
      thresholds
        .filter(({ verdict }) => verdict === 'failed')
        .map(({ metric, reason }) => (
          <div key={metric} className="cs-secondary">
            {reason ?? metric}
          </div>
        )),
  },
];
