import { Button, Content } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { useHasRole, useMe } from '../../app/me';
import { api, type Schemas } from '../../api/client';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { roleName } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';
import { rulesInWords } from './names';

type Grant = Schemas['Grant'];

/** Roles that cover less than everything. */
export function GrantTable({ grants }: { grants: Grant[] }) {
  const me = useMe();
  const isAdmin = useHasRole('admin');
  const [lifting, setLifting] = useState<Grant | null>(null);
  if (grants.length === 0) {
    return (
      <Content component="p" className="cs-secondary">
        No role is narrowed: whoever holds one holds it for all models and experiments.
      </Content>
    );
  }
  return (
    <>
      <Table aria-label="Narrowed roles" variant="compact">
        <Thead>
          <Tr>
            <Th>Person</Th>
            <Th>Role</Th>
            <Th>Models</Th>
            <Th>Experiments</Th>
            <Th>Since</Th>
            {isAdmin && <Th screenReaderText="Actions" />}
          </Tr>
        </Thead>
        <Tbody>
          {grants.map((grant) => (
            <Tr key={`${grant.subject} ${grant.role}`}>
              <Td dataLabel="Person" className="cs-strong">
                {grant.name ?? grant.subject}
              </Td>
              <Td dataLabel="Role">{roleName(grant.role)}</Td>
              <Td dataLabel="Models">{rulesInWords(grant.models)}</Td>
              <Td dataLabel="Experiments">{rulesInWords(grant.experiments)}</Td>
              <Td dataLabel="Since">
                <Timestamp at={grant.changedAt} />
              </Td>
              {isAdmin && (
                <Td dataLabel="Actions">
                  {grant.subject !== me.subject && (
                    <Button
                      variant="link"
                      isInline
                      aria-label={`Lift the limit of ${grant.name ?? grant.subject} as ${roleName(grant.role)}`}
                      onClick={() => setLifting(grant)}
                    >
                      Lift
                    </Button>
                  )}
                </Td>
              )}
            </Tr>
          ))}
        </Tbody>
      </Table>
      {lifting && (
        <ReasonDialog
          title={`Lift the limit of ${lifting.name ?? lifting.subject}`}
          description={`As ${roleName(lifting.role).toLowerCase()} they will cover all models and experiments again.`}
          submit="Lift"
          changes={['grants']}
          action={(reason) =>
            api.POST('/v1/grants/{subject}/{role}/lift', {
              params: { path: { subject: lifting.subject, role: lifting.role } },
              body: { reason },
            })
          }
          close={() => setLifting(null)}
        />
      )}
    </>
  );
}
