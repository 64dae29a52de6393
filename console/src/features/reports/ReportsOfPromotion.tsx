import { Button, Content } from '@patternfly/react-core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useHasRole } from '../../app/me';
import type { Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Section } from '../../shared/Section';
import { ReportTable } from './ReportTable';
import { REPORT_ROLES } from './templates';
import { useMakeReport } from './useMakeReport';

export function ReportsOfPromotion({ promotion }: { promotion: Schemas['Promotion'] }) {
  const reports = useInfiniteQuery(queries.reports({ kind: 'promotion', id: promotion.id }));
  const mayMake = useHasRole(...REPORT_ROLES);
  const make = useMakeReport();
  return (
    <Section
      title="Reports"
      intro="A signed PDF of this promotion as it stands now: evidence, signatures and their proofs, for an auditor's file."
      actions={
        mayMake && (
          <Button variant="secondary" isLoading={make.isPending} isDisabled={make.isPending} onClick={() => make.mutate(promotion.id)}>
            Make report
          </Button>
        )
      }
    >
      {make.error && <ProblemAlert error={make.error} />}
      <Loaded query={reports} what="reports">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length > 0 ? (
            <ReportTable reports={items} withSubject={false} />
          ) : (
            <Content component="p" className="cs-secondary">
              No report was made yet.
            </Content>
          );
        }}
      </Loaded>
      <MoreButton query={reports} what="reports" />
    </Section>
  );
}
