import { Label } from '@patternfly/react-core';
import BanIcon from '@patternfly/react-icons/dist/esm/icons/ban-icon';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import ClockIcon from '@patternfly/react-icons/dist/esm/icons/clock-icon';
import ExclamationCircleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon';
import InProgressIcon from '@patternfly/react-icons/dist/esm/icons/in-progress-icon';
import type { ComponentProps, ReactNode } from 'react';

const STATUS: Record<string, { color: ComponentProps<typeof Label>['color']; icon: ReactNode; text: string }> = {
  RUNNING: { color: 'blue', icon: <InProgressIcon />, text: 'Running' },
  SCHEDULED: { color: 'grey', icon: <ClockIcon />, text: 'Scheduled' },
  FINISHED: { color: 'green', icon: <CheckCircleIcon />, text: 'Finished' },
  FAILED: { color: 'red', icon: <ExclamationCircleIcon />, text: 'Failed' },
  KILLED: { color: 'orange', icon: <BanIcon />, text: 'Killed' },
};

export function RunStatus({ status }: { status: string }) {
  const shown = STATUS[status] ?? { color: 'grey', icon: null, text: status };
  return (
    <Label color={shown.color} icon={shown.icon} isCompact>
      {shown.text}
    </Label>
  );
}
