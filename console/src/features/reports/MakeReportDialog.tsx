import {
  Button,
  Form,
  FormGroup,
  FormSelect,
  FormSelectOption,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
} from '@patternfly/react-core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { stateText } from '../../shared/labels';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { formatLocal } from '../../shared/time';
import { useMakeReport } from './useMakeReport';

const FORM = 'make-report';

export function MakeReportDialog({ close }: { close: () => void }) {
  const promotions = useInfiniteQuery(queries.promotions());
  const make = useMakeReport();
  const [chosen, setChosen] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate(chosen, { onSuccess: close });
  };
  return (
    <Modal isOpen variant="medium" onClose={close} aria-labelledby="report-title">
      <ModalHeader
        title="Make report"
        labelId="report-title"
        description="Promotion evidence: identity, thresholds, signatures, separation of duties and ledger proofs of one promotion, as a signed PDF."
      />
      <ModalBody>
        <Form id={FORM} onSubmit={submit}>
          {make.error && <ProblemAlert error={make.error} />}
          <Loaded query={promotions} what="promotions">
            {({ pages }) => {
              const items = pages.flatMap((page) => page.items);
              return items.length === 0 ? (
                <Nothing title="No promotion was requested yet" />
              ) : (
                <FormGroup label="Promotion" fieldId="promotion" isRequired>
                  <FormSelect id="promotion" value={chosen} onChange={(_, value) => setChosen(value)}>
                    <FormSelectOption value="" label="Choose a promotion" isPlaceholder />
                    {items.map((promotion) => (
                      <FormSelectOption key={promotion.id} value={promotion.id} label={inWords(promotion)} />
                    ))}
                  </FormSelect>
                  <MoreButton query={promotions} what="promotions" />
                </FormGroup>
              );
            }}
          </Loaded>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={FORM} isDisabled={chosen === '' || make.isPending} isLoading={make.isPending}>
          Make report
        </Button>
        <Button variant="link" onClick={close}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}

function inWords({ model, version, targetStage, state, requestedAt }: Schemas['Promotion']): string {
  return `${model}, version ${version} to ${targetStage} (${stateText(state).toLowerCase()}, ${formatLocal(requestedAt)})`;
}
