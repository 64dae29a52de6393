import { Alert, Button } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHasRole, useMe } from '../../app/me';
import type { Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { aRole } from '../../shared/text';
import { placeOf } from './places';
import { RequestDialog } from './RequestDialog';
import { SignDialog } from './SignDialog';
import { WithdrawDialog } from './WithdrawDialog';

interface YourPartProps {
  promotion: Schemas['Promotion'];
  signed: (receipt: Schemas['SignOffReceipt']) => void;
}

/** What the person reading may do about a request that waits for signatures, or why they may not. */
export function YourPart({ promotion, signed }: YourPartProps) {
  const me = useMe();
  const mayAsk = useHasRole('engineer', 'model-owner');
  const inReview = promotion.review !== undefined && !promotion.review.closedAt;
  const waits = promotion.state === 'open' || inReview;
  const tasks = useQuery({ ...queries.tasks({ model: promotion.model }), enabled: waits });
  const [dialog, setDialog] = useState<'sign' | 'withdraw' | 'waive' | null>(null);
  const here = (waits && tasks.data?.items.filter((task) => task.promotionId === promotion.id)) || [];
  const mine = here.filter((task) => !task.blockedReason);
  const blocked = here.find((task) => task.blockedReason)?.blockedReason;
  const close = () => setDialog(null);
  return (
    <>
      {mine.length > 0 && (
        <Alert
          variant="custom"
          isInline
          className="cs-section"
          title={`Your signature is asked for, as ${mine.map((task) => aRole(task.requiredRole ?? '')).join(' or ')}`}
          actionLinks={<Button onClick={() => setDialog('sign')}>Review and sign</Button>}
        >
          {inReview
            ? 'The change was applied before it was reviewed. Read the evidence below, then say whether it was right.'
            : 'Read the evidence below first. You can also reject.'}
        </Alert>
      )}
      {mine.length === 0 && blocked && (
        <Alert variant="warning" isInline className="cs-section" title="You cannot sign this">
          {blocked}
        </Alert>
      )}
      {promotion.state === 'open' && promotion.requestedBy.subject === me.subject && (
        <Alert
          variant="info"
          isInline
          className="cs-section"
          title="You requested this"
          actionLinks={
            <Button variant="secondary" onClick={() => setDialog('withdraw')}>
              Withdraw request
            </Button>
          }
        >
          Others sign it. Until then you can take the request back.
        </Alert>
      )}
      {promotion.state === 'refused' && mayAsk && (
        <Alert
          variant="info"
          isInline
          className="cs-section"
          title="The thresholds were not met"
          actionLinks={
            <Button variant="secondary" onClick={() => setDialog('waive')}>
              Ask again with a waiver
            </Button>
          }
        >
          Where there is a good reason, a failed threshold can be let pass for a time. Somebody else signs the waiver before the promotion is put to its signers.
        </Alert>
      )}
      {dialog === 'sign' && <SignDialog promotion={promotion} tasks={mine} close={close} signed={signed} />}
      {dialog === 'withdraw' && <WithdrawDialog promotion={promotion} close={close} />}
      {dialog === 'waive' && (
        <RequestDialog
          kind="promotion"
          version={promotion}
          places={[placeOf(promotion)]}
          failing={promotion.thresholds.filter(({ verdict }) => verdict === 'failed')}
          rationale={promotion.rationale}
          close={close}
        />
      )}
    </>
  );
}
