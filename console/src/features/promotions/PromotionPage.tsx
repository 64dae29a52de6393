import { Button } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { useHasRole } from '../../app/me';
import type { Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { PromotionStateLabel } from '../../shared/labels';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { Page } from '../../shared/Page';
import { RemarksSection } from '../../shared/RemarksSection';
import { Section } from '../../shared/Section';
import { RaiseDialog } from '../findings/RaiseDialog';
import { RAISERS } from '../findings/roles';
import { MadeReports } from '../reports/MadeReports';
import { aboutPromotion } from '../reports/templates';
import { EvidenceSection } from './EvidenceSection';
import { PromotionFacts } from './PromotionFacts';
import { ProcessSection } from './ProcessSection';
import { Receipt } from './Receipt';
import { SignOffs } from './SignOffs';
import { YourPart } from './YourPart';

/** The sign-off page: what is asked, on which evidence, who signed, and what the person reading may do. */
export default function PromotionPage() {
  const { id = '' } = useParams();
  const promotion = useQuery(queries.promotion(id));
  const [receipt, setReceipt] = useState<Schemas['SignOffReceipt'] | null>(null);
  const found = promotion.data;
  const mayRaise = useHasRole(...RAISERS);
  const [raising, setRaising] = useState(false);
  return (
    <Page
      title={found ? `${found.model}, version ${found.version} ${found.targetKind === 'ALIAS_REMOVAL' ? 'away from' : 'to'} ${found.targetStage}` : 'Promotion'}
      beside={found && <PromotionStateLabel state={found.state} />}
      crumbs={[{ text: 'Promotions', to: links.promotions() }]}
      actions={
        found &&
        mayRaise && (
          <Button variant="secondary" onClick={() => setRaising(true)}>
            Raise a finding
          </Button>
        )
      }
    >
      <Loaded query={promotion} what="the promotion">
        {(shown) => (
          <>
            {receipt && <Receipt receipt={receipt} />}
            <YourPart promotion={shown} signed={setReceipt} />
            <Section title="What is asked">
              <PromotionFacts promotion={shown} />
            </Section>
            <EvidenceSection promotion={shown} />
            <Section
              title="Sign-offs"
              intro="The policy asks for these signatures by different people. Nobody signs what they requested, registered or trained."
            >
              <SignOffs promotion={shown} />
            </Section>
            <ProcessSection id={shown.id} state={shown.state} />
            <RemarksSection about="promotions" id={shown.id} />
            <MadeReports
              request={aboutPromotion(shown.id)}
              intro="A signed PDF of this promotion as it stands now: evidence, signatures and their proofs, for an auditor's file."
            />
            {raising && <RaiseDialog about={shown} close={() => setRaising(false)} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
