import { useState } from 'react';
import { api, body } from '../../api/client';
import { CheckField } from '../../shared/CheckField';
import { TextField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';

/** A stage that no policy guards yet. */
export function AddStageDialog({ close }: { close: () => void }) {
  const [name, setName] = useState('');
  const [active, setActive] = useState(true);
  const [exclusive, setExclusive] = useState(false);
  return (
    <FormDialog
      title="Add a stage"
      description="No policy guards it at first: versions move there by any client. Propose a guard under Policies."
      submit="Add"
      complete={name.trim() !== ''}
      changes={['stages']}
      action={() => body(api.POST('/v1/stages', { body: { name: name.trim(), active, exclusive } }))}
      close={close}
    >
      <TextField label="Name" required maxLength={50} value={name} set={setName} />
      <CheckField label="Versions here are in use" help="Unlike an archive." value={active} set={setActive} />
      <CheckField label="One version of a model at most" help="Who enters it moves the version out that is there." value={exclusive} set={setExclusive} />
    </FormDialog>
  );
}

export function RenameStageDialog({ stage, close }: { stage: string; close: () => void }) {
  const [name, setName] = useState(stage);
  return (
    <FormDialog
      title={`Rename ${stage}`}
      description="Versions that are there get the new name, each with an entry in the ledger. Clients that ask for the old name are refused."
      submit="Rename"
      complete={name.trim() !== '' && name.trim() !== stage}
      changes={['stages', 'models']}
      action={() => body(api.PATCH('/v1/stages/{stage}', { params: { path: { stage } }, body: { name: name.trim() } }))}
      close={close}
    >
      <TextField label="New name" required maxLength={50} value={name} set={setName} />
    </FormDialog>
  );
}
