import { Button } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { download } from '../../api/client';
import { Page } from '../../shared/Page';
import { PageTabs } from '../../shared/PageTabs';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { CheckpointSection } from './CheckpointSection';
import { EntriesSection } from './EntriesSection';
import { VerificationSection } from './VerificationSection';

export default function LedgerPage() {
  const cache = useQueryClient();
  const save = useMutation({
    mutationFn: () => download('/v1/ledger/export', `countersign-ledger-${new Date().toISOString().slice(0, 10)}.ndjson.gz`),
    onSettled: () => cache.invalidateQueries({ queryKey: ['ledger'] }),
  });
  return (
    <Page
      title="Ledger"
      intro="Every governance act leaves one entry in an append-only tree whose head is signed every few seconds. With an export and the public key anybody can detect, offline, whether anything was changed, removed, inserted or reordered."
      actions={
        <Button isLoading={save.isPending} isDisabled={save.isPending} onClick={() => save.mutate()}>
          Download export
        </Button>
      }
    >
      {save.error && <ProblemAlert error={save.error} />}
      <PageTabs
        label="Parts of the ledger"
        tabs={[
          {
            key: 'entries',
            title: 'Entries',
            content: <EntriesSection />,
          },
          {
            key: 'verification',
            title: 'Checkpoint and verification',
            content: (
              <>
                <CheckpointSection />
                <VerificationSection />
              </>
            ),
          },
        ]}
      />
    </Page>
  );
}
