import type { Role } from '../../app/me';

/** Change-management evidence for one promotion. */
export const PROMOTION_EVIDENCE = 'promotion-evidence';

const NAMES: Record<string, string> = { [PROMOTION_EVIDENCE]: 'Promotion evidence' };

export function templateName(template: string): string {
  return NAMES[template] ?? template;
}

/** Who makes reports. */
export const REPORT_ROLES: Role[] = ['auditor', 'admin', 'risk-approver', 'model-owner', 'validator'];
