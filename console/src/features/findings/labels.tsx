import { Label } from '@patternfly/react-core';
import type { Schemas } from '../../api/client';
import { capitalized } from '../../shared/text';

const SEVERITIES = { low: 'grey', medium: 'blue', high: 'orange', critical: 'red' } as const;

export function SeverityLabel({ severity }: { severity: Schemas['Severity'] }) {
  return (
    <Label color={SEVERITIES[severity]} isCompact>
      {capitalized(severity)}
    </Label>
  );
}

const STATES = { open: ['orange', 'Open'], remedied: ['blue', 'Remedied, to be accepted'], closed: ['green', 'Closed'] } as const;

export function FindingStateLabel({ finding }: { finding: Schemas['Finding'] }) {
  const [color, text] = STATES[finding.state];
  return (
    <>
      <Label color={color} isCompact>
        {text}
      </Label>{' '}
      {finding.overdue && finding.state !== 'closed' && (
        <Label color="red" isCompact>
          Overdue
        </Label>
      )}
    </>
  );
}
