import { Alert, CodeBlock, CodeBlockCode, Content, ExpandableSection } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { queries } from '../../api/queries';

/** What a signer takes away: the signature stands in the ledger, here is the place and the signed checkpoint. */
export function Receipt({ receipt }: { receipt: Schemas['SignOffReceipt'] }) {
  const { entryId } = receipt.inclusion;
  // A signature whose proof was pending is followed until it is there.
  const followed = useQuery({ ...queries.inclusion(entryId), initialData: receipt.inclusion });
  const inclusion = followed.data;
  const included = inclusion.status === 'included';
  return (
    <Alert
      variant={included ? 'success' : 'info'}
      isInline
      className="cs-section"
      title={included ? `Signed, and in the ledger as leaf ${inclusion.leafIndex}` : 'Signed; the ledger is including it'}
    >
      <Content component="p" aria-live="polite">
        {receipt.promotion.state === 'approved'
          ? `All signatures are there: ${receipt.promotion.model}, version ${receipt.promotion.version} is in ${receipt.promotion.targetStage}.`
          : receipt.promotion.state === 'rejected'
            ? 'Your rejection closed the promotion.'
            : 'The promotion waits for further signatures.'}
      </Content>
      {included ? (
        <Proof inclusion={inclusion} />
      ) : (
        <Content component="p">Your signature is stored. The next checkpoint covers it within seconds.</Content>
      )}
    </Alert>
  );
}

function Proof({ inclusion }: { inclusion: Schemas['Inclusion'] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Content component="p">
        Leaf {inclusion.leafIndex} of {inclusion.treeSize}, entry <code>{inclusion.entryId}</code>. Keep the checkpoint: with
        it anybody can show later that the ledger was rewritten, should that ever happen.
      </Content>
      <ExpandableSection toggleText="Signed checkpoint" isExpanded={open} onToggle={(_, expanded) => setOpen(expanded)}>
        <CodeBlock>
          <CodeBlockCode>{inclusion.checkpoint}</CodeBlockCode>
        </CodeBlock>
      </ExpandableSection>
    </>
  );
}
