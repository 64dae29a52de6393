import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router-dom';
import { governance } from '../../api/governance';
import { DmnTable } from '../../shared/diagrams/DmnTable';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { Page } from '../../shared/Page';
import { Section } from '../../shared/Section';

/** The two decision tables of a published policy, as they were published. */
export default function PolicyPage() {
  const { id = '', version = '' } = useParams();
  const thresholds = useQuery(governance.table(id, Number(version), 'thresholds'));
  const signOffs = useQuery(governance.table(id, Number(version), 'required-sign-offs'));
  return (
    <Page title={`${id}, version ${version}`} crumbs={[{ text: 'Policies', to: links.policies() }]}>
      <Section title="Thresholds" intro="Each row: for which tier and place, which metric, how it must compare, with what.">
        <Loaded query={thresholds} what="the thresholds">
          {(xml) => <DmnTable xml={xml} label="Decision table of the thresholds" />}
        </Loaded>
      </Section>
      <Section title="Required sign-offs" intro="Each row: for which tier and place, who must sign, in which order, and how many.">
        <Loaded query={signOffs} what="the required sign-offs">
          {(xml) => <DmnTable xml={xml} label="Decision table of the required sign-offs" />}
        </Loaded>
      </Section>
    </Page>
  );
}
