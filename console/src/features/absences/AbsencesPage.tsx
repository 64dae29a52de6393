import { Button, Form } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, body, type Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { DataTable } from '../../shared/DataTable';
import { TextField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';
import { Loaded } from '../../shared/Loaded';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { PersonField } from '../../shared/PersonField';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Section } from '../../shared/Section';
import { formatDay } from '../../shared/time';

type Absence = Schemas['Absence'];

/** When the person is away and who stands in for them, and where notices of their tasks go. */
export default function AbsencesPage() {
  const absences = useQuery(governance.absences());
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title="Absences and notices"
      intro="While you are away, tasks that would be given to you go to your deputy. Duties stay apart all the same: a deputy signs as themselves, and never what they requested, registered or trained."
      actions={<Button onClick={() => setAdding(true)}>Be away</Button>}
    >
      <Section title="Your absences">
        <Loaded query={absences} what="your absences">
          {({ items }) =>
            items.length === 0 ? <Nothing title="You are not away">Name the days and a deputy before you leave.</Nothing> : <Absences items={items} />
          }
        </Loaded>
      </Section>
      <Notices />
      {adding && <AwayDialog close={() => setAdding(false)} />}
    </Page>
  );
}

function Absences({ items }: { items: Absence[] }) {
  const cache = useQueryClient();
  const back = useMutation({
    mutationFn: (from: string) => api.DELETE('/v1/me/absences/{from}', { params: { path: { from } } }),
    onSettled: () => cache.invalidateQueries({ queryKey: ['absences'] }),
  });
  return (
    <>
      {back.error && <ProblemAlert error={back.error} />}
      <DataTable
        label="Your absences"
        items={items}
        id={({ from }) => from}
        columns={[
          { title: 'From', cell: ({ from }) => formatDay(from) },
          { title: 'Until, that day included', cell: ({ until }) => formatDay(until) },
          { title: 'Deputy', cell: ({ deputy }) => deputy.name },
          {
            title: 'Actions',
            hidden: true,
            cell: ({ from }) => (
              <Button variant="link" isInline aria-label={`Take back the absence from ${formatDay(from)}`} isDisabled={back.isPending} onClick={() => back.mutate(from)}>
                I am not away
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}

function AwayDialog({ close }: { close: () => void }) {
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [deputy, setDeputy] = useState('');
  return (
    <FormDialog
      title="Be away"
      description="Tasks that would be given to you on these days go to your deputy."
      submit="Save"
      complete={from !== '' && until >= from && deputy.trim() !== ''}
      changes={['absences']}
      action={() => body(api.POST('/v1/me/absences', { body: { from, until, deputy: deputy.trim() } }))}
      close={close}
    >
      <TextField label="First day" type="date" required value={from} set={setFrom} />
      <TextField label="Last day" type="date" required value={until} set={setUntil} />
      <PersonField label="Deputy" value={deputy} set={setDeputy} />
    </FormDialog>
  );
}

function Notices() {
  const notices = useQuery(governance.notices());
  return (
    <Section title="Notices by mail" intro="Where you are told of new, overdue and escalated tasks, once the installation has a mail server.">
      <Loaded query={notices} what="where notices go">
        {({ email = '' }) => <NoticesForm key={email} now={email} />}
      </Loaded>
    </Section>
  );
}

function NoticesForm({ now }: { now: string }) {
  const cache = useQueryClient();
  const [email, setEmail] = useState(now);
  const wanted = email.trim();
  const set = useMutation({
    mutationFn: () => body(api.PUT('/v1/me/notices', { body: wanted === '' ? {} : { email: wanted } })),
    onSuccess: (saved) => cache.setQueryData(['notices'], saved),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate();
  };
  return (
    <Form onSubmit={submit}>
      {set.error && <ProblemAlert error={set.error} />}
      <div role="status">{now === '' ? 'You get no notices.' : `Notices go to ${now}.`}</div>
      <TextField label="Mail address" type="email" help="Left empty, notices stop." value={email} set={setEmail} />
      <div>
        <Button type="submit" variant="secondary" isLoading={set.isPending} isDisabled={set.isPending || wanted === now}>
          {wanted === '' ? 'Stop notices' : 'Send notices there'}
        </Button>
      </div>
    </Form>
  );
}
