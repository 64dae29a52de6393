import { Button } from '@patternfly/react-core';
import DownloadIcon from '@patternfly/react-icons/dist/esm/icons/download-icon';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { download, type Schemas } from '../../api/client';
import { links } from '../../shared/links';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { formatBytes, shortened } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';
import { templateName } from './templates';

interface ReportTableProps {
  reports: Schemas['Report'][];
  withSubject?: boolean;
}

export function ReportTable({ reports, withSubject = true }: ReportTableProps) {
  const save = useMutation({
    mutationFn: (report: Schemas['Report']) =>
      download(`/v1/reports/${encodeURIComponent(report.id)}/pdf`, `countersign-${report.template}-${report.id}.pdf`),
  });
  return (
    <>
      {save.error && <ProblemAlert error={save.error} />}
      <Table aria-label="Reports" variant="compact">
        <Thead>
          <Tr>
            <Th>Report</Th>
            {withSubject && <Th>About</Th>}
            <Th>Made</Th>
            <Th>By</Th>
            <Th>SHA-256</Th>
            <Th screenReaderText="Download" />
          </Tr>
        </Thead>
        <Tbody>
          {reports.map((report) => (
            <Tr key={report.id}>
              <Td dataLabel="Report">{templateName(report.template)}</Td>
              {withSubject && (
                <Td dataLabel="About">
                  <SubjectLink subject={report.subject} />
                </Td>
              )}
              <Td dataLabel="Made">
                <Timestamp at={report.createdAt} />
              </Td>
              <Td dataLabel="By">{report.createdBy.name}</Td>
              <Td dataLabel="SHA-256">
                <code title={report.sha256}>{shortened(report.sha256)}</code>
              </Td>
              <Td dataLabel="Download">
                <Button
                  variant="link"
                  icon={<DownloadIcon />}
                  isLoading={save.isPending && save.variables.id === report.id}
                  onClick={() => save.mutate(report)}
                >
                  Download PDF ({formatBytes(report.sizeBytes)})
                </Button>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </>
  );
}

function SubjectLink({ subject }: { subject: Schemas['SubjectRef'] }) {
  if (subject.kind === 'promotion') {
    return <Link to={links.promotion(subject.id)}>Promotion {shortened(subject.id, 8)}</Link>;
  }
  return subject.kind === 'access-review' ? 'This installation' : `${subject.kind} ${subject.id}`;
}
