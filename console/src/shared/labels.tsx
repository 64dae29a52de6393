import { Label } from '@patternfly/react-core';
import BanIcon from '@patternfly/react-icons/dist/esm/icons/ban-icon';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import ExclamationCircleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon';
import ExclamationTriangleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon';
import HourglassHalfIcon from '@patternfly/react-icons/dist/esm/icons/hourglass-half-icon';
import UndoIcon from '@patternfly/react-icons/dist/esm/icons/undo-icon';
import type { ComponentProps, ReactNode } from 'react';
import type { Schemas } from '../api/client';

type Color = ComponentProps<typeof Label>['color'];

const STAGE_COLORS: Record<string, Color> = { Production: 'green', Staging: 'blue', Archived: 'grey', None: 'grey' };

/** The stage of a version; "None" is MLflow's word for no stage yet. */
export function StageLabel({ stage, text }: { stage: string; text?: string }) {
  return (
    <Label color={STAGE_COLORS[stage] ?? 'purple'} variant={stage === 'None' ? 'outline' : 'filled'} isCompact>
      {text ?? (stage === 'None' ? 'No stage' : stage)}
    </Label>
  );
}

const STATES: Record<Schemas['PromotionState'], { color: Color; icon: ReactNode; text: string }> = {
  open: { color: 'blue', icon: <HourglassHalfIcon />, text: 'Waiting for sign-offs' },
  approved: { color: 'green', icon: <CheckCircleIcon />, text: 'Approved' },
  rejected: { color: 'red', icon: <BanIcon />, text: 'Rejected' },
  withdrawn: { color: 'grey', icon: <UndoIcon />, text: 'Withdrawn' },
  refused: { color: 'orange', icon: <ExclamationCircleIcon />, text: 'Refused by policy' },
  void: { color: 'grey', icon: <BanIcon />, text: 'Void' },
  superseded: { color: 'grey', icon: <UndoIcon />, text: 'Superseded' },
  expired: { color: 'grey', icon: <HourglassHalfIcon />, text: 'Expired' },
};

export function stateText(state: Schemas['PromotionState']): string {
  return STATES[state]?.text ?? state;
}

export function PromotionStateLabel({ state }: { state: Schemas['PromotionState'] }) {
  const shown = STATES[state] ?? { color: 'grey', icon: null, text: state };
  return (
    <Label color={shown.color} icon={shown.icon} isCompact>
      {shown.text}
    </Label>
  );
}

const VERDICTS: Record<Schemas['Threshold']['verdict'], { color: Color; icon: ReactNode; text: string }> = {
  passed: { color: 'green', icon: <CheckCircleIcon />, text: 'Passed' },
  failed: { color: 'red', icon: <ExclamationCircleIcon />, text: 'Failed' },
  waived: { color: 'orange', icon: <ExclamationTriangleIcon />, text: 'Waived' },
};

export function VerdictLabel({ verdict }: { verdict: Schemas['Threshold']['verdict'] }) {
  const shown = VERDICTS[verdict] ?? { color: 'grey', icon: null, text: verdict };
  return (
    <Label color={shown.color} icon={shown.icon} isCompact>
      {shown.text}
    </Label>
  );
}
