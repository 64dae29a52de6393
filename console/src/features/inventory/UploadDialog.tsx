import { HelperText, HelperTextItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Schemas, sendFile } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import { governance } from '../../api/governance';
import { sha256Hex } from '../../shared/bytes';
import { Digest } from '../../shared/Digest';
import { ChoiceField, FileField, TextField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';
import { sectionName } from './sections';

/** A document: its digest is computed here first, and must be the one that the server kept. */
export function UploadDialog({ model, close }: { model: string; close: () => void }) {
  const forms = useQuery(governance.forms(model));
  const sections = forms.data?.items.map(({ section }) => section) ?? [];
  const [section, setSection] = useState('');
  const [title, setTitle] = useState('');
  const [version, setVersion] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const digest = useQuery({
    queryKey: ['digest', file?.name, file?.size, file?.lastModified],
    queryFn: () => sha256Hex(file ?? new Blob()),
    enabled: file !== null,
    staleTime: Infinity,
  });
  const upload = async () => {
    const query = new URLSearchParams({ section, title: title.trim(), ...(version && { version }) });
    const kept = await sendFile<Schemas['Document']>(`/v1/models/${encodeURIComponent(model)}/documents?${query.toString()}`, file ?? new Blob());
    if (kept.sha256 !== digest.data) {
      throw new ApiProblem(0, { title: 'The server kept other bytes', detail: `It says ${kept.sha256}. Upload the file again and tell an administrator.` });
    }
    return kept;
  };
  return (
    <FormDialog
      title="Upload a document"
      description="It is kept with your name, the time and its digest, and cannot be taken back. At most 20 MB."
      submit="Upload"
      wide
      complete={section !== '' && title.trim() !== '' && file !== null && digest.data !== undefined}
      changes={['documents', 'models']}
      action={upload}
      close={close}
    >
      <ChoiceField
        label="Section"
        required
        value={section}
        set={setSection}
        options={[['', 'Choose a section'], ...sections.map((one): [string, string] => [one, sectionName(one)])]}
      />
      <FileField
        label="File"
        required
        file={file}
        set={(chosen) => {
          setFile(chosen);
          setTitle((before) => before || (chosen?.name ?? ''));
        }}
      />
      <HelperText isLiveRegion>
        {digest.data && (
          <HelperTextItem>
            SHA-256, computed in your browser: <Digest value={digest.data} label="digest of the file" />
          </HelperTextItem>
        )}
        {digest.error && <HelperTextItem variant="error">{ApiProblem.of(digest.error).message}</HelperTextItem>}
      </HelperText>
      <TextField label="Title" required maxLength={300} help="The title of an earlier document makes this its next revision." value={title} set={setTitle} />
      <TextField label="Version" type="number" help="Left out when it is about the model as a whole." value={version} set={setVersion} />
    </FormDialog>
  );
}
