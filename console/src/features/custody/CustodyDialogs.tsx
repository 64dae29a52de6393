import { useState } from 'react';
import { api, type Schemas } from '../../api/client';
import { CheckField } from '../../shared/CheckField';
import { ChoiceField, TextField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';
import { PersonField } from '../../shared/PersonField';

type Scope = Schemas['LedgerHold']['scope'];

function ReasonField({ value, set }: { value: string; set: (reason: string) => void }) {
  return <TextField label="Reason" help="Becomes part of the record." required rows={3} maxLength={2000} value={value} set={set} />;
}

export function EraseDialog({ close }: { close: () => void }) {
  const [person, setPerson] = useState('');
  const [texts, setTexts] = useState(false);
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title="Ask for an erasure"
      description="A second person confirms it. Names and addresses beside the ledger's entries are then destroyed for good; entries, proofs and the pseudonym stay. Names on signatures stay until the legal minimum has passed."
      submit="Ask"
      complete={person !== '' && reason.trim() !== ''}
      changes={['custody']}
      action={() => api.POST('/v1/ledger/erasures', { body: { person, texts, reason: reason.trim() } })}
      close={close}
    >
      <PersonField label="Whose data" value={person} set={setPerson} />
      <CheckField label="Also the comments and reasons that they wrote" value={texts} set={setTexts} />
      <ReasonField value={reason} set={setReason} />
    </FormDialog>
  );
}

export function PlaceHoldDialog({ close }: { close: () => void }) {
  const [scope, setScope] = useState<Scope>('person');
  const [person, setPerson] = useState('');
  const [kind, setKind] = useState('registered-model');
  const [id, setId] = useState('');
  const [reason, setReason] = useState('');
  const given = scope === 'all' || (scope === 'person' ? person !== '' : id.trim() !== '');
  return (
    <FormDialog
      title="Place a legal hold"
      description="In force at once. Its release needs two persons."
      submit="Place"
      complete={given && reason.trim() !== ''}
      changes={['custody']}
      action={() =>
        api.POST('/v1/ledger/holds', {
          body: {
            scope,
            reason: reason.trim(),
            ...(scope === 'person' && { person }),
            ...(scope === 'subject' && { subject: { kind, id: id.trim() } }),
          },
        })
      }
      close={close}
    >
      <ChoiceField
        label="It covers"
        required
        value={scope}
        set={(next) => setScope(next as Scope)}
        options={[
          ['person', 'What stands beside entries about one person'],
          ['subject', 'What stands beside entries about one thing'],
          ['all', 'Everything'],
        ]}
      />
      {scope === 'person' && <PersonField label="Whose" value={person} set={setPerson} />}
      {scope === 'subject' && (
        <>
          <ChoiceField
            label="Kind of thing"
            value={kind}
            set={setKind}
            options={[
              ['registered-model', 'Registered model'],
              ['model-version', 'Model version (model/number)'],
              ['promotion', 'Promotion'],
              ['run', 'Run'],
            ]}
          />
          <TextField label="Id or name" required value={id} set={setId} />
        </>
      )}
      <ReasonField value={reason} set={setReason} />
    </FormDialog>
  );
}

export function RetentionDialog({ close }: { close: () => void }) {
  const [days, setDays] = useState('');
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title="Change the retention"
      description="Keeping longer takes effect at once. Keeping shorter waits for a second person, and is refused below the legal minimum."
      submit="Change"
      complete={reason.trim() !== '' && (days === '' || Number(days) >= 1)}
      changes={['custody']}
      action={() => api.PUT('/v1/ledger/retention', { body: { ...(days && { days: Number(days) }), reason: reason.trim() } })}
      close={close}
    >
      <TextField label="Days" type="number" help="Empty: for ever." value={days} set={setDays} />
      <ReasonField value={reason} set={setReason} />
    </FormDialog>
  );
}
