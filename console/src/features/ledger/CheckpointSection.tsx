import { CodeBlock, CodeBlockCode, Content, ExpandableSection } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queries } from '../../api/queries';
import { ApiProblem } from '../../api/problem';
import { Digest } from '../../shared/Digest';
import { Facts } from '../../shared/Facts';
import { Loaded } from '../../shared/Loaded';
import { Section } from '../../shared/Section';
import { readCheckpoint } from './checkpoint';

export function CheckpointSection() {
  const checkpoint = useQuery(queries.checkpoint());
  const key = useQuery(queries.ledgerKey());
  const [open, setOpen] = useState(false);
  const none = checkpoint.error && ApiProblem.of(checkpoint.error).status === 404;
  return (
    <Section title="Current checkpoint" intro="The signed head of the tree: so many entries, with this root.">
      {none ? (
        <Content component="p">Nothing has been signed yet.</Content>
      ) : (
        <Loaded query={checkpoint} what="the checkpoint">
          {(text) => {
            const read = readCheckpoint(text);
            return (
              <>
                {read && (
                  <Facts
                    facts={{
                      Entries: read.size,
                      Origin: read.origin,
                      'Root hash': <Digest value={read.rootHash} label="root hash" />,
                      'Signed by': read.signers.join(', '),
                      'Public key': key.data && <Digest value={key.data.trim()} label="public key" />,
                    }}
                  />
                )}
                <ExpandableSection
                  toggleText="Checkpoint as signed"
                  isExpanded={open || !read}
                  onToggle={(_, expanded) => setOpen(expanded)}
                >
                  <CodeBlock>
                    <CodeBlockCode>{text}</CodeBlockCode>
                  </CodeBlock>
                </ExpandableSection>
              </>
            );
          }}
        </Loaded>
      )}
    </Section>
  );
}
