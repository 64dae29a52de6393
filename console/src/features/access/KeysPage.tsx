import { Alert, Button, ClipboardCopy, Content, Label } from '@patternfly/react-core';
import KeyIcon from '@patternfly/react-icons/dist/esm/icons/key-icon';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHasRole, useMe } from '../../app/me';
import { accessQueries } from '../../api/access';
import { api, body, type Schemas } from '../../api/client';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { roleName } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';
import { IssueKeyDialog } from './IssueKeyDialog';
import { rulesInWords } from './names';

type Key = Schemas['ApiKey'];

export default function KeysPage() {
  const seesAll = useHasRole('admin', 'auditor');
  const keys = useInfiniteQuery(accessQueries.keys());
  const [issuing, setIssuing] = useState(false);
  const [issued, setIssued] = useState<Schemas['IssuedKey'] | null>(null);
  const [revoking, setRevoking] = useState<Key | null>(null);
  return (
    <Page
      title="API keys"
      intro={`For programs: training jobs, pipelines, deployment. A key acts in the roles you give it and never signs; you answer for what it does. ${seesAll ? 'You see everybody’s keys.' : 'You see your own keys.'}`}
      actions={<Button onClick={() => setIssuing(true)}>Make a key</Button>}
    >
      {issued && <Secret issued={issued} close={() => setIssued(null)} />}
      <Loaded query={keys} what="API keys">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length > 0 ? (
            <KeyTable keys={items} revoke={setRevoking} />
          ) : (
            <Nothing title="No keys yet" icon={KeyIcon}>
              A person signs in; a program sends a key, as <code>MLFLOW_TRACKING_TOKEN</code> for instance.
            </Nothing>
          );
        }}
      </Loaded>
      <MoreButton query={keys} what="keys" />
      {issuing && <IssueKeyDialog done={setIssued} close={() => setIssuing(false)} />}
      {revoking && (
        <ReasonDialog
          title={`Revoke ${revoking.name}`}
          description="Programs that use the key are refused within a second. A revoked key stays revoked."
          submit="Revoke"
          danger
          changes={['keys']}
          action={(reason) => body(api.POST('/v1/keys/{id}/revoke', { params: { path: { id: revoking.id } }, body: { reason } }))}
          close={() => setRevoking(null)}
        />
      )}
    </Page>
  );
}

/** The one time that a secret is shown. */
function Secret({ issued, close }: { issued: Schemas['IssuedKey']; close: () => void }) {
  return (
    <Alert
      variant="success"
      component="h2"
      isInline
      className="cs-section cs-filter"
      title={`Key “${issued.key.name}” was made. Copy its secret now: it is shown this once and kept nowhere.`}
      actionLinks={
        <Button variant="secondary" size="sm" onClick={close}>
          I have copied it
        </Button>
      }
    >
      <ClipboardCopy isReadOnly isCode hoverTip="Copy" clickTip="Copied" textAriaLabel="secret of the key" copyAriaLabel="Copy secret">
        {issued.secret}
      </ClipboardCopy>
      <Content component="p" className="cs-hint">
        Send it as a bearer token, or set <code>MLFLOW_TRACKING_TOKEN</code> to it.
      </Content>
    </Alert>
  );
}

const STATES = { active: ['green', 'Active'], expired: ['orange', 'Expired'], revoked: ['grey', 'Revoked'] } as const;

function KeyTable({ keys, revoke }: { keys: Key[]; revoke: (key: Key) => void }) {
  const me = useMe();
  const isAdmin = useHasRole('admin');
  return (
    <Table aria-label="API keys" variant="compact">
      <Thead>
        <Tr>
          <Th>Name</Th>
          <Th>State</Th>
          <Th>Roles</Th>
          <Th>Covers</Th>
          <Th>Who answers for it</Th>
          <Th>Expires</Th>
          <Th>Last used</Th>
          <Th screenReaderText="Actions" />
        </Tr>
      </Thead>
      <Tbody>
        {keys.map((key) => (
          <Tr key={key.id}>
            <Td dataLabel="Name">
              <span className="cs-strong">{key.name}</span>
              <div className="cs-secondary">
                <code>{key.hint}…</code>
                {key.kind === 'service' && ' service'}
              </div>
            </Td>
            <Td dataLabel="State">
              <Label color={STATES[key.state][0]} isCompact>
                {STATES[key.state][1]}
              </Label>
            </Td>
            <Td dataLabel="Roles">{key.roles.map(roleName).join(', ')}</Td>
            <Td dataLabel="Covers">
              Models: {rulesInWords(key.models)}
              <div>Experiments: {rulesInWords(key.experiments)}</div>
            </Td>
            <Td dataLabel="Who answers for it">{key.accountable.name}</Td>
            <Td dataLabel="Expires">
              <Timestamp at={key.expiresAt} />
            </Td>
            <Td dataLabel="Last used">{key.lastUsedAt ? <Timestamp at={key.lastUsedAt} /> : 'never'}</Td>
            <Td dataLabel="Actions">
              {key.state === 'active' && (isAdmin || key.accountable.subject === me.subject) && (
                <Button variant="link" isInline isDanger aria-label={`Revoke ${key.name}`} onClick={() => revoke(key)}>
                  Revoke
                </Button>
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
