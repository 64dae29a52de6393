import { Button, Label, LabelGroup } from '@patternfly/react-core';
import UsersIcon from '@patternfly/react-icons/dist/esm/icons/users-icon';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHasRole, useMe } from '../../app/me';
import { accessQueries } from '../../api/access';
import { api, body, type Schemas } from '../../api/client';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { PageTabs } from '../../shared/PageTabs';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { Section } from '../../shared/Section';
import { roleName } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';
import { GrantTable } from './GrantTable';
import { NarrowDialog } from './NarrowDialog';
import { ReviewSection } from './ReviewSection';

type Person = Schemas['KnownPerson'];

/** Who may do what here: people as their tokens told, and roles that were narrowed. */
export default function AccessPage() {
  const people = useInfiniteQuery(accessQueries.people());
  const grants = useQuery(accessQueries.grants());
  const [narrowing, setNarrowing] = useState<Person | null>(null);
  const [leaving, setLeaving] = useState<Person | null>(null);
  return (
    <Page
      title="People and access"
      intro="Roles come from the identity provider. Here a role of one person can be narrowed to some models or experiments, and somebody who has left can be shut out at once. All of it is on record."
    >
      <PageTabs
        label="Parts of access"
        tabs={[
          {
            key: 'people',
            title: 'People',
            content: (
              <>
                <Section title="People" intro="Everybody who has signed in or called, with the roles of their last token.">
                  <Loaded query={people} what="people">
                    {({ pages }) => {
                      const items = pages.flatMap((page) => page.items);
                      return items.length > 0 ? (
                        <People people={items} narrow={setNarrowing} leave={setLeaving} />
                      ) : (
                        <Nothing title="Nobody was seen yet" icon={UsersIcon} />
                      );
                    }}
                  </Loaded>
                  <MoreButton query={people} what="people" />
                </Section>
                <Section title="Narrowed roles" intro="A role that is not listed covers everything for those whose token carries it.">
                  <Loaded query={grants} what="narrowed roles">
                    {({ items }) => <GrantTable grants={items} />}
                  </Loaded>
                </Section>
              </>
            ),
          },
          { key: 'review', title: 'Access review', content: <ReviewSection /> },
        ]}
      />
      {narrowing && <NarrowDialog person={narrowing} close={() => setNarrowing(null)} />}
      {leaving && <LeaveDialog person={leaving} close={() => setLeaving(null)} />}
    </Page>
  );
}

interface PeopleProps {
  people: Person[];
  narrow: (person: Person) => void;
  leave: (person: Person) => void;
}

function People({ people, narrow, leave }: PeopleProps) {
  const me = useMe();
  const isAdmin = useHasRole('admin');
  return (
    <Table aria-label="People" variant="compact">
      <Thead>
        <Tr>
          <Th>Name</Th>
          <Th>Roles</Th>
          <Th>Last seen</Th>
          <Th>First seen</Th>
          {isAdmin && <Th screenReaderText="Actions" />}
        </Tr>
      </Thead>
      <Tbody>
        {people.map((person) => (
          <Tr key={person.subject}>
            <Td dataLabel="Name">
              <span className="cs-strong">{person.name}</span> {person.kind === 'service-account' && <Label isCompact>Service account</Label>}{' '}
              {person.leftAt && (
                <Label isCompact color="grey">
                  Left
                </Label>
              )}
            </Td>
            <Td dataLabel="Roles">
              {person.roles.length > 0 ? (
                <LabelGroup numLabels={8} aria-label={`Roles of ${person.name}`}>
                  {person.roles.map((role) => (
                    <Label key={role} isCompact variant="outline">
                      {roleName(role)}
                    </Label>
                  ))}
                </LabelGroup>
              ) : (
                'none'
              )}
            </Td>
            <Td dataLabel="Last seen">
              <Timestamp at={person.lastSeenAt} />
            </Td>
            <Td dataLabel="First seen">
              <Timestamp at={person.firstSeenAt} />
            </Td>
            {isAdmin && (
              <Td dataLabel="Actions">
                {person.subject !== me.subject && (
                  <>
                    {!person.leftAt && (
                      <>
                        <Button variant="link" isInline aria-label={`Narrow a role of ${person.name}`} onClick={() => narrow(person)}>
                          Narrow
                        </Button>
                        <span className="cs-apart" />
                      </>
                    )}
                    <Button
                      variant="link"
                      isInline
                      isDanger={!person.leftAt}
                      aria-label={person.leftAt ? `${person.name} is back` : `${person.name} has left`}
                      onClick={() => leave(person)}
                    >
                      {person.leftAt ? 'Is back' : 'Has left'}
                    </Button>
                  </>
                )}
              </Td>
            )}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function LeaveDialog({ person, close }: { person: Person; close: () => void }) {
  const params = { path: { subject: person.subject } };
  return person.leftAt ? (
    <ReasonDialog
      title={`${person.name} is back`}
      description="Their tokens are taken again. Keys that were revoked stay revoked."
      submit="Say so"
      changes={['people']}
      action={(reason) => body(api.POST('/v1/people/{subject}/returned', { params, body: { reason } }))}
      close={close}
    />
  ) : (
    <ReasonDialog
      title={`${person.name} has left`}
      description="Their tokens are refused from now on, keys for which they answer are revoked, their tasks return to the group, and what they own shows as vacant."
      submit="Shut out"
      danger
      changes={['people', 'keys', 'grants', 'tasks']}
      action={(reason) => body(api.POST('/v1/people/{subject}/left', { params, body: { reason } }))}
      close={close}
    />
  );
}
