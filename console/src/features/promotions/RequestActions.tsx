import { Button } from '@patternfly/react-core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHasRole } from '../../app/me';
import type { Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { queries } from '../../api/queries';
import { placesApproved, placesFor } from './places';
import { RequestDialog, type RequestKind } from './RequestDialog';

/** What may be asked for a version: a promotion, the way back to it, a change that cannot wait. */
export function RequestActions({ version }: { version: Schemas['Version'] }) {
  const mayAsk = useHasRole('engineer', 'model-owner');
  const stages = useQuery({ ...governance.stages(), enabled: mayAsk });
  const promotions = useInfiniteQuery({ ...queries.promotions({ model: version.model }), enabled: mayAsk });
  const [asking, setAsking] = useState<RequestKind | null>(null);
  if (!mayAsk || !stages.data) {
    return null;
  }
  const places = placesFor(stages.data, version);
  const approved = placesApproved(promotions.data?.pages.flatMap((page) => page.items) ?? [], version.version, version.stage);
  if (places.length === 0) {
    return null;
  }
  return (
    <>
      <Button onClick={() => setAsking('promotion')}>Request promotion</Button>{' '}
      {approved.length > 0 && (
        <Button variant="secondary" onClick={() => setAsking('rollback')}>
          Roll back to this version
        </Button>
      )}{' '}
      <Button variant="link" isDanger onClick={() => setAsking('emergency')}>
        Emergency change
      </Button>
      {asking && (
        <RequestDialog
          key={asking}
          kind={asking}
          version={version}
          places={asking === 'rollback' ? approved : places}
          close={() => setAsking(null)}
        />
      )}
    </>
  );
}
