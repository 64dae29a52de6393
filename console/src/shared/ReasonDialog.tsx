import { type ReactNode, useState } from 'react';
import { TextField } from './fields';
import { FormDialog } from './FormDialog';

interface ReasonDialogProps<T> {
  title: string;
  description: ReactNode;
  submit: string;
  danger?: boolean;
  label?: string;
  help?: ReactNode;
  action: (reason: string) => Promise<T>;
  changes: string[];
  done?: (result: T) => void;
  close: () => void;
}

/** An act that is asked for its reason, which goes on record. */
export function ReasonDialog<T>({ label = 'Reason', help = 'Becomes part of the record.', action, ...dialog }: ReasonDialogProps<T>) {
  const [reason, setReason] = useState('');
  return (
    <FormDialog {...dialog} complete={reason.trim() !== ''} action={() => action(reason.trim())}>
      <TextField label={label} help={help} required rows={3} maxLength={1000} value={reason} set={setReason} />
    </FormDialog>
  );
}
