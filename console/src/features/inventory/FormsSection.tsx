import { Button, Content, Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHasRole } from '../../app/me';
import { api, body, download, type Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { TextField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';
import { Loaded } from '../../shared/Loaded';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Section } from '../../shared/Section';
import { capitalized, formatBytes, spelledOut } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';

type Form = Schemas['Form'];

function sectionName(section: string): string {
  return capitalized(section.replaceAll('-', ' '));
}

/** What people have to say about a model, by section: reports quote it, and list what is empty. */
export function FormsSection({ model }: { model: string }) {
  const forms = useQuery(governance.forms(model));
  const documents = useQuery(governance.documents(model));
  const mayWrite = useHasRole('model-owner', 'engineer', 'risk-approver', 'validator');
  const [editing, setEditing] = useState<Form | null>(null);
  return (
    <Section title="Documentation" intro="Questions that regulation asks of a model, answered by people. Reports quote the answers and list as empty what nobody answered.">
      <Loaded query={forms} what="the forms">
        {({ items }) => (
          <Table aria-label="Forms" variant="compact">
            <Thead>
              <Tr>
                <Th width={60}>Section</Th>
                <Th>Answered</Th>
                {mayWrite && <Th screenReaderText="Actions" />}
              </Tr>
            </Thead>
            <Tbody>
              {items.map((form) => {
                const answered = form.questions.filter((question) => form.answers[question]?.trim()).length;
                return (
                  <Tr key={form.section}>
                    <Td dataLabel="Section">{sectionName(form.section)}</Td>
                    <Td dataLabel="Answered">
                      <Label isCompact color={answered === form.questions.length ? 'green' : answered > 0 ? 'blue' : 'grey'}>
                        {answered} of {form.questions.length}
                      </Label>
                    </Td>
                    {mayWrite && (
                      <Td dataLabel="Actions">
                        <Button variant="link" isInline aria-label={`Answer ${sectionName(form.section)}`} onClick={() => setEditing(form)}>
                          Answer
                        </Button>
                      </Td>
                    )}
                  </Tr>
                );
              })}
            </Tbody>
          </Table>
        )}
      </Loaded>
      <Loaded query={documents} what="documents">
        {({ items }) => <Documents documents={items.filter(({ kind }) => kind === 'document')} />}
      </Loaded>
      {editing && <AnswerDialog model={model} form={editing} close={() => setEditing(null)} />}
    </Section>
  );
}

function Documents({ documents }: { documents: Schemas['Document'][] }) {
  const save = useMutation({
    mutationFn: ({ id, title }: Schemas['Document']) => download(`/v1/documents/${encodeURIComponent(id)}/content`, title),
  });
  if (documents.length === 0) {
    return (
      <Content component="p" className="cs-secondary">
        No documents were uploaded.
      </Content>
    );
  }
  return (
    <>
      {save.error && <ProblemAlert error={save.error} />}
      <ul className="cs-tree">
        {documents.map((one) => (
          <li key={one.id}>
            <Button variant="link" isInline onClick={() => save.mutate(one)}>
              {one.title}
            </Button>{' '}
            <span className="cs-secondary">
              {sectionName(one.section)}, {formatBytes(one.sizeBytes)}, by {one.by.name}, <Timestamp at={one.at} />
            </span>
          </li>
        ))}
      </ul>
    </>
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
