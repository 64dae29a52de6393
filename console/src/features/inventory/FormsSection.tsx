import { Button, Label } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHasRole } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { DataTable } from '../../shared/DataTable';
import { TextField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';
import { Loaded } from '../../shared/Loaded';
import { Section } from '../../shared/Section';
import { spelledOut } from '../../shared/text';
import { AUTHORS, sectionName } from './sections';

type Form = Schemas['Form'];

/** What people have to say about a model, by section: reports quote it, and list what is empty. */
export function FormsSection({ model }: { model: string }) {
  const forms = useQuery(governance.forms(model));
  const mayWrite = useHasRole(...AUTHORS);
  const [editing, setEditing] = useState<Form | null>(null);
  return (
    <Section title="Questions" intro="Questions that regulation asks of a model, answered by people. Reports quote the answers and list as empty what nobody answered.">
      <Loaded query={forms} what="the forms">
        {({ items }) => (
          <DataTable
            label="Forms"
            items={items}
            id={({ section }) => section}
            columns={[
              { title: 'Section', width: 60, cell: ({ section }) => sectionName(section) },
              { title: 'Answered', cell: (form) => <Answered form={form} /> },
              mayWrite && {
                title: 'Actions',
                hidden: true,
                cell: (form) => (
                  <Button variant="link" isInline aria-label={`Answer ${sectionName(form.section)}`} onClick={() => setEditing(form)}>
                    Answer
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      {editing && <AnswerDialog model={model} form={editing} close={() => setEditing(null)} />}
    </Section>
  );
}

function Answered({ form: { questions, answers } }: { form: Form }) {
  const answered = questions.filter((question) => answers[question]?.trim()).length;
  return (
    <Label isCompact color={answered === questions.length ? 'green' : answered > 0 ? 'blue' : 'grey'}>
      {answered} of {questions.length}
    </Label>
  );
}

function AnswerDialog({ model, form, close }: { model: string; form: Form; close: () => void }) {
  const [answers, setAnswers] = useState(form.answers);
  return (
    <FormDialog
      title={sectionName(form.section)}
      description="Every saving is a revision with your name. What stays empty is said so in reports."
      submit="Save"
      wide
      complete
      changes={['forms', 'documents']}
      action={() =>
        body(
          api.PUT('/v1/models/{name}/forms/{section}', {
            params: { path: { name: model, section: form.section as never } },
            body: { answers: Object.fromEntries(Object.entries(answers).filter(([, text]) => text.trim())) },
          }),
        )
      }
      close={close}
    >
      {form.questions.map((question) => (
        <TextField
          key={question}
          label={spelledOut(question)}
          rows={3}
          value={answers[question] ?? ''}
          set={(text) => setAnswers({ ...answers, [question]: text })}
        />
      ))}
    </FormDialog>
  );
}
