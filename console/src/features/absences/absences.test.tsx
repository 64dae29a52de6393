import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { accessibilityProblems } from '../../testing/axe';
import { me, open, problem, serve } from '../../testing/server';

const ABSENCE = { from: '2026-12-24', until: '2027-01-02', deputy: { subject: 'vera', name: 'Vera Valid' } };

it('names days and a deputy, and keeps what was typed when it is refused', async () => {
  const calls = serve({
    'GET /v1/me': me('validator'),
    'GET /v1/me/absences': { body: { items: [ABSENCE] } },
    'GET /v1/people/directory': { body: { items: [{ subject: 'vera', name: 'Vera Valid', roles: ['validator'] }] } },
    'GET /v1/me/notices': { body: { email: 'ada@example.com' } },
    'POST /v1/me/absences': problem(400, 'invalid', 'You are away on some of these days already'),
  });
  open('/absences');
  expect(await screen.findByText('Vera Valid')).toBeVisible();
  expect(screen.getByText('24 Dec 2026')).toBeVisible();
  expect(await screen.findByText('Notices go to ada@example.com.')).toBeVisible();
  expect(await accessibilityProblems()).toEqual([]);

  await userEvent.click(screen.getByRole('button', { name: 'Be away' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByLabelText(/^First day/), '2027-03-01');
  await userEvent.type(dialog.getByLabelText(/^Last day/), '2027-02-01');
  await userEvent.type(dialog.getByLabelText('Find by name'), 'vera');
  await screen.findByRole('option', { name: 'Vera Valid, validator' });
  await userEvent.selectOptions(dialog.getByLabelText(/^Deputy/), 'vera');
  expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await userEvent.clear(dialog.getByLabelText(/^Last day/));
  await userEvent.type(dialog.getByLabelText(/^Last day/), '2027-03-05');
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));

  expect(await dialog.findByText('You are away on some of these days already')).toBeVisible();
  expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ from: '2027-03-01', until: '2027-03-05', deputy: 'vera' });
});

it('ends an absence, and sends notices elsewhere', async () => {
  const calls = serve({
    'GET /v1/me': me('validator'),
    'GET /v1/me/absences': { body: { items: [ABSENCE] } },
    'DELETE /v1/me/absences/2026-12-24': { body: {} },
    'GET /v1/me/notices': { body: {} },
    'PUT /v1/me/notices': { body: { email: 'vera@example.com' } },
  });
  open('/absences');
  await userEvent.click(await screen.findByRole('button', { name: 'Take back the absence from 24 Dec 2026' }));
  await waitFor(() => expect(calls.some(({ method }) => method === 'DELETE')).toBe(true));

  expect(await screen.findByText('You get no notices.')).toBeVisible();
  await userEvent.type(screen.getByLabelText('Mail address'), 'vera@example.com');
  await userEvent.click(screen.getByRole('button', { name: 'Send notices there' }));
  expect(await screen.findByText('Notices go to vera@example.com.')).toBeVisible();
});
