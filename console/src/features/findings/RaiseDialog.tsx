import { useState } from 'react';
import { useMe } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { CheckField } from '../../shared/CheckField';
import { ChoiceField, TextField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';
import { PersonField } from '../../shared/PersonField';

/** What it is about, as far as that is known; a request has an id. */
export interface About {
  model: string;
  version?: number;
  id?: string;
  state?: Schemas['PromotionState'];
}

/** A finding on a model: what is wrong, how bad, who is to remedy it until when. */
export function RaiseDialog({ about: on, close }: { about: About; close: () => void }) {
  const me = useMe();
  const [about, setAbout] = useState(on.model);
  const [version, setVersion] = useState(on.version === undefined ? '' : String(on.version));
  const [title, setTitle] = useState('');
  const [area, setArea] = useState('');
  const [description, setDescription] = useState('');
  const [severity, setSeverity] = useState('medium');
  const [owner, setOwner] = useState(me.subject);
  const [due, setDue] = useState('');
  const [conditional, setConditional] = useState(false);
  return (
    <FormDialog
      title="Raise a finding"
      description="It goes on record with your name. Its owner says what was done; another person accepts that or sends it back."
      submit="Raise"
      wide
      complete={[about, title, area, owner, due].every((value) => value.trim() !== '')}
      changes={['findings', 'tasks', 'promotions']}
      action={() =>
        body(
          api.POST('/v1/findings', {
            body: {
              model: about.trim(),
              version: version ? Number(version) : undefined,
              promotionId: on.id,
              conditionOf: on.id && conditional ? [on.id] : undefined,
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
      <PersonField label="Owner" help="Who is to remedy it." withMe value={owner} set={setOwner} />
      <TextField label="Due" type="date" help="Until the end of that day, UTC." required value={due} set={setDue} />
      {on.state === 'approved' && (
        <CheckField
          label="A condition of the approval"
          help="The approval lapses when the finding is still open at its due date."
          value={conditional}
          set={setConditional}
        />
      )}
    </FormDialog>
  );
}
