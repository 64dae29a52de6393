import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { accessibilityProblems } from '../../testing/axe';
import { me, open, serve } from '../../testing/server';

const REQUEST = { id: 'c1', kind: 'erase-person', target: 'erin', texts: true, reason: 'She asked for it', state: 'open', requestedBy: 'adam', requestedAt: '2026-11-23T09:20:00Z' };
const PEOPLE = { items: ['erin', 'adam'].map((subject) => ({ subject, kind: 'person', name: `${subject} of the bank`, roles: [], client: 'console', firstSeenAt: REQUEST.requestedAt, lastSeenAt: REQUEST.requestedAt })) };
const SERVED = {
  'GET /v1/me': me('admin'),
  'GET /v1/people': { body: PEOPLE },
  'GET /v1/ledger/requests': { body: { items: [REQUEST, { ...REQUEST, id: 'c2', requestedBy: 'me' }, { ...REQUEST, id: 'c3', state: 'confirmed', erased: 4, decidedAt: REQUEST.requestedAt, decidedBy: 'me' }] } },
  'GET /v1/ledger/holds': { body: { items: [{ id: 'h1', scope: 'subject', subject: { kind: 'registered-model', id: 'credit' }, reason: 'Claim 117', placedBy: 'adam', placedAt: REQUEST.requestedAt }] } },
  'GET /v1/ledger/retention': { body: { minimumDays: 3650 } },
};

it('has a second person confirm an erasure, by name and with the reason before their eyes', async () => {
  const calls = serve({ ...SERVED, 'POST /v1/ledger/requests/c1/confirm': { body: { ...REQUEST, state: 'confirmed' } } });
  open('/custody');
  const table = within(await screen.findByRole('grid', { name: 'Custody requests' }));
  expect(await table.findAllByText(/Erase erin of the bank/)).toHaveLength(3);
  expect(table.getByText(/You asked: somebody else confirms/)).toBeVisible();
  expect(table.getByText('4 texts erased')).toBeVisible();
  expect(screen.getByText('3650 days')).toBeVisible();
  expect(await accessibilityProblems()).toEqual([]);

  await userEvent.click(table.getByRole('button', { name: 'Confirm' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('She asked for it')).toBeVisible();
  expect(dialog.getByRole('button', { name: 'Confirm and carry out' })).toBeDisabled();
  await userEvent.click(dialog.getByRole('checkbox'));
  await userEvent.click(dialog.getByRole('button', { name: 'Confirm and carry out' }));
  await waitFor(() => expect(calls.some(({ method, path }) => method === 'POST' && path === '/v1/ledger/requests/c1/confirm')).toBe(true));
});

it('places a hold on what stands about one thing', async () => {
  const calls = serve({ ...SERVED, 'POST /v1/ledger/holds': { status: 201, body: {} } });
  open('/custody');
  await userEvent.click(await screen.findByRole('button', { name: 'Place a hold' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.selectOptions(dialog.getByLabelText(/^It covers/), 'subject');
  await userEvent.type(dialog.getByLabelText(/^Id or name/), 'credit');
  await userEvent.type(dialog.getByLabelText(/^Reason/), 'Claim 118');
  await userEvent.click(dialog.getByRole('button', { name: 'Place' }));

  await waitFor(() =>
    expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ scope: 'subject', subject: { kind: 'registered-model', id: 'credit' }, reason: 'Claim 118' }),
  );
});

it('shows risk approvers what waits for them, and nothing that is not theirs', async () => {
  const calls = serve({ ...SERVED, 'GET /v1/me': me('risk-approver') });
  open('/custody');

  expect(await screen.findByRole('grid', { name: 'Custody requests' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Ask for an erasure' })).toBeNull();
  expect(calls.some(({ path }) => path === '/v1/ledger/holds')).toBe(false);
});
