import { Button } from '@patternfly/react-core';
import FileContractIcon from '@patternfly/react-icons/dist/esm/icons/file-contract-icon';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHasRole } from '../../app/me';
import { queries } from '../../api/queries';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { MakeReportDialog } from './MakeReportDialog';
import { ReportTable } from './ReportTable';
import { REPORT_ROLES } from './templates';

export default function ReportsPage() {
  const reports = useInfiniteQuery(queries.reports());
  const mayMake = useHasRole(...REPORT_ROLES);
  const [making, setMaking] = useState(false);
  return (
    <Page
      title="Reports"
      intro="Signed PDFs that say what was decided, on which evidence and by whom, with proofs from the ledger. A report never changes after it was made."
      actions={mayMake && <Button onClick={() => setMaking(true)}>Make report</Button>}
    >
      <Loaded query={reports} what="reports">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length > 0 ? (
            <ReportTable reports={items} />
          ) : (
            <Nothing title="No reports yet" icon={FileContractIcon}>
              {mayMake
                ? 'Make one here, or on the page of a promotion.'
                : 'Validators, risk approvers, model owners and auditors make them.'}
            </Nothing>
          );
        }}
      </Loaded>
      <MoreButton query={reports} what="reports" />
      {making && <MakeReportDialog close={() => setMaking(false)} />}
    </Page>
  );
}
