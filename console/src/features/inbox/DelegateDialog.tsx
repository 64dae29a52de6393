import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHasRole } from '../../app/me';
import { accessQueries } from '../../api/access';
import { api, body, type Schemas } from '../../api/client';
import { ChoiceField, TextField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';
import { roleName } from '../../shared/text';
import { about } from './task';

/** Hands a task to one other person. */
export function DelegateDialog({ task, close }: { task: Schemas['Task']; close: () => void }) {
  const knowsPeople = useHasRole('admin', 'auditor');
  const people = useInfiniteQuery({ ...accessQueries.people(), enabled: knowsPeople });
  const [to, setTo] = useState('');
  const known = people.data?.pages.flatMap((page) => page.items).filter((one) => one.kind === 'person' && !one.leftAt) ?? [];
  return (
    <FormDialog
      title={`Hand on ${about(task)}`}
      description={`The task goes to them${task.requiredRole ? `; they must hold the role ${roleName(task.requiredRole).toLowerCase()}` : ''}. Who requested, registered or trained it cannot sign it, handed on or not.`}
      submit="Hand on"
      complete={to.trim() !== ''}
      action={() => body(api.POST('/v1/tasks/{id}/delegate', { params: { path: { id: task.id } }, body: { to: to.trim() } }))}
      changes={['tasks']}
      close={close}
    >
      {known.length > 0 ? (
        <ChoiceField
          label="To whom"
          required
          value={to}
          set={setTo}
          options={[['', 'Choose a person'], ...known.map((one): [string, string] => [one.subject, one.name])]}
        />
      ) : (
        <TextField
          label="Subject id of the person"
          help="As their sign-offs show it; administrators and auditors see it under People and access."
          required
          value={to}
          set={setTo}
        />
      )}
    </FormDialog>
  );
}
