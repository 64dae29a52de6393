import { useState } from 'react';
import { useHasRole, useMe } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { ChoiceField, TextField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';
import { SCORES, TEXTS, withText } from './fields';

type Fields = Schemas['InventoryFields'];

/** The entry as a form. Somebody else's change in between is not overwritten: the server refuses and says so. */
export function InventoryDialog({ entry, close }: { entry: Schemas['InventoryEntry']; close: () => void }) {
  const me = useMe();
  const scores = useHasRole('model-owner', 'risk-approver');
  const [fields, setFields] = useState<Fields>(entry.fields);
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change });
  const score = (text: string) => (text === '' ? undefined : Number(text));
  return (
    <FormDialog
      title={`Inventory entry of ${entry.model}`}
      description="Every change is a revision with your name; earlier ones stay readable."
      submit="Save"
      wide
      complete
      changes={['inventory', 'models']}
      action={() =>
        body(
          api.PUT('/v1/models/{name}/inventory', {
            params: { path: { name: entry.model } },
            body: { fields, basedOn: entry.revision },
          }),
        )
      }
      close={close}
    >
      {TEXTS.map(([name, label, help, long]) => (
        <TextField
          key={name}
          label={label}
          help={help || undefined}
          rows={long ? 2 : undefined}
          value={fields[name] ?? ''}
          set={(text) => setFields(withText(fields, name, text))}
        />
      ))}
      <ChoiceField
        label="Owner"
        value={fields.owner?.subject ?? ''}
        set={(subject) => set({ owner: subject === me.subject ? { subject, name: me.name } : subject === '' ? undefined : entry.fields.owner })}
        options={[
          ['', 'Nobody yet'],
          [me.subject, `${me.name} (you)`],
          ...(entry.fields.owner && entry.fields.owner.subject !== me.subject
            ? [[entry.fields.owner.subject, entry.fields.owner.name] as [string, string]]
            : []),
        ]}
      />
      <ChoiceField
        label="Origin"
        value={fields.origin ?? ''}
        set={(origin) => set({ origin: origin === '' ? undefined : (origin as Fields['origin']) })}
        options={[
          ['', 'Not said'],
          ['internal', 'Made here'],
          ['vendor', 'Bought'],
        ]}
      />
      {scores && (
        <>
          <ChoiceField
            label="Exposure score"
            help="How much money or how many people hang on it."
            value={String(fields.exposure ?? '')}
            set={(text) => set({ exposure: score(text) })}
            options={SCORES}
          />
          <ChoiceField
            label="Purpose score"
            help="How far its results decide, from information to decisions without a person."
            value={String(fields.purposeScore ?? '')}
            set={(text) => set({ purposeScore: score(text) })}
            options={SCORES}
          />
        </>
      )}
      <TextField
        label="Next revalidation"
        type="date"
        value={fields.nextRevalidation ?? ''}
        set={(day) => set({ nextRevalidation: day || undefined })}
      />
    </FormDialog>
  );
}
