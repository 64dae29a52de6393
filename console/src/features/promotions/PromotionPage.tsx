import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import type { Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { PromotionStateLabel } from '../../shared/labels';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { Page } from '../../shared/Page';
import { Section } from '../../shared/Section';
import { ReportsOfPromotion } from '../reports/ReportsOfPromotion';
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
  return (
    <Page
      title={found ? `${found.model}, version ${found.version} to ${found.targetStage}` : 'Promotion'}
      beside={found && <PromotionStateLabel state={found.state} />}
      crumbs={[{ text: 'Promotions', to: links.promotions() }]}
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
            <ReportsOfPromotion promotion={shown} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
