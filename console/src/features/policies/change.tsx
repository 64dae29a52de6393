import { Label } from '@patternfly/react-core';
import type { Schemas } from '../../api/client';

type Change = Schemas['PolicyChange'];

/** What would change, in a sentence. */
export function changeInWords({ kind, subject, setting }: Pick<Change, 'kind' | 'subject' | 'setting'>): string {
  if (kind === 'tables') {
    return `New tables for ${subject}`;
  }
  if (kind === 'guard') {
    return setting ? `Guard stage ${subject} by ${setting}` : `Take the guard off stage ${subject}`;
  }
  return setting ? `Protect alias ${subject}` : `Take the protection off alias ${subject}`;
}

const STATES = {
  open: ['blue', 'Waiting for review'],
  published: ['green', 'Published'],
  rejected: ['red', 'Rejected'],
  withdrawn: ['grey', 'Withdrawn'],
} as const;

export function ChangeStateLabel({ state }: { state: Change['state'] }) {
  const [color, text] = STATES[state];
  return (
    <Label color={color} isCompact>
      {text}
    </Label>
  );
}
