import {
  Button,
  Checkbox,
  Content,
  Form,
  FormGroup,
  FormHelperText,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  Radio,
  TextArea,
} from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useMe } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import { links } from '../../shared/links';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { meaningAsAct, roleName } from '../../shared/text';

const FORM = 'sign';

interface SignDialogProps {
  promotion: Schemas['Promotion'];
  /** The open sign-offs that this person may give; at least one. */
  tasks: Schemas['Task'][];
  close: () => void;
  signed: (receipt: Schemas['SignOffReceipt']) => void;
}

/** The act of signing: role, meaning, comment, and the digest that is signed, confirmed in so many words. */
export function SignDialog({ promotion, tasks, close, signed }: SignDialogProps) {
  const me = useMe();
  const cache = useQueryClient();
  const [role, setRole] = useState(tasks[0]?.requiredRole);
  const asked = (tasks.find((task) => task.requiredRole === role)?.meaning || 'approved') as Schemas['Meaning'];
  const [rejects, setRejects] = useState(false);
  const [comment, setComment] = useState('');
  const [confirmed, setConfirmed] = useState(false);
  const meaning = rejects ? 'rejected' : asked;
  const complete = confirmed && (!rejects || comment.trim() !== '');
  // The digest that this person was shown when the dialog opened, whatever is loaded since.
  const [evidenceDigest] = useState(promotion.evidenceDigest);
  const sign = useMutation({
    mutationFn: () =>
      body(
        api.POST('/v1/promotions/{id}/sign-offs', {
          params: { path: { id: promotion.id } },
          body: { meaning, comment: comment.trim(), evidenceDigest, role },
        }),
      ),
    onSuccess: async (receipt) => {
      signed(receipt);
      close();
      cache.setQueryData(['promotions', 'one', promotion.id], receipt.promotion);
      await Promise.all(['tasks', 'promotions', 'models'].map((key) => cache.invalidateQueries({ queryKey: [key] })));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) {
      sign.mutate();
    }
  };
  return (
    <Modal isOpen variant="medium" onClose={close} aria-labelledby="sign-title">
      <ModalHeader
        title="Sign"
        labelId="sign-title"
        description={`${promotion.model}, version ${promotion.version} to ${promotion.targetStage}. You sign as ${me.name}; your name, role, the time and your comment become part of the record and cannot be changed.`}
      />
      <ModalBody>
        <Form id={FORM} onSubmit={submit}>
          {sign.error && <ProblemAlert error={sign.error} />}
          {sign.error && ApiProblem.of(sign.error).slug === 'step-up-required' && (
            <Content component="p">
              For this signature your credentials are asked for again, for exactly this digest.{' '}
              <a href={links.stepUp(evidenceDigest, links.promotion(promotion.id))}>Sign in again, then sign</a>
            </Content>
          )}
          {tasks.length > 1 && (
            <FormGroup label="You sign as" fieldId="role" isRequired>
              <FormSelect id="role" value={role} onChange={(_, value) => setRole(value as Schemas['Role'])}>
                {tasks.map((task) => (
                  <FormSelectOption key={task.id} value={task.requiredRole} label={roleName(task.requiredRole ?? '')} />
                ))}
              </FormSelect>
            </FormGroup>
          )}
          <FormGroup role="radiogroup" label="What your signature says" fieldId="meaning" isRequired>
            <Radio id="accepts" name="meaning" label={meaningAsAct(asked)} isChecked={!rejects} onChange={() => setRejects(false)} />
            <Radio
              id="rejects"
              name="meaning"
              label={meaningAsAct('rejected')}
              description="Closes the promotion. The version stays where it is."
              isChecked={rejects}
              onChange={() => setRejects(true)}
            />
          </FormGroup>
          <FormGroup label="Comment" fieldId="comment" isRequired={rejects}>
            <TextArea
              id="comment"
              value={comment}
              onChange={(_, text) => setComment(text)}
              rows={3}
              maxLength={5000}
              isRequired={rejects}
              resizeOrientation="vertical"
            />
            <FormHelperText>
              <HelperText>
                <HelperTextItem>
                  {rejects ? 'Say what must change before you would sign.' : 'What you looked at, and what convinced you.'}
                </HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
          <Checkbox
            id="confirm"
            className="cs-confirm"
            isChecked={confirmed}
            onChange={(_, checked) => setConfirmed(checked)}
            label={
              <>
                I have read the evidence, and I sign digest <code className="cs-wrap">{evidenceDigest}</code>
              </>
            }
          />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          type="submit"
          form={FORM}
          variant={rejects ? 'danger' : 'primary'}
          isDisabled={!complete || sign.isPending}
          isLoading={sign.isPending}
        >
          {rejects ? 'Sign the rejection' : 'Sign'}
        </Button>
        <Button variant="link" onClick={close}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
