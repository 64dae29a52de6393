import type { Role } from '../../app/me';
import { capitalized } from '../../shared/text';

/** Who answers forms and uploads documents. */
export const AUTHORS: Role[] = ['model-owner', 'engineer', 'risk-approver', 'validator'];

/** "risks-and-controls" as people write it. */
export function sectionName(section: string): string {
  return capitalized(section.replaceAll('-', ' '));
}
