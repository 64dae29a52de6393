import { Button } from '@patternfly/react-core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useHasRole } from '../../app/me';
import type { Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Quiet } from '../../shared/Quiet';
import { Section } from '../../shared/Section';
import { ReportTable } from './ReportTable';
import { REPORT_ROLES } from './templates';
import { useMakeReport } from './useMakeReport';

/** The reports about one thing, and a button that makes the next. */
export function MadeReports({ request, intro }: { request: Schemas['ReportRequest']; intro: string }) {
  const reports = useInfiniteQuery(queries.reports(request.subject));
  const mayMake = useHasRole(...REPORT_ROLES);
  const make = useMakeReport();
  return (
    <Section
      title="Reports"
      intro={intro}
      actions={
        mayMake && (
          <Button variant="secondary" isLoading={make.isPending} isDisabled={make.isPending} onClick={() => make.mutate(request)}>
            Make report
          </Button>
        )
      }
    >
      {make.error && <ProblemAlert error={make.error} />}
      <Loaded query={reports} what="reports">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length > 0 ? <ReportTable reports={items} withSubject={false} /> : <Quiet>No report was made yet.</Quiet>;
        }}
      </Loaded>
      <MoreButton query={reports} what="reports" />
    </Section>
  );
}
