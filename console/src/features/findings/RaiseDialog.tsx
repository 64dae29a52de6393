import { useState } from 'react';
import { useMe } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { ChoiceField, TextField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';

/** A finding on a model: what is wrong, how bad, who is to remedy it until when. */
export function RaiseDialog({ model, close }: { model?: string; close: () => void }) {
  const me = useMe();
  const [about, setAbout] = useState(model ?? '');
  const [version, setVersion] = useState('');
  const [title, setTitle] = useState('');
  const [area, setArea] = useState('');
  const [description, setDescription] = useState('');
  const [severity, setSeverity] = useState('medium');
  const [owner, setOwner] = useState(me.subject);
  const [due, setDue] = useState('');
  return (
    <FormDialog
      title="Raise a finding"
      description="It goes on record with your name. Its owner says what was done; another person accepts that or sends it back."
      submit="Raise"
      wide
      complete={[about, title, area, owner, due].every((value) => value.trim() !== '')}
      changes={['findings', 'tasks']}
      action={() =>
        body(
          api.POST('/v1/findings', {
            body: {
              model: about.trim(),
              version: version ? Number(version) : undefined,
              title: title.trim(),
              area: area.trim(),
              description: description.trim() || undefined,
              severity: severity as Schemas['Severity'],
              owner: owner.trim(),
              ownerName: owner === me.subject ? me.name : undefined,
              dueAt: `${due}T23:59:59Z`,
            },
          }),
        )
      }
      close={close}
    >
      <TextField label="Model" required value={about} set={setAbout} />
      <TextField label="Version" type="number" help="Left out when it is about the model as a whole." value={version} set={setVersion} />
      <TextField label="What is wrong" required value={title} set={setTitle} />
      <TextField label="Area" help="Such as data, performance, documentation, monitoring." required value={area} set={setArea} />
      <TextField label="Description" rows={3} maxLength={5000} value={description} set={setDescription} />
      <ChoiceField
        label="Severity"
        required
        value={severity}
        set={setSeverity}
        options={[
          ['low', 'Low'],
          ['medium', 'Medium'],
          ['high', 'High: a rejected version is not asked for again while it is open'],
          ['critical', 'Critical'],
        ]}
      />
      <TextField label="Owner (subject id)" help={`Who is to remedy it. Yours is filled in: ${me.name}.`} required value={owner} set={setOwner} />
      <TextField label="Due" type="date" required value={due} set={setDue} />
    </FormDialog>
  );
}
