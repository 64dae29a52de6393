import {
  Button,
  Checkbox,
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
  TextArea,
} from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { api, body, type Schemas } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import { links } from '../../shared/links';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { ThresholdTable } from './ThresholdTable';

const STAGES = ['Staging', 'Production'];
const FORM = 'request-promotion';

export function RequestPromotionDialog({ version, close }: { version: Schemas['Version']; close: () => void }) {
  const navigate = useNavigate();
  const cache = useQueryClient();
  const stages = STAGES.filter((one) => one !== version.stage);
  const [stage, setStage] = useState(stages.at(-1) ?? 'Production');
  const [rationale, setRationale] = useState('');
  const [archiveExisting, setArchiveExisting] = useState(true);
  const ask = useMutation({
    mutationFn: () =>
      body(
        api.POST('/v1/promotions', {
          body: { model: version.model, version: version.version, stage, rationale: rationale.trim(), archiveExisting },
        }),
      ),
    onSuccess: (promotion) => navigate(links.promotion(promotion.id)),
    // A refused request is a record too.
    onSettled: () => cache.invalidateQueries({ queryKey: ['promotions'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  return (
    <Modal isOpen variant="medium" onClose={close} aria-labelledby="request-title">
      <ModalHeader
        title="Request promotion"
        labelId="request-title"
        description={`${version.model}, version ${version.version}. The evidence is frozen now: run, metrics, parameters and artifact cannot change unnoticed while others sign.`}
      />
      <ModalBody>
        <Form id={FORM} onSubmit={submit}>
          {ask.error && <Refusal error={ask.error} />}
          <FormGroup label="Target stage" fieldId="stage" isRequired>
            <FormSelect id="stage" value={stage} onChange={(_, value) => setStage(value)}>
              {stages.map((one) => (
                <FormSelectOption key={one} value={one} label={one} />
              ))}
            </FormSelect>
          </FormGroup>
          <FormGroup label="Rationale" fieldId="rationale" isRequired>
            <TextArea
              id="rationale"
              value={rationale}
              onChange={(_, text) => setRationale(text)}
              isRequired
              rows={4}
              maxLength={5000}
              resizeOrientation="vertical"
            />
            <FormHelperText>
              <HelperText>
                <HelperTextItem>Why this version, and why now: signers and auditors read it.</HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
          <Checkbox
            id="archive"
            label={`Archive the version that is in ${stage} now`}
            description="Both happen in one step, so there is never none or two."
            isChecked={archiveExisting}
            onChange={(_, checked) => setArchiveExisting(checked)}
          />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={FORM} isDisabled={rationale.trim() === '' || ask.isPending} isLoading={ask.isPending}>
          Freeze evidence and request
        </Button>
        <Button variant="link" onClick={close}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}

/** A request that failed its thresholds says which. */
function Refusal({ error }: { error: unknown }) {
  const results = ApiProblem.of(error).members['results'];
  return (
    <>
      <ProblemAlert error={error} />
      {Array.isArray(results) && <ThresholdTable thresholds={results as Schemas['Threshold'][]} />}
    </>
  );
}
