import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { accessibilityProblems } from '../../testing/axe';
import { me, open, problem, serve } from '../../testing/server';

const TASK = {
  id: 't1',
  process: 'model-promotion',
  requestId: 'p1',
  step: 'sign-off',
  title: 'Sign as risk approver',
  promotionId: 'p1',
  model: 'credit',
  version: 2,
  targetStage: 'Production',
  requiredRole: 'risk-approver',
  meaning: 'approved',
  requestedBy: { subject: 'erin', name: 'Erin Engel' },
  createdAt: '2026-11-23T09:20:00Z',
  dueAt: '2026-11-24T09:20:00Z',
  escalated: true,
};
const FINDING = { id: 't2', process: 'finding', requestId: 'f1', step: 'accept', title: 'Accept what was done', model: 'churn', meaning: '', createdAt: TASK.createdAt };
const HELD = { ...TASK, id: 't3', model: 'fraud', assignee: { subject: 'me', name: 'Ada Approbato' } };
const OTHER = { ...TASK, id: 't4', model: 'leads', blockedReason: 'You trained this version' };

it('parts what is held, what is free and what is kept from the person', async () => {
  serve({ 'GET /v1/me': me('risk-approver'), 'GET /v1/tasks': { body: { items: [TASK, FINDING, HELD, OTHER] } } });
  open('/inbox');

  const free = within(await screen.findByRole('grid', { name: 'Tasks waiting for you' }));
  expect(free.getByRole('link', { name: 'credit, version 2' })).toHaveAttribute('href', '/promotions/p1');
  expect(free.getByRole('link', { name: 'churn' })).toHaveAttribute('href', '/findings/f1');
  expect(free.getByText('Overdue, escalated')).toBeVisible();
  expect(within(screen.getByRole('grid', { name: 'Tasks that you hold' })).getByText('fraud, version 2')).toBeVisible();
  expect(within(screen.getByRole('grid', { name: 'Tasks of others' })).getByText('You trained this version')).toBeVisible();
  expect(await accessibilityProblems()).toEqual([]);
});

it('takes a task, and says in words when somebody was faster', async () => {
  const calls = serve({
    'GET /v1/me': me('risk-approver'),
    'GET /v1/tasks': { body: { items: [TASK] } },
    'POST /v1/tasks/t1/claim': problem(409, 'conflict', 'Vera Valid holds this task'),
  });
  open('/inbox');
  await userEvent.click(await screen.findByRole('button', { name: 'Take credit, version 2' }));

  expect(await screen.findByText('Vera Valid holds this task')).toBeVisible();
  expect(calls.some((call) => call.path === '/v1/tasks/t1/claim')).toBe(true);
});

it('hands a task on', async () => {
  const calls = serve({
    'GET /v1/me': me('risk-approver'),
    'GET /v1/tasks': { body: { items: [TASK] } },
    'GET /v1/people/directory': { body: { items: [{ subject: 'vera', name: 'Vera Valid', roles: ['validator'] }] } },
    'POST /v1/tasks/t1/delegate': { body: { ...TASK, assignee: { subject: 'vera', name: 'Vera Valid' } } },
  });
  open('/inbox');
  await userEvent.click(await screen.findByRole('button', { name: 'Hand on credit, version 2' }));
  const dialog = within(await screen.findByRole('dialog'));
  await screen.findByRole('option', { name: 'Vera Valid, validator' });
  await userEvent.selectOptions(dialog.getByLabelText(/^To whom/), 'vera');
  await userEvent.click(dialog.getByRole('button', { name: 'Hand on' }));

  await waitFor(() => expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ to: 'vera' }));
});
