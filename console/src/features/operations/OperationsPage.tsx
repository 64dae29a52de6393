import { Page } from '../../shared/Page';
import { PageTabs } from '../../shared/PageTabs';
import { Engine } from './Engine';
import { Outbox } from './Outbox';
import { RefusedCalls } from './RefusedCalls';

/** What an administrator looks at when something does not go on. */
export default function OperationsPage() {
  return (
    <Page
      title="Operations"
      intro="What does not go on by itself: steps of the approval processes that failed, messages that could not be delivered, and calls that were turned away at the door."
    >
      <PageTabs
        label="Parts of operations"
        tabs={[
          { key: 'engine', title: 'Process engine', content: <Engine /> },
          { key: 'outbox', title: 'Outgoing messages', content: <Outbox /> },
          { key: 'refused', title: 'Refused calls', content: <RefusedCalls /> },
        ]}
      />
    </Page>
  );
}
