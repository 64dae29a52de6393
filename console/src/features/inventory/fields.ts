import type { Schemas } from '../../api/client';

type Fields = Schemas['InventoryFields'];
type TextName = 'purpose' | 'intendedUse' | 'prohibitedUse' | 'users' | 'decisionsAffected' | 'limitations' | 'businessLine' | 'vendorName' | 'classificationReason';

/** What people write about a model, with what it is asked for. */
export const TEXTS: [name: TextName, label: string, help: string, long: boolean][] = [
  ['purpose', 'Purpose', 'What the model is for, in a sentence.', false],
  ['intendedUse', 'Intended use', 'Where and how its results may be used.', true],
  ['prohibitedUse', 'Prohibited use', 'What it must not be used for.', true],
  ['users', 'Users', 'Who works with its results.', false],
  ['decisionsAffected', 'Decisions affected', 'Whom and what its results decide about.', true],
  ['limitations', 'Limitations', 'Where it is known to fail or was not tested.', true],
  ['businessLine', 'Business line', '', false],
];

/** Exposure and purpose, from 1 (small) to 5 (large): the decision table makes the tier of them. */
export const SCORES: [value: string, text: string][] = [
  ['', 'Not scored yet'],
  ['1', '1, very low'],
  ['2', '2, low'],
  ['3', '3, medium'],
  ['4', '4, high'],
  ['5', '5, very high'],
];

/** Empty texts are left out, as the contract wants. */
export function withText(fields: Fields, name: TextName, text: string): Fields {
  return { ...fields, [name]: text === '' ? undefined : text };
}
