import { FileUpload, FormGroup } from '@patternfly/react-core';
import { useState } from 'react';
import { api, body, type Schemas } from '../../api/client';
import { ChoiceField, TextField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';

/** A change of what governs, for a second person to review. */
export function ProposeDialog({ close }: { close: () => void }) {
  const [kind, setKind] = useState<Schemas['PolicyChangeKind']>('tables');
  const [subject, setSubject] = useState('model-promotion');
  const [thresholds, setThresholds] = useState('');
  const [signOffs, setSignOffs] = useState('');
  const [guardedBy, setGuardedBy] = useState('model-promotion');
  const [isProtected, setProtected] = useState('yes');
  const [rationale, setRationale] = useState('');
  const [from, setFrom] = useState('');
  const change = {
    kind,
    subject: subject.trim(),
    rationale: rationale.trim(),
    ...(from && { effectiveFrom: `${from}T00:00:00Z` }),
    ...(kind === 'tables' && { thresholds, requiredSignOffs: signOffs }),
    ...(kind === 'guard' && guardedBy.trim() && { guardedBy: guardedBy.trim() }),
    ...(kind === 'protected-alias' && { isProtected: isProtected === 'yes' }),
  };
  return (
    <FormDialog
      title="Propose a change"
      description="Nothing changes until a risk approver other than you has accepted it."
      submit="Propose"
      wide
      complete={change.subject !== '' && change.rationale !== '' && (kind !== 'tables' || (thresholds !== '' && signOffs !== ''))}
      changes={['policies', 'tasks']}
      action={() => body(api.POST('/v1/policy-changes', { body: change }))}
      close={close}
    >
      <ChoiceField
        label="What should change"
        value={kind}
        set={(next) => setKind(next as Schemas['PolicyChangeKind'])}
        options={[
          ['tables', 'The decision tables of a policy'],
          ['guard', 'By which policy a stage is guarded'],
          ['protected-alias', 'Whether an alias is protected'],
        ]}
      />
      <TextField label={{ tables: 'Policy', guard: 'Stage', 'protected-alias': 'Alias' }[kind]} required value={subject} set={setSubject} />
      {kind === 'tables' && (
        <>
          <Table label="Thresholds (DMN file)" value={thresholds} set={setThresholds} />
          <Table label="Required sign-offs (DMN file)" value={signOffs} set={setSignOffs} />
        </>
      )}
      {kind === 'guard' && <TextField label="Guarded by" help="Empty takes the guard off: anybody may move versions there." value={guardedBy} set={setGuardedBy} />}
      {kind === 'protected-alias' && (
        <ChoiceField
          label="Protected"
          value={isProtected}
          set={setProtected}
          options={[
            ['yes', 'Yes: it moves through requests alone'],
            ['no', 'No: anybody who may set aliases moves it'],
          ]}
        />
      )}
      <TextField label="In force from" type="date" help="From the beginning of that day, UTC. Left out, from its publication." value={from} set={setFrom} />
      <TextField label="Why" required rows={3} maxLength={5000} value={rationale} set={setRationale} />
    </FormDialog>
  );
}

function Table({ label, value, set }: { label: string; value: string; set: (xml: string) => void }) {
  const [name, setName] = useState('');
  const id = label.replace(/\W+/g, '-');
  return (
    <FormGroup label={label} fieldId={id} isRequired>
      <FileUpload
        id={id}
        type="text"
        value={value}
        filename={name}
        onFileInputChange={(_, file) => setName(file.name)}
        onDataChange={(_, text) => set(text)}
        onTextChange={(_, text) => set(text)}
        onClearClick={() => {
          set('');
          setName('');
        }}
        browseButtonText="Choose a file"
        dropzoneProps={{ accept: { 'application/xml': ['.dmn', '.xml'] }, maxSize: 1_000_000 }}
      />
    </FormGroup>
  );
}
