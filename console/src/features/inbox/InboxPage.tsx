import { Checkbox, FormSelect, FormSelectOption, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import InboxIcon from '@patternfly/react-icons/dist/esm/icons/inbox-icon';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { useMe } from '../../app/me';
import type { Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { Section } from '../../shared/Section';
import { DelegateDialog } from './DelegateDialog';
import { PROCESS_CHOICES, sorted } from './task';
import { TaskTable } from './TaskTable';

export default function InboxPage() {
  const [params, setParams] = useSearchParams();
  const [process, overdue] = [params.get('process') ?? '', params.has('overdue')];
  const tasks = useQuery({ ...queries.tasks({ process, overdue }), placeholderData: keepPreviousData });
  const [delegated, setDelegated] = useState<Schemas['Task'] | null>(null);
  const show = (next: { process: string; overdue: boolean }) =>
    setParams({ ...(next.process && { process: next.process }), ...(next.overdue && { overdue: '' }) }, { replace: true });
  return (
    <Page
      title="Inbox"
      actions={<Link to={links.absences()}>Absences and notices</Link>}
      intro="What waits for you in your roles. Take a task to tell the others that you are at it; give it back or hand it on when you cannot do it."
    >
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem>
            <FormSelect aria-label="Show tasks of" value={process} onChange={(_, value) => show({ process: value, overdue })}>
              <FormSelectOption value="" label="All kinds of task" />
              {PROCESS_CHOICES.map(([key, name]) => (
                <FormSelectOption key={key} value={key} label={name} />
              ))}
            </FormSelect>
          </ToolbarItem>
          <ToolbarItem alignSelf="center">
            <Checkbox id="overdue" label="Overdue only" isChecked={overdue} onChange={(_, on) => show({ process, overdue: on })} />
          </ToolbarItem>
        </ToolbarContent>
      </Toolbar>
      <Loaded query={tasks} what="your tasks">
        {({ items }) => <Tasks tasks={items} delegate={setDelegated} />}
      </Loaded>
      {delegated && <DelegateDialog task={delegated} close={() => setDelegated(null)} />}
    </Page>
  );
}

function Tasks({ tasks, delegate }: { tasks: Schemas['Task'][]; delegate: (task: Schemas['Task']) => void }) {
  const { held, free, elsewhere } = sorted(tasks, useMe().subject);
  return (
    <>
      {held.length > 0 && (
        <Section title="Yours" intro="You hold these: others see that you are at them.">
          <TaskTable tasks={held} label="Tasks that you hold" delegate={delegate} />
        </Section>
      )}
      <Section title="Waiting for you">
        {free.length > 0 ? (
          <TaskTable tasks={free} label="Tasks waiting for you" delegate={delegate} />
        ) : (
          <Nothing title="Nothing waits for your signature" icon={InboxIcon}>
            New requests appear here by themselves.
          </Nothing>
        )}
      </Section>
      {elsewhere.length > 0 && (
        <Section
          title="Waiting for somebody else"
          intro="Held by others, or kept from you because duties are kept apart: nobody signs their own work."
        >
          <TaskTable tasks={elsewhere} label="Tasks of others" />
        </Section>
      )}
    </>
  );
}
