import { Button } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { useHasRole, useMe } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { Facts } from '../../shared/Facts';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { Page } from '../../shared/Page';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { RemarksSection } from '../../shared/RemarksSection';
import { Section } from '../../shared/Section';
import { Timestamp } from '../../shared/Timestamp';
import { FindingStateLabel, SeverityLabel } from './labels';

type Act = 'remedy' | 'accept' | 'send back';

export default function FindingPage() {
  const { id = '' } = useParams();
  const finding = useQuery(governance.finding(id));
  const [act, setAct] = useState<Act | null>(null);
  return (
    <Page
      title={finding.data?.title ?? 'Finding'}
      beside={finding.data && <FindingStateLabel finding={finding.data} />}
      crumbs={[{ text: 'Findings', to: links.findings() }]}
      actions={finding.data && <Acts finding={finding.data} choose={setAct} />}
    >
      <Loaded query={finding} what="the finding">
        {(found) => (
          <>
            <Section title="What was found">
              <FindingFacts finding={found} />
            </Section>
            <RemarksSection about="findings" id={found.id} />
            {act && <ActDialog finding={found} act={act} close={() => setAct(null)} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** What the person reading may do now. */
function Acts({ finding, choose }: { finding: Schemas['Finding']; choose: (act: Act) => void }) {
  const me = useMe();
  const decides = useHasRole('validator', 'risk-approver');
  const isOwner = finding.owner.subject === me.subject;
  if (finding.state === 'open' && isOwner) {
    return <Button onClick={() => choose('remedy')}>Say what was done</Button>;
  }
  return finding.state === 'remedied' && decides && !isOwner ? (
    <>
      <Button onClick={() => choose('accept')}>Accept and close</Button>{' '}
      <Button variant="secondary" onClick={() => choose('send back')}>
        Send back
      </Button>
    </>
  ) : null;
}

function FindingFacts({ finding }: { finding: Schemas['Finding'] }) {
  return (
    <Facts
      facts={{
        Model: (
          <Link to={finding.version === undefined ? links.model(finding.model) : links.version(finding.model, finding.version)}>
            {finding.model}
            {finding.version !== undefined && `, version ${finding.version}`}
          </Link>
        ),
        Promotion: finding.promotionId && <Link to={links.promotion(finding.promotionId)}>the request on which it was raised</Link>,
        Area: finding.area,
        Severity: <SeverityLabel severity={finding.severity} />,
        Description: finding.description ? <span className="cs-text">{finding.description}</span> : undefined,
        Owner: finding.owner.name,
        Due: <Timestamp at={finding.dueAt} />,
        Raised: (
          <>
            <Timestamp at={finding.raisedAt} /> by {finding.raisedBy.name}
          </>
        ),
        'What was done': finding.remedy ? <span className="cs-text">{finding.remedy}</span> : undefined,
        Closed: finding.closedAt && (
          <>
            <Timestamp at={finding.closedAt} /> by {finding.closedBy?.name}
          </>
        ),
      }}
    />
  );
}

function ActDialog({ finding, act, close }: { finding: Schemas['Finding']; act: Act; close: () => void }) {
  const params = { path: { id: finding.id } };
  const accepted = act === 'accept';
  return act === 'remedy' ? (
    <ReasonDialog
      title="Say what was done"
      description="Another person reads it and accepts it or sends it back."
      label="What was done, and how it shows"
      submit="Remedied"
      changes={['findings', 'tasks']}
      action={(evidence) => body(api.POST('/v1/findings/{id}/remedy', { params, body: { evidence } }))}
      close={close}
    />
  ) : (
    <ReasonDialog
      title={accepted ? 'Accept and close' : 'Send back'}
      description={accepted ? 'The finding is closed with your name.' : 'Its owner is asked again.'}
      label={accepted ? 'What convinced you' : 'What is still missing'}
      submit={accepted ? 'Close the finding' : 'Send back'}
      changes={['findings', 'tasks']}
      action={(comment) => body(api.POST('/v1/findings/{id}/decision', { params, body: { accepted, comment } }))}
      close={close}
    />
  );
}
