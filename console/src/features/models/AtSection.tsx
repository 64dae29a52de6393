import { Button, Form } from '@patternfly/react-core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router-dom';
import { api, body, type Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { DataTable } from '../../shared/DataTable';
import { ChoiceField, TextField } from '../../shared/fields';
import { links } from '../../shared/links';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Quiet } from '../../shared/Quiet';
import { Section } from '../../shared/Section';
import { formatUtc } from '../../shared/time';
import { Timestamp } from '../../shared/Timestamp';

/** What was in a stage at a moment: the question that an incident or an auditor begins with. */
export function AtSection({ model }: { model: string }) {
  const stages = useQuery(governance.stages());
  const names = stages.data?.items.map(({ name }) => name).filter((name) => name !== 'None') ?? ['Production'];
  const [stage, setStage] = useState('Production');
  const [time, setTime] = useState(() => new Date().toISOString().slice(0, 16));
  const ask = useMutation({
    mutationFn: () => body(api.GET('/v1/models/{name}/at', { params: { path: { name: model }, query: { stage, time: `${time}:00Z` } } })),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  return (
    <Section title="What was there then?" intro="Which version was in a stage at a moment, and by which request it had come there.">
      <Form isHorizontal onSubmit={submit} className="cs-filter">
        <ChoiceField label="Stage" value={stage} set={setStage} options={names.map((name) => [name, name])} />
        <TextField label="Time (UTC)" type="datetime-local" value={time} set={setTime} />
        <div>
          <Button type="submit" variant="secondary" isLoading={ask.isPending} isDisabled={time === '' || ask.isPending}>
            Look it up
          </Button>
        </div>
      </Form>
      <div aria-live="polite">
        {ask.error && <ProblemAlert error={ask.error} />}
        {ask.data && <Found answer={ask.data} />}
      </div>
    </Section>
  );
}

function Found({ answer: { model, stage, time, versions } }: { answer: Schemas['StageAt'] }) {
  if (versions.length === 0) {
    return (
      <Quiet>
        Nothing was in {stage} at {formatUtc(time)}.
      </Quiet>
    );
  }
  return (
    <DataTable
      label={`In ${stage} at ${formatUtc(time)}`}
      items={versions}
      id={({ version }) => version}
      columns={[
        {
          title: 'Version',
          cell: ({ version }) => (
            <Link to={links.version(model, version)} className="cs-strong">
              Version {version}
            </Link>
          ),
        },
        { title: 'Since', cell: ({ since }) => <Timestamp at={since} /> },
        { title: 'Until', cell: ({ until }) => (until ? <Timestamp at={until} /> : 'it is still there') },
        { title: 'Moved by', cell: ({ enteredBy }) => enteredBy.name },
        { title: 'Request', cell: ({ requestId }) => (requestId ? <Link to={links.promotion(requestId)}>The request</Link> : 'none was needed') },
      ]}
    />
  );
}
