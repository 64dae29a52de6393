import type { Schemas } from '../api/client';

const ROLE_NAMES: Record<string, string> = {
  engineer: 'Engineer',
  validator: 'Validator',
  'risk-approver': 'Risk approver',
  'model-owner': 'Model owner',
  deployer: 'Deployer',
  auditor: 'Auditor',
  admin: 'Administrator',
};

export function roleName(role: string): string {
  return ROLE_NAMES[role] ?? role;
}

/** "a validator", "an engineer". */
export function aRole(role: string): string {
  const name = roleName(role).toLowerCase();
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}

const MEANING_AS_ACT: Record<Schemas['Meaning'], string> = {
  reviewed: 'I have reviewed this',
  validated: 'I have validated this independently',
  approved: 'I approve this',
  rejected: 'I reject this',
  acknowledged: 'I acknowledge this',
};

/** What a signature with that meaning says, in the signer's words. */
export function meaningAsAct(meaning: Schemas['Meaning']): string {
  return MEANING_AS_ACT[meaning] ?? meaning;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Tiers are numbered from the highest materiality to the lowest. */
export function tierInWords(tier: string): string {
  return { '1': '1 of 4, the highest', '4': '4 of 4, the lowest' }[tier] ?? (/^\d+$/.test(tier) ? `${tier} of 4` : capitalized(tier));
}

/** "residualRisk" as people write it: "Residual risk". */
export function spelledOut(key: string): string {
  return capitalized(key.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`));
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A double as people read it; one that JSON cannot hold is a string already. */
export function formatNumber(value: Schemas['Number']): string {
  if (typeof value !== 'number') {
    return String(value);
  }
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e9)) {
    return value.toExponential(3);
  }
  return value.toLocaleString('en', { maximumFractionDigits: 4 });
}

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'];

export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`;
}

/** The beginning of a digest or id, long enough to tell two apart at a glance. */
export function shortened(digest: string, length = 12): string {
  return digest.length > length ? `${digest.slice(0, length)}…` : digest;
}
