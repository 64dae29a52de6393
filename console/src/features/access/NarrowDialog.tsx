import { useState } from 'react';
import type { Role } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { ChoiceField, TextField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';
import { roleName } from '../../shared/text';
import { parseRules } from './names';

/** Lets one role of somebody cover what is named, and nothing else. */
export function NarrowDialog({ person, close }: { person: Schemas['KnownPerson']; close: () => void }) {
  const [role, setRole] = useState<string>(person.roles[0] ?? 'engineer');
  const [models, setModels] = useState('');
  const [experiments, setExperiments] = useState('');
  const [reason, setReason] = useState('');
  const [covered, coveredExperiments] = [parseRules(models), parseRules(experiments)];
  return (
    <FormDialog
      title={`Narrow a role of ${person.name}`}
      description="Takes effect within a second, for tokens that they hold already too. It replaces what was named before."
      submit="Narrow"
      complete={reason.trim() !== '' && (covered !== undefined || coveredExperiments !== undefined)}
      changes={['grants']}
      action={() =>
        body(
          api.PUT('/v1/grants/{subject}/{role}', {
            params: { path: { subject: person.subject, role: role as Role } },
            body: { models: covered, experiments: coveredExperiments, reason: reason.trim() },
          }),
        )
      }
      close={close}
    >
      <ChoiceField label="Role" required value={role} set={setRole} options={person.roles.map((one) => [one, roleName(one)])} />
      <TextField label="Models" help="Names with commas between; a star at the end for a beginning, such as credit-*. Empty: all." value={models} set={setModels} />
      <TextField label="Experiments" help="The same, for experiments." value={experiments} set={setExperiments} />
      <TextField label="Reason" help="Becomes part of the record." required rows={2} maxLength={1000} value={reason} set={setReason} />
    </FormDialog>
  );
}
