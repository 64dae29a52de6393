import { Alert, Button } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../../app/me';
import type { Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { aRole } from '../../shared/text';
import { SignDialog } from './SignDialog';
import { WithdrawDialog } from './WithdrawDialog';

interface YourPartProps {
  promotion: Schemas['Promotion'];
  signed: (receipt: Schemas['SignOffReceipt']) => void;
}

/** What the person reading may do about an open promotion, or why they may not. */
export function YourPart({ promotion, signed }: YourPartProps) {
  const me = useMe();
  const tasks = useQuery({ ...queries.tasks(), enabled: promotion.state === 'open' });
  const [dialog, setDialog] = useState<'sign' | 'withdraw' | null>(null);
  if (promotion.state !== 'open') {
    return null;
  }
  const here = tasks.data?.items.filter((task) => task.promotionId === promotion.id) ?? [];
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
          Read the evidence below first. You can also reject.
        </Alert>
      )}
      {mine.length === 0 && blocked && (
        <Alert variant="warning" isInline className="cs-section" title="You cannot sign this">
          {blocked}
        </Alert>
      )}
      {promotion.requestedBy.subject === me.subject && (
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
      {dialog === 'sign' && <SignDialog promotion={promotion} tasks={mine} close={close} signed={signed} />}
      {dialog === 'withdraw' && <WithdrawDialog promotion={promotion} close={close} />}
    </>
  );
}
