import { Button, Content, Form } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useHasRole } from '../app/me';
import { download, type Schemas } from '../api/client';
import { addRemark, remarksOf, type Remarked } from '../api/remarks';
import { asBase64 } from './bytes';
import { FileField, TextField } from './fields';
import { Loaded } from './Loaded';
import { ProblemAlert } from './ProblemAlert';
import { Quiet } from './Quiet';
import { Section } from './Section';
import { Timestamp } from './Timestamp';

/** What people said about a request of any kind while it was on its way, with the files that they added. */
export function RemarksSection({ about, id }: { about: Remarked; id: string }) {
  const remarks = useQuery(remarksOf(about, id));
  const writes = useHasRole('engineer', 'validator', 'risk-approver', 'model-owner');
  const administers = useHasRole('admin');
  return (
    <Section title="Comments" intro="Questions, answers and files. They are kept with it, but nobody signs them.">
      <Loaded query={remarks} what="comments">
        {({ items }) =>
          items.length === 0 ? (
            <Quiet>Nobody has said anything yet.</Quiet>
          ) : (
            <ol className="cs-comments">
              {items.map((remark) => (
                <One key={remark.id} about={about} id={id} remark={remark} />
              ))}
            </ol>
          )
        }
      </Loaded>
      {(writes || (administers && about === 'policy-changes')) && <Write about={about} id={id} />}
    </Section>
  );
}

function One({ about, id, remark }: { about: Remarked; id: string; remark: Schemas['Remark'] }) {
  const { fileName } = remark;
  const save = useMutation({
    mutationFn: (name: string) => download(`/v1/${about}/${encodeURIComponent(id)}/remarks/${encodeURIComponent(remark.id)}/file`, name),
  });
  return (
    <li>
      <span className="cs-strong">{remark.author.name}</span> <Timestamp at={remark.at} />
      <Content component="p" className="cs-text">
        {remark.text}
      </Content>
      {fileName && (
        <Button variant="link" isInline isLoading={save.isPending} onClick={() => save.mutate(fileName)}>
          Download {fileName}
        </Button>
      )}
      {save.error && <ProblemAlert error={save.error} />}
    </li>
  );
}

function Write({ about, id }: { about: Remarked; id: string }) {
  const cache = useQueryClient();
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const write = useMutation({
    mutationFn: async () =>
      addRemark(about, id, {
        text: text.trim(),
        ...(file && { fileName: file.name, mediaType: file.type || 'application/octet-stream', contentBase64: await asBase64(file) }),
      }),
    onSuccess: () => {
      setText('');
      setFile(null);
      return cache.invalidateQueries(remarksOf(about, id));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate();
  };
  return (
    <Form onSubmit={submit} className="cs-gap">
      {write.error && <ProblemAlert error={write.error} />}
      <TextField label="Your comment" rows={2} maxLength={5000} value={text} set={setText} />
      <FileField label="A file, if you like" help="At most 5 MB." file={file} set={setFile} />
      <div>
        <Button type="submit" variant="secondary" isDisabled={text.trim() === '' || write.isPending} isLoading={write.isPending}>
          Comment
        </Button>
      </div>
    </Form>
  );
}
