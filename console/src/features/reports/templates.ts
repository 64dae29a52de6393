import type { Role } from '../../app/me';
import type { Schemas } from '../../api/client';

/** Change-management evidence for one promotion. */
export const PROMOTION_EVIDENCE = 'promotion-evidence';

/** Who may do what here, and who used it. */
export const ACCESS_REVIEW: Schemas['ReportRequest'] = { template: 'access-review', subject: { kind: 'access-review', id: 'installation' } };

const NAMES: Record<string, string> = { [PROMOTION_EVIDENCE]: 'Promotion evidence', [ACCESS_REVIEW.template]: 'Access review' };

export function templateName(template: string): string {
  return NAMES[template] ?? template;
}

export function aboutPromotion(id: string): Schemas['ReportRequest'] {
  return { template: PROMOTION_EVIDENCE, subject: { kind: 'promotion', id } };
}

/** Who makes reports. */
export const REPORT_ROLES: Role[] = ['auditor', 'admin', 'risk-approver', 'model-owner', 'validator'];
