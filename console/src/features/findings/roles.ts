import type { Role } from '../../app/me';

/** Who raises findings. */
export const RAISERS: Role[] = ['validator', 'risk-approver', 'model-owner'];
