import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { accessibilityProblems } from '../../testing/axe';
import { me, open, problem, serve } from '../../testing/server';
import { parseRules, rulesInWords } from './names';

const KEY = {
  id: 'k1',
  kind: 'personal',
  name: 'nightly training',
  hint: 'ctsk_3fa9c1',
  accountable: { subject: 'me', name: 'Ada Approbato' },
  roles: ['engineer'],
  experiments: [{ name: 'credit-', prefix: true }],
  state: 'active',
  createdAt: '2026-11-23T09:20:00Z',
  createdBy: 'me',
  expiresAt: '2027-02-21T09:20:00Z',
};
const ERIN = {
  subject: 'erin',
  kind: 'person',
  name: 'Erin Engel',
  roles: ['engineer'],
  client: 'console',
  firstSeenAt: '2026-11-23T09:20:00Z',
  lastSeenAt: '2026-11-24T09:20:00Z',
};

it('makes a key with the roles that were chosen and shows its secret once', async () => {
  const calls = serve({
    'GET /v1/me': me('engineer'),
    'GET /v1/keys': { body: { items: [KEY] } },
    'POST /v1/keys': { status: 201, body: { key: KEY, secret: 'ctsk_3fa9c1secret' } },
  });
  open('/keys');
  await userEvent.click(await screen.findByRole('button', { name: 'Make a key' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('button', { name: 'Make key' })).toBeDisabled();
  expect(dialog.queryByRole('checkbox', { name: 'Auditor' })).toBeNull();

  await userEvent.type(dialog.getByLabelText(/^Name/), 'nightly training');
  await userEvent.click(dialog.getByRole('checkbox', { name: 'Engineer' }));
  await userEvent.type(dialog.getByLabelText('Experiments it covers'), 'credit-*');
  await userEvent.click(dialog.getByRole('button', { name: 'Make key' }));

  expect(await screen.findByDisplayValue('ctsk_3fa9c1secret')).toBeVisible();
  expect(calls.find((call) => call.method === 'POST')?.body).toEqual({
    name: 'nightly training',
    kind: 'personal',
    roles: ['engineer'],
    experiments: [{ name: 'credit-', prefix: true }],
    expiresInDays: 90,
  });
  await userEvent.click(screen.getByRole('button', { name: 'I have copied it' }));
  expect(screen.queryByDisplayValue('ctsk_3fa9c1secret')).toBeNull();
  expect(await accessibilityProblems()).toEqual([]);
});

it('revokes a key with a reason', async () => {
  const calls = serve({
    'GET /v1/me': me('engineer'),
    'GET /v1/keys': { body: { items: [KEY] } },
    'POST /v1/keys/k1/revoke': { body: { ...KEY, state: 'revoked' } },
  });
  open('/keys');
  await userEvent.click(await screen.findByRole('button', { name: 'Revoke nightly training' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByLabelText(/Reason/), 'leaked');
  await userEvent.click(dialog.getByRole('button', { name: 'Revoke' }));

  await screen.findByText('nightly training');
  expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ reason: 'leaked' });
});

it('narrows a role of somebody, and says what the server refuses', async () => {
  serve({
    'GET /v1/me': me('admin'),
    'GET /v1/people': { body: { items: [ERIN] } },
    'GET /v1/grants': { body: { items: [] } },
    'PUT /v1/grants/erin/engineer': problem(403, 'forbidden', 'Nobody changes their own access'),
  });
  open('/access');
  await userEvent.click(await screen.findByRole('button', { name: 'Narrow a role of Erin Engel' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByLabelText('Models'), 'credit-*');
  await userEvent.type(dialog.getByLabelText(/Reason/), 'retail alone');
  await userEvent.click(dialog.getByRole('button', { name: 'Narrow' }));

  expect(await dialog.findByText('Nobody changes their own access')).toBeVisible();
  expect(dialog.getByLabelText('Models')).toHaveValue('credit-*');
});

it('shows auditors who may do what, and offers them no change', async () => {
  serve({
    'GET /v1/me': me('auditor'),
    'GET /v1/people': { body: { items: [ERIN] } },
    'GET /v1/grants': { body: { items: [{ subject: 'erin', name: 'Erin Engel', role: 'engineer', models: [], changedAt: ERIN.lastSeenAt, changedBy: 'a' }] } },
  });
  open('/access');

  expect(within(await screen.findByRole('grid', { name: 'Narrowed roles' })).getByText('none')).toBeVisible();
  expect(screen.queryByRole('button', { name: /Narrow|left/ })).toBeNull();
  expect(await accessibilityProblems()).toEqual([]);
});

it('reads names and beginnings of names', () => {
  expect(parseRules(' credit-*, churn\n')).toEqual([
    { name: 'credit-', prefix: true },
    { name: 'churn', prefix: false },
  ]);
  expect(parseRules(' ')).toBeUndefined();
  expect([rulesInWords(undefined), rulesInWords([]), rulesInWords(parseRules('a*, b'))]).toEqual(['all', 'none', 'a*, b']);
});

it('makes a signed access review and shows who has which key', async () => {
  const at = '2026-11-23T09:20:00Z';
  const key = { id: 'k1', name: 'nightly training', kind: 'personal', roles: [{ role: 'engineer' }], createdAt: at, expiresAt: at };
  const calls = serve({
    'GET /v1/me': me('auditor'),
    'GET /v1/access-review': { body: { asOf: at, people: [{ ...ERIN, roles: [{ role: 'engineer', models: [{ name: 'credit-', prefix: true }] }], keys: [key] }] } },
    'GET /v1/reports': { body: { items: [] } },
    'POST /v1/reports': { status: 201, body: {} },
  });
  open('/access?tab=review');
  const table = within(await screen.findByRole('grid', { name: 'Access review' }));
  expect(table.getByText('models: credit-*, experiments: all')).toBeVisible();
  expect(table.getByText(/nightly training/)).toBeVisible();
  expect(await accessibilityProblems()).toEqual([]);

  await userEvent.click(screen.getByRole('button', { name: 'Make report' }));
  await screen.findByText('No report was made yet.');
  expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ template: 'access-review', subject: { kind: 'access-review', id: 'installation' } });
});
