import { Button } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { useHasRole, useMe } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { DmnTable } from '../../shared/diagrams/DmnTable';
import { Digest } from '../../shared/Digest';
import { Facts } from '../../shared/Facts';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { Page } from '../../shared/Page';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { RemarksSection } from '../../shared/RemarksSection';
import { Section } from '../../shared/Section';
import { Timestamp } from '../../shared/Timestamp';
import { BackTestSection } from './BackTestSection';
import { ChangeStateLabel, changeInWords } from './change';

type Act = 'accept' | 'reject' | 'withdraw';

export default function PolicyChangePage() {
  const { id = '' } = useParams();
  const change = useQuery(governance.policyChange(id));
  const [act, setAct] = useState<Act | null>(null);
  return (
    <Page
      title={change.data ? changeInWords(change.data) : 'Policy change'}
      beside={change.data && <ChangeStateLabel state={change.data.state} />}
      crumbs={[{ text: 'Policies', to: links.policies() }]}
      actions={change.data?.state === 'open' && <Acts change={change.data} choose={setAct} />}
    >
      <Loaded query={change} what="the change">
        {(found) => (
          <>
            <Section title="What is proposed">
              <ChangeFacts change={found} />
            </Section>
            {found.kind === 'tables' && (
              <>
                <BackTestSection id={found.id} />
                <ProposedTables id={found.id} />
              </>
            )}
            <RemarksSection about="policy-changes" id={found.id} />
            {act && <ActDialog change={found} act={act} close={() => setAct(null)} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Acts({ change, choose }: { change: Schemas['PolicyChange']; choose: (act: Act) => void }) {
  const me = useMe();
  const reviews = useHasRole('risk-approver');
  if (change.author.subject === me.subject) {
    return (
      <Button variant="secondary" onClick={() => choose('withdraw')}>
        Withdraw
      </Button>
    );
  }
  return reviews ? (
    <>
      <Button onClick={() => choose('accept')}>Accept and publish</Button>{' '}
      <Button variant="secondary" onClick={() => choose('reject')}>
        Reject
      </Button>
    </>
  ) : null;
}

function ChangeFacts({ change }: { change: Schemas['PolicyChange'] }) {
  return (
    <Facts
      facts={{
        Why: <span className="cs-text">{change.rationale}</span>,
        Proposed: (
          <>
            <Timestamp at={change.proposedAt} /> by {change.author.name}
          </>
        ),
        'In force from': <Timestamp at={change.effectiveFrom} />,
        'Digest of the proposal': <Digest value={change.proposalDigest} label="digest of the proposal" />,
        'Reviewed by': change.reviewer?.name,
        Comment: change.comment ? <span className="cs-text">{change.comment}</span> : undefined,
        Became: change.published,
      }}
    />
  );
}

function ProposedTables({ id }: { id: string }) {
  const proposal = useQuery(governance.proposal(id));
  return (
    <Loaded query={proposal} what="the proposal">
      {(found) => (
        <>
          {['thresholds', 'requiredSignOffs'].map((name) =>
            typeof found[name] === 'string' ? (
              <Section key={name} title={name === 'thresholds' ? 'Thresholds' : 'Required sign-offs'}>
                <DmnTable xml={found[name]} label={`Proposed table: ${name}`} />
              </Section>
            ) : null,
          )}
        </>
      )}
    </Loaded>
  );
}

function ActDialog({ change, act, close }: { change: Schemas['PolicyChange']; act: Act; close: () => void }) {
  const params = { path: { id: change.id } };
  const accepted = act === 'accept';
  return (
    <ReasonDialog
      title={act === 'withdraw' ? 'Withdraw the proposal' : accepted ? 'Accept and publish' : 'Reject the proposal'}
      description={
        accepted
          ? 'It governs from the day that it names. Requests that are open keep the version they were opened under.'
          : 'What governs stays as it is. The proposal stays on record.'
      }
      label={accepted ? 'What you looked at' : 'Why'}
      submit={act === 'withdraw' ? 'Withdraw' : accepted ? 'Publish' : 'Reject'}
      danger={act === 'reject'}
      changes={['policies', 'tasks']}
      action={(comment) =>
        act === 'withdraw'
          ? body(api.POST('/v1/policy-changes/{id}/withdraw', { params }))
          : body(
              api.POST('/v1/policy-changes/{id}/review', {
                params,
                body: { accepted, proposalDigest: change.proposalDigest, comment },
              }),
            )
      }
      close={close}
    />
  );
}
