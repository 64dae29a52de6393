import { Button, Label, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useHasRole } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { operations } from '../../api/operations';
import { DataTable } from '../../shared/DataTable';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Section } from '../../shared/Section';
import { capitalized } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';

type State = Schemas['OutboxMessage']['state'];

const STATES: Record<State, ['blue' | 'green' | 'red', string]> = {
  pending: ['blue', 'Waiting'],
  delivered: ['green', 'Delivered'],
  dead: ['red', 'Given up'],
};

/** Messages to webhooks, mail boxes and stores: stored with the act that they tell of, then delivered. */
export function Outbox() {
  const cache = useQueryClient();
  const isAdmin = useHasRole('admin');
  const [state, setState] = useState<State | undefined>();
  const messages = useInfiniteQuery(operations.outbox(state));
  const again = useMutation({
    mutationFn: (id: string) => body(api.POST('/v1/outbox/{id}/redeliver', { params: { path: { id } } })),
    onSettled: () => cache.invalidateQueries({ queryKey: ['outbox'] }),
  });
  return (
    <Section title="Outgoing messages" intro="Webhooks, mail and what else leaves the database. A message is stored with the act that it tells of, tried several times, and then given up; an administrator sends it once more.">
      <ToggleGroup aria-label="Show messages by state" className="cs-filter">
        <ToggleGroupItem text="All" isSelected={state === undefined} onChange={() => setState(undefined)} />
        {(Object.keys(STATES) as State[]).map((one) => (
          <ToggleGroupItem key={one} text={STATES[one][1]} isSelected={state === one} onChange={() => setState(one)} />
        ))}
      </ToggleGroup>
      {again.error && <ProblemAlert error={again.error} />}
      <Loaded query={messages} what="messages">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <Nothing title={state ? 'No message is in this state' : 'Nothing was sent yet'} />
          ) : (
            <DataTable
              label="Outgoing messages"
              items={items}
              id={({ id }) => id}
              columns={[
                { title: 'Channel', cell: ({ channel }) => capitalized(channel) },
                { title: 'To', width: 30, className: 'cs-wrap', cell: ({ destination }) => destination },
                { title: 'Posted', cell: ({ postedAt }) => <Timestamp at={postedAt} /> },
                {
                  title: 'State',
                  cell: ({ state: at, dueAt }) => (
                    <>
                      <Label isCompact color={STATES[at][0]}>
                        {STATES[at][1]}
                      </Label>
                      {at === 'pending' && dueAt && (
                        <div className="cs-secondary">
                          next try <Timestamp at={dueAt} />
                        </div>
                      )}
                    </>
                  ),
                },
                { title: 'Attempts', className: 'cs-number', cell: ({ attempts }) => attempts },
                isAdmin && {
                  title: 'Actions',
                  hidden: true,
                  cell: ({ id, state: at }) =>
                    at === 'dead' && (
                      <Button variant="link" isInline isDisabled={again.isPending} onClick={() => again.mutate(id)}>
                        Send again
                      </Button>
                    ),
                },
              ]}
            />
          );
        }}
      </Loaded>
      <MoreButton query={messages} what="messages" />
    </Section>
  );
}
