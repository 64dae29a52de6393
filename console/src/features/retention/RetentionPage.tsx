import { Page } from '../../shared/Page';
import { PageTabs } from '../../shared/PageTabs';
import { Candidates } from './Candidates';
import { Purges } from './Purges';
import { RunHolds } from './RunHolds';

/** Deleted runs: what would be destroyed, what was, and what is kept for a court. */
export default function RetentionPage() {
  return (
    <Page
      title="Retention of runs"
      intro="A deleted run can be restored until an administrator destroys it here for good. A run that a registered version stands on, or that is under a legal hold, is kept, and the purge says why."
    >
      <PageTabs
        label="Parts of retention"
        tabs={[
          { key: 'candidates', title: 'What a purge would destroy', content: <Candidates /> },
          { key: 'purges', title: 'Purges', content: <Purges /> },
          { key: 'holds', title: 'Legal holds', content: <RunHolds /> },
        ]}
      />
    </Page>
  );
}
