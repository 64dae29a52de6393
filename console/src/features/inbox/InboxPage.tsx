import InboxIcon from '@patternfly/react-icons/dist/esm/icons/inbox-icon';
import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { Loaded } from '../../shared/Loaded';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { Section } from '../../shared/Section';
import { TaskTable } from './TaskTable';

export default function InboxPage() {
  const tasks = useQuery(queries.tasks());
  return (
    <Page
      title="Inbox"
      intro="Signatures that open promotions wait for, in your roles. Open one to read its evidence and sign or reject."
    >
      <Loaded query={tasks} what="your tasks">
        {({ items }) => <Tasks tasks={items} />}
      </Loaded>
    </Page>
  );
}

function Tasks({ tasks }: { tasks: Schemas['Task'][] }) {
  const mine = tasks.filter((task) => !task.blockedReason);
  const blocked = tasks.filter((task) => task.blockedReason);
  return (
    <>
      <Section title="Waiting for you">
        {mine.length > 0 ? (
          <TaskTable tasks={mine} label="Tasks waiting for you" />
        ) : (
          <Nothing title="Nothing waits for your signature" icon={InboxIcon}>
            New requests appear here by themselves.
          </Nothing>
        )}
      </Section>
      {blocked.length > 0 && (
        <Section
          title="Waiting for somebody else"
          intro="These need your role, but not you: duties are kept apart, so that nobody signs their own work."
        >
          <TaskTable tasks={blocked} label="Tasks that you cannot sign" />
        </Section>
      )}
    </>
  );
}
