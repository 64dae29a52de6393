import { Alert, Checkbox, FormGroup } from '@patternfly/react-core';
import { useState } from 'react';
import { type Role, useHasRole, useMe } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { ChoiceField, TextField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';
import { PersonField } from '../../shared/PersonField';
import { roleName } from '../../shared/text';
import { parseRules } from './names';

interface IssueKeyDialogProps {
  done: (issued: Schemas['IssuedKey']) => void;
  close: () => void;
}

const ALL: Role[] = ['engineer', 'validator', 'risk-approver', 'model-owner', 'deployer', 'auditor'];

/** A key for a program: name, roles, what it covers, how long. */
export function IssueKeyDialog({ done, close }: IssueKeyDialogProps) {
  const me = useMe();
  const isAdmin = useHasRole('admin');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<Schemas['KeyKind']>('personal');
  const [accountable, setAccountable] = useState('');
  const [roles, setRoles] = useState<Role[]>([]);
  const [models, setModels] = useState('');
  const [experiments, setExperiments] = useState('');
  const [days, setDays] = useState('90');
  const offered = kind === 'service' ? ALL : ALL.filter((role) => me.roles.includes(role));
  const order = {
    name: name.trim(),
    kind,
    accountable: kind === 'service' ? accountable : undefined,
    roles: roles.filter((role) => offered.includes(role)),
    models: parseRules(models),
    experiments: parseRules(experiments),
    expiresInDays: Number(days),
  };
  return (
    <FormDialog
      title="Make a key"
      description="The secret is shown once, when the key has been made."
      submit="Make key"
      wide
      complete={order.name !== '' && order.roles.length > 0 && order.expiresInDays >= 1 && (kind === 'personal' || accountable !== '')}
      changes={['keys']}
      action={() => body(api.POST('/v1/keys', { body: order }))}
      done={done}
      close={close}
    >
      <TextField label="Name" help="What uses it, such as “nightly training”." required maxLength={100} value={name} set={setName} />
      {isAdmin && (
        <ChoiceField
          label="Kind"
          value={kind}
          set={(next) => setKind(next as Schemas['KeyKind'])}
          options={[
            ['personal', 'Personal: you answer for it'],
            ['service', 'Service: somebody whom you name answers for it'],
          ]}
        />
      )}
      {kind === 'service' && <PersonField label="Who answers for it" withMe value={accountable} set={setAccountable} />}
      <FormGroup role="group" label="Roles" isRequired fieldId="roles">
        {offered.map((role) => (
          <Checkbox
            key={role}
            id={`role-${role}`}
            label={roleName(role)}
            isChecked={roles.includes(role)}
            onChange={(_, on) => setRoles(on ? [...roles, role] : roles.filter((one) => one !== role))}
          />
        ))}
        {offered.length === 0 && <Alert isInline isPlain variant="warning" title="A key gets roles that you hold, and you hold none that a key may have" />}
      </FormGroup>
      <TextField label="Models it covers" help="Names with commas between; a star at the end for a beginning, such as credit-*. Empty: all that you reach." value={models} set={setModels} />
      <TextField label="Experiments it covers" help="The same, for experiments." value={experiments} set={setExperiments} />
      <TextField label="Days until it expires" type="number" required value={days} set={setDays} />
    </FormDialog>
  );
}
