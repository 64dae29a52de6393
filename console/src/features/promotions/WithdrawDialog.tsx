import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextArea } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, body, type Schemas } from '../../api/client';
import { ProblemAlert } from '../../shared/ProblemAlert';

const FORM = 'withdraw';

export function WithdrawDialog({ promotion, close }: { promotion: Schemas['Promotion']; close: () => void }) {
  const cache = useQueryClient();
  const [reason, setReason] = useState('');
  const withdraw = useMutation({
    mutationFn: () =>
      body(
        api.POST('/v1/promotions/{id}/withdraw', {
          params: { path: { id: promotion.id } },
          body: { reason: reason.trim() },
        }),
      ),
    onSuccess: async () => {
      close();
      await Promise.all(['tasks', 'promotions'].map((key) => cache.invalidateQueries({ queryKey: [key] })));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    withdraw.mutate();
  };
  return (
    <Modal isOpen variant="small" onClose={close} aria-labelledby="withdraw-title">
      <ModalHeader
        title="Withdraw request"
        labelId="withdraw-title"
        description="The request and its signatures stay on record; nobody can sign it any more. You can request the promotion again."
      />
      <ModalBody>
        <Form id={FORM} onSubmit={submit}>
          {withdraw.error && <ProblemAlert error={withdraw.error} />}
          <FormGroup label="Reason" fieldId="reason" isRequired>
            <TextArea id="reason" value={reason} onChange={(_, text) => setReason(text)} isRequired rows={3} maxLength={5000} />
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={FORM} isDisabled={reason.trim() === '' || withdraw.isPending} isLoading={withdraw.isPending}>
          Withdraw
        </Button>
        <Button variant="link" onClick={close}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
