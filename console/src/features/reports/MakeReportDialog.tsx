import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHasRole } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { ChoiceField } from '../../shared/fields';
import { FormDialog } from '../../shared/FormDialog';
import { stateText } from '../../shared/labels';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { formatLocal } from '../../shared/time';
import { aboutPromotion, ACCESS_REVIEW, PROMOTION_EVIDENCE, templateName } from './templates';

const DESCRIPTIONS: Record<string, string> = {
  [PROMOTION_EVIDENCE]: 'Identity, thresholds, signatures, separation of duties, findings, waivers and ledger proofs of one promotion, as a signed PDF.',
  [ACCESS_REVIEW.template]: 'Everybody who was seen here, with roles, what narrows them, keys and last use, as a signed PDF.',
};

export function MakeReportDialog({ close }: { close: () => void }) {
  const reviewsAccess = useHasRole('auditor', 'admin');
  const [template, setTemplate] = useState(PROMOTION_EVIDENCE);
  const [chosen, setChosen] = useState('');
  const request = template === PROMOTION_EVIDENCE ? aboutPromotion(chosen) : ACCESS_REVIEW;
  return (
    <FormDialog
      title="Make report"
      description={DESCRIPTIONS[template]}
      submit="Make report"
      wide
      complete={template !== PROMOTION_EVIDENCE || chosen !== ''}
      action={() => body(api.POST('/v1/reports', { body: request }))}
      changes={['reports']}
      close={close}
    >
      {reviewsAccess && (
        <ChoiceField
          label="Kind of report"
          required
          value={template}
          set={setTemplate}
          options={Object.keys(DESCRIPTIONS).map((key) => [key, templateName(key)])}
        />
      )}
      {template === PROMOTION_EVIDENCE && <PromotionField value={chosen} set={setChosen} />}
    </FormDialog>
  );
}

function PromotionField({ value, set }: { value: string; set: (id: string) => void }) {
  const promotions = useInfiniteQuery(queries.promotions());
  return (
    <Loaded query={promotions} what="promotions">
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        return items.length === 0 ? (
          <Nothing title="No promotion was requested yet" />
        ) : (
          <div>
            <ChoiceField
              label="Promotion"
              required
              value={value}
              set={set}
              options={[['', 'Choose a promotion'], ...items.map((one): [string, string] => [one.id, inWords(one)])]}
            />
            <MoreButton query={promotions} what="promotions" />
          </div>
        );
      }}
    </Loaded>
  );
}

function inWords({ model, version, targetStage, state, requestedAt }: Schemas['Promotion']): string {
  return `${model}, version ${version} to ${targetStage} (${stateText(state).toLowerCase()}, ${formatLocal(requestedAt)})`;
}
