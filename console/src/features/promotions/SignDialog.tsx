import { Content, FormGroup, Radio } from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import { CheckField } from '../../shared/CheckField';
import { ChoiceField, TextField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';
import { links } from '../../shared/links';
import { meaningAsAct, roleName } from '../../shared/text';

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
  const [role, setRole] = useState<string>(tasks[0]?.requiredRole ?? '');
  const task = tasks.find(({ requiredRole }) => requiredRole === role);
  const asked = (task?.meaning || 'approved') as Schemas['Meaning'];
  const [rejects, setRejects] = useState(false);
  const [comment, setComment] = useState('');
  const [confirmed, setConfirmed] = useState(false);
  // The digest that this person was shown when the dialog opened, whatever is loaded since.
  const [evidenceDigest] = useState(promotion.evidenceDigest);
  const sign = () =>
    body(
      api.POST('/v1/promotions/{id}/sign-offs', {
        params: { path: { id: promotion.id } },
        body: { meaning: rejects ? 'rejected' : asked, comment: comment.trim(), evidenceDigest, role: (role || undefined) as Schemas['Role'] },
      }),
    );
  return (
    <FormDialog
      title={isForWaivers(task) ? 'Sign the waivers' : 'Sign'}
      description={`${promotion.model}, version ${promotion.version} to ${promotion.targetStage}. You sign as ${me.name}; your name, role, the time and your comment become part of the record and cannot be changed.`}
      submit={rejects ? 'Sign the rejection' : 'Sign'}
      danger={rejects}
      wide
      complete={confirmed && (!rejects || comment.trim() !== '')}
      action={sign}
      changes={['tasks', 'promotions', 'models', 'waivers']}
      done={(receipt) => {
        signed(receipt);
        cache.setQueryData(['promotions', 'one', promotion.id], receipt.promotion);
      }}
      explain={(refusal) =>
        ApiProblem.of(refusal).slug === 'step-up-required' && (
          <Content component="p">
            For this signature your credentials are asked for again, for exactly this digest.{' '}
            <a href={links.stepUp(evidenceDigest, links.promotion(promotion.id))}>Sign in again, then sign</a>
          </Content>
        )
      }
      close={close}
    >
      {tasks.length > 1 && (
        <ChoiceField
          label="You sign as"
          required
          value={role}
          set={setRole}
          options={tasks.map(({ requiredRole = '' }) => [requiredRole, roleName(requiredRole)])}
        />
      )}
      <FormGroup role="radiogroup" label="What your signature says" fieldId="meaning" isRequired>
        <Radio id="accepts" name="meaning" label={meaningAsAct(asked)} isChecked={!rejects} onChange={() => setRejects(false)} />
        <Radio
          id="rejects"
          name="meaning"
          label={meaningAsAct('rejected')}
          description={
            promotion.state === 'open'
              ? 'Closes the promotion. The version stays where it is.'
              : 'Closes the review: the change was not right. What to do about it is a request of its own.'
          }
          isChecked={rejects}
          onChange={() => setRejects(true)}
        />
      </FormGroup>
      <TextField
        label="Comment"
        help={rejects ? 'Say what must change before you would sign.' : 'What you looked at, and what convinced you.'}
        required={rejects}
        rows={3}
        maxLength={5000}
        value={comment}
        set={setComment}
      />
      <CheckField
        className="cs-confirm"
        label={
          <>
            I have read the evidence, and I sign digest <code className="cs-wrap">{evidenceDigest}</code>
          </>
        }
        value={confirmed}
        set={setConfirmed}
      />
    </FormDialog>
  );
}

/** Those who grant waivers are asked before the others, in round 0. */
function isForWaivers(task: Schemas['Task'] | undefined): boolean {
  return task?.process === 'model-promotion' && task.round === 0;
}
