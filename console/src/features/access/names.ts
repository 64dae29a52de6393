import type { Schemas } from '../../api/client';

type NameRule = Schemas['NameRule'];

/** "credit-*, churn"; all of them when nothing is said, none when the list is empty. */
export function rulesInWords(rules: NameRule[] | undefined, all = 'all'): string {
  if (rules === undefined) {
    return all;
  }
  return rules.map(({ name, prefix }) => (prefix ? `${name}*` : name)).join(', ') || 'none';
}

/** Names by comma or line; a star at the end makes it a beginning. Nothing typed: undefined, which covers all. */
export function parseRules(text: string): NameRule[] | undefined {
  const names = text
    .split(/[\n,]/)
    .map((name) => name.trim())
    .filter(Boolean);
  return names.length === 0 ? undefined : names.map((name) => ({ name: name.replace(/\*$/, ''), prefix: name.endsWith('*') }));
}
