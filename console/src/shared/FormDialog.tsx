import { Button, Form, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId } from 'react';
import { ProblemAlert } from './ProblemAlert';

interface FormDialogProps<T> {
  title: string;
  /** What happens, and what cannot be undone. */
  description: ReactNode;
  submit: string;
  danger?: boolean;
  /** Whether all that is needed has been given. */
  complete: boolean;
  action: () => Promise<T>;
  /** First parts of the query keys whose answers the action makes old. */
  changes: string[];
  done?: (result: T) => void;
  close: () => void;
  wide?: boolean;
  /** What helps with a refusal, below its message. */
  explain?: (error: unknown) => ReactNode;
  children: ReactNode;
}

/** A dialog with one form and one act; a refusal is shown in it, and what was typed stays. */
export function FormDialog<T>({ title, description, submit, danger, complete, action, changes, done, close, wide, explain, children }: FormDialogProps<T>) {
  const id = useId();
  const cache = useQueryClient();
  const act = useMutation({
    mutationFn: action,
    onSuccess: (result) => {
      close();
      done?.(result);
    },
    // A refusal may have left a record too.
    onSettled: () => changes.forEach((key) => void cache.invalidateQueries({ queryKey: [key] })),
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (complete && !act.isPending) {
      act.mutate();
    }
  };
  return (
    <Modal isOpen variant={wide ? 'medium' : 'small'} onClose={close} aria-labelledby={`${id}title`}>
      <ModalHeader title={title} labelId={`${id}title`} description={description} />
      <ModalBody>
        <Form id={`${id}form`} onSubmit={onSubmit}>
          {act.error && <ProblemAlert error={act.error} />}
          {act.error && explain?.(act.error)}
          {children}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          type="submit"
          form={`${id}form`}
          variant={danger ? 'danger' : 'primary'}
          isDisabled={!complete || act.isPending}
          isLoading={act.isPending}
        >
          {submit}
        </Button>
        <Button variant="link" onClick={close}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
