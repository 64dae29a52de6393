import { useState } from 'react';
import { api, body, type Schemas } from '../../api/client';
import { FormDialog } from '../../shared/FormDialog';
import { PersonField } from '../../shared/PersonField';
import { roleName } from '../../shared/text';
import { about } from './task';

/** Hands a task to one other person. */
export function DelegateDialog({ task, close }: { task: Schemas['Task']; close: () => void }) {
  const [to, setTo] = useState('');
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
      <PersonField label="To whom" value={to} set={setTo} />
    </FormDialog>
  );
}
