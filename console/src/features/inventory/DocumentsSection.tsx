import { Button, Label } from '@patternfly/react-core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHasRole } from '../../app/me';
import { download, type Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { type Column, DataTable } from '../../shared/DataTable';
import { Loaded } from '../../shared/Loaded';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Quiet } from '../../shared/Quiet';
import { Section } from '../../shared/Section';
import { formatBytes, shortened } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';
import { AUTHORS, sectionName } from './sections';
import { UploadDialog } from './UploadDialog';

type Document = Schemas['Document'];

/** Files that people uploaded about a model: every revision, with its digest and who brought it. */
export function DocumentsSection({ model }: { model: string }) {
  const documents = useQuery(governance.documents(model));
  const mayWrite = useHasRole(...AUTHORS);
  const [uploading, setUploading] = useState(false);
  return (
    <Section
      title="Documents"
      intro="Validation reports, assessments, plans. A file with the title of an earlier one becomes its next revision; no revision is ever replaced, and each has a digest that a signed report can name."
      actions={
        mayWrite && (
          <Button variant="secondary" size="sm" onClick={() => setUploading(true)}>
            Upload a document
          </Button>
        )
      }
    >
      <Loaded query={documents} what="documents">
        {({ items }) => <Documents items={items.filter(({ kind }) => kind === 'document')} />}
      </Loaded>
      {uploading && <UploadDialog model={model} close={() => setUploading(false)} />}
    </Section>
  );
}

function Documents({ items }: { items: Document[] }) {
  const save = useMutation({
    mutationFn: ({ id, title }: Document) => download(`/v1/documents/${encodeURIComponent(id)}/content`, title),
  });
  if (items.length === 0) {
    return <Quiet>No documents were uploaded.</Quiet>;
  }
  const newest = (one: Document) => !items.some((other) => other.title === one.title && other.section === one.section && other.revision > one.revision);
  const title: Column<Document> = {
    title: 'Document',
    width: 30,
    cell: (one) => (
      <>
        <Button variant="link" isInline className="cs-wrap" aria-label={`Download ${one.title}, revision ${one.revision}`} onClick={() => save.mutate(one)}>
          {one.title}
        </Button>
        {one.version !== undefined && <div className="cs-secondary">about version {one.version}</div>}
      </>
    ),
  };
  const revision: Column<Document> = {
    title: 'Revision',
    cell: (one) => (
      <>
        {one.revision}{' '}
        {!newest(one) && (
          <Label isCompact color="grey">
            Superseded
          </Label>
        )}
      </>
    ),
  };
  return (
    <>
      {save.error && <ProblemAlert error={save.error} />}
      <DataTable label="Documents" items={items} id={({ id }) => id} columns={[title, revision, ...COLUMNS]} />
    </>
  );
}

const COLUMNS: Column<Document>[] = [
  { title: 'Section', cell: ({ section }) => sectionName(section) },
  { title: 'Size', className: 'cs-number', cell: ({ sizeBytes }) => formatBytes(sizeBytes) },
  {
    title: 'Uploaded',
    cell: ({ at, by }) => (
      <>
        <Timestamp at={at} /> by {by.name}
      </>
    ),
  },
  { title: 'SHA-256', cell: ({ sha256 }) => <code title={sha256}>{shortened(sha256, 16)}</code> },
];
