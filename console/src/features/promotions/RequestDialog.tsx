import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { api, body, type Schemas } from '../../api/client';
import { CheckField } from '../../shared/CheckField';
import { ChoiceField, TextField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';
import { links } from '../../shared/links';
import { asPlace, type PlaceOption } from './places';
import { ThresholdTable } from './ThresholdTable';
import { asked, complete, failedThresholds, type WaiverDraft } from './waivers';
import { WaiverFields } from './WaiverFields';

type Request = Schemas['PromotionRequest'];
export type RequestKind = NonNullable<Schemas['Promotion']['kind']>;

const KINDS: Record<RequestKind, { title: string; submit: string; description: string; rationale: string; danger?: boolean }> = {
  promotion: {
    title: 'Request promotion',
    submit: 'Freeze evidence and request',
    description: 'The evidence is frozen now: run, metrics, parameters and artifact cannot change unnoticed while others sign.',
    rationale: 'Why this version, and why now: signers and auditors read it.',
  },
  rollback: {
    title: 'Roll back to this version',
    submit: 'Request rollback',
    description: 'It was approved for this place before, so its numbers are not judged again; fewer people sign than for a promotion. The version that is there now leaves it in the same step.',
    rationale: 'What is wrong with the version that is there now.',
  },
  emergency: {
    title: 'Emergency change',
    submit: 'Request emergency change',
    description:
      'For harm that cannot wait. It is applied as soon as one other person confirms it, whatever the thresholds say. A retrospective review then opens with a deadline: it cannot be skipped, and while it is overdue nothing else can be asked for this model, except a rollback.',
    rationale: 'What cannot wait, and what happens otherwise. The retrospective review begins with it.',
    danger: true,
  },
};

const SEND: Record<RequestKind, (request: Request) => Promise<Schemas['Promotion']>> = {
  promotion: (request) => body(api.POST('/v1/promotions', { body: request })),
  rollback: (request) => body(api.POST('/v1/rollbacks', { body: request })),
  emergency: (request) => body(api.POST('/v1/emergency-changes', { body: request })),
};

interface RequestDialogProps {
  kind: RequestKind;
  version: Pick<Schemas['Version'], 'model' | 'version'>;
  places: PlaceOption[];
  /** Thresholds that are known to fail. */
  failing?: Schemas['Threshold'][];
  rationale?: string;
  close: () => void;
}

/** Asks for a version to enter a guarded stage or to get a protected alias, in one of three ways. */
export function RequestDialog({ kind, version, places, failing = [], rationale: before = '', close }: RequestDialogProps) {
  const navigate = useNavigate();
  const { title, submit, description, rationale: help, danger } = KINDS[kind];
  const [place, setPlace] = useState(places[0]?.[0] ?? '');
  const [rationale, setRationale] = useState(before);
  const [archiveExisting, setArchiveExisting] = useState(true);
  const [runs, setRuns] = useState('');
  const [failed, setFailed] = useState(failing);
  const [waivers, setWaivers] = useState<WaiverDraft>({});
  const target = asPlace(place);
  const judged = kind === 'promotion';
  const evidenceRuns = runs.split(/[\s,]+/).filter(Boolean);
  const request: Request = {
    model: version.model,
    version: version.version,
    ...target,
    rationale: rationale.trim(),
    archiveExisting: target.stage !== undefined && archiveExisting,
    ...(judged && evidenceRuns.length > 0 && { evidenceRuns }),
    ...(judged && Object.keys(waivers).length > 0 && { waivers: asked(waivers) }),
  };
  const send = async () => {
    try {
      return await SEND[kind](request);
    } catch (refusal) {
      setFailed(failedThresholds(refusal));
      throw refusal;
    }
  };
  return (
    <FormDialog
      title={target.removeAlias ? `Request to take the alias ${target.alias} away` : title}
      description={`${version.model}, version ${version.version}. ${description}`}
      submit={submit}
      danger={danger}
      wide
      complete={place !== '' && rationale.trim() !== '' && complete(waivers)}
      action={send}
      changes={['promotions', 'models', 'tasks']}
      done={(promotion) => void navigate(links.promotion(promotion.id))}
      explain={() => failed.length > 0 && <ThresholdTable thresholds={failed} />}
      close={close}
    >
      <ChoiceField label="Target" required value={place} set={setPlace} options={places} />
      <TextField label="Rationale" help={help} required rows={4} maxLength={5000} value={rationale} set={setRationale} />
      {target.stage && (
        <CheckField
          label={`Archive the version that is in ${target.stage} now`}
          help="Both happen in one step, so there is never none or two."
          value={archiveExisting}
          set={setArchiveExisting}
        />
      )}
      {judged && (
        <TextField
          label="Further runs whose numbers count"
          help="Run ids, such as that of the validator's run; with spaces between. A policy may ask that a number comes from a validator or from CI."
          value={runs}
          set={setRuns}
        />
      )}
      {judged && failed.length > 0 && <WaiverFields failed={failed} draft={waivers} set={setWaivers} />}
    </FormDialog>
  );
}
