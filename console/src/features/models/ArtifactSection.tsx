import { ExpandableSection } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { Digest } from '../../shared/Digest';
import { Section } from '../../shared/Section';
import { formatBytes, plural, shortened } from '../../shared/text';

/** The bytes of a version, as they were pinned at registration. */
export function ArtifactSection({ version }: { version: Schemas['Version'] }) {
  const [open, setOpen] = useState(false);
  const manifest = version.manifest;
  if (!manifest) {
    return null;
  }
  const total = manifest.files.reduce((sum, file) => sum + file.sizeBytes, 0);
  return (
    <Section title="Artifact" intro="The exact files of this version, pinned when it was registered. The digest covers all of them.">
      <Digest value={manifest.rootDigest} label="root digest of the artifact" />
      <ExpandableSection
        toggleText={`${plural(manifest.files.length, 'file')}, ${formatBytes(total)}`}
        isExpanded={open}
        onToggle={(_, expanded) => setOpen(expanded)}
      >
        <Table aria-label="Files of the artifact" variant="compact">
          <Thead>
            <Tr>
              <Th>Path</Th>
              <Th className="cs-number">Size</Th>
              <Th>SHA-256</Th>
            </Tr>
          </Thead>
          <Tbody>
            {manifest.files.map((file) => (
              <Tr key={file.path}>
                <Td dataLabel="Path">{file.path}</Td>
                <Td dataLabel="Size" className="cs-number">
                  {formatBytes(file.sizeBytes)}
                </Td>
                <Td dataLabel="SHA-256">
                  <code title={file.sha256}>{shortened(file.sha256, 16)}</code>
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </ExpandableSection>
    </Section>
  );
}
