import { Button, Content, HelperText, HelperTextItem } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { download, fetchFile, type Schemas } from '../../api/client';
import { sha256Hex } from '../../shared/bytes';
import { Digest } from '../../shared/Digest';
import { Facts } from '../../shared/Facts';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Section } from '../../shared/Section';
import { shortened } from '../../shared/text';
import { ThresholdTable } from './ThresholdTable';

/** The frozen evidence: judged thresholds, and the digest that signatures are bound to. */
export function EvidenceSection({ promotion }: { promotion: Schemas['Promotion'] }) {
  const path = `/v1/promotions/${encodeURIComponent(promotion.id)}/evidence`;
  const check = useMutation({
    mutationFn: async () => (await sha256Hex(await fetchFile(path))) === promotion.evidenceDigest,
  });
  const save = useMutation({ mutationFn: () => download(path, `evidence-${promotion.id}.json`) });
  return (
    <Section
      title="Frozen evidence"
      intro="Taken when the promotion was requested: the sealed run, the artifact's files and the policy. A signature covers exactly these bytes."
      actions={
        <>
          <Button variant="secondary" size="sm" isLoading={check.isPending} onClick={() => check.mutate()}>
            Check digest here
          </Button>{' '}
          <Button variant="link" size="sm" isLoading={save.isPending} onClick={() => save.mutate()}>
            Download evidence
          </Button>
        </>
      }
    >
      {(check.error || save.error) && <ProblemAlert error={check.error ?? save.error} />}
      <ThresholdTable thresholds={promotion.thresholds} />
      <div className="cs-gap">
        <Facts
          facts={{
            'Evidence digest': (
              <>
                <Digest value={promotion.evidenceDigest} label="evidence digest" />
                <CheckResult matches={check.data} />
              </>
            ),
            Policy: (
              <>
                {promotion.policy.id}, version {promotion.policy.version}{' '}
                <Content component="small">
                  digest <code title={promotion.policy.digest}>{shortened(promotion.policy.digest, 16)}</code>
                </Content>
              </>
            ),
          }}
        />
      </div>
    </Section>
  );
}

function CheckResult({ matches }: { matches: boolean | undefined }) {
  return (
    <HelperText isLiveRegion>
      {matches === true && (
        <HelperTextItem variant="success">
          Your browser downloaded the evidence and computed the same digest.
        </HelperTextItem>
      )}
      {matches === false && (
        <HelperTextItem variant="error">
          The evidence does not have this digest. Do not sign; tell an administrator.
        </HelperTextItem>
      )}
    </HelperText>
  );
}
