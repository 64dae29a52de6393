import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { accessibilityProblems } from '../../testing/axe';
import { me, open, problem, serve } from '../../testing/server';

const STAGES = {
  items: [
    { name: 'None', position: 0, active: false, exclusive: false },
    { name: 'Shadow', position: 1, active: true, exclusive: false },
    { name: 'Production', position: 2, active: true, exclusive: true, guardedBy: 'model-promotion' },
  ],
  protectedAliases: ['champion'],
};

it('orders, renames and adds stages, but never a guarded one', async () => {
  const calls = serve({
    'GET /v1/me': me('admin'),
    'GET /v1/stages': { body: STAGES },
    'PUT /v1/stages/order': { body: STAGES },
    'PATCH /v1/stages/Shadow': problem(409, 'conflict', 'There is a stage Canary already'),
  });
  open('/stages');
  expect(await screen.findByText('champion')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Rename Production' })).toBeNull();
  expect(await accessibilityProblems()).toEqual([]);

  await userEvent.click(screen.getByRole('button', { name: 'Move Production up' }));
  await waitFor(() => expect(calls.find((call) => call.method === 'PUT')?.body).toEqual({ stages: ['None', 'Production', 'Shadow'] }));

  await userEvent.click(screen.getByRole('button', { name: 'Rename Shadow' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.clear(dialog.getByLabelText(/^New name/));
  await userEvent.type(dialog.getByLabelText(/^New name/), 'Canary');
  await userEvent.click(dialog.getByRole('button', { name: 'Rename' }));
  expect(await dialog.findByText('There is a stage Canary already')).toBeVisible();
});

it('shows everybody the stages and offers only administrators a change', async () => {
  serve({ 'GET /v1/me': me('engineer'), 'GET /v1/stages': { body: STAGES } });
  open('/stages');

  expect(await screen.findByText('model-promotion')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Add a stage' })).toBeNull();
});
