import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { accessibilityProblems } from '../../testing/axe';
import { me, open, serve } from '../../testing/server';

const AT = '2026-11-23T09:20:00Z';
const INCIDENT = { id: 'i1', process: 'model-promotion', requestId: 'p1', step: 'apply', message: 'The database was away', at: AT };
const PROCESSES = [
  { process: 'model-promotion', version: 1, running: 2 },
  { process: 'model-promotion', version: 2, running: 0 },
];

it('has a failed step tried again', async () => {
  const calls = serve({
    'GET /v1/me': me('admin'),
    'GET /v1/engine/incidents': { body: { items: [INCIDENT] } },
    'GET /v1/engine/processes': { body: { items: PROCESSES } },
    'POST /v1/engine/incidents/i1/retry': { body: INCIDENT },
  });
  open('/operations');
  expect(await screen.findByText('The database was away')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Promotion' })).toHaveAttribute('href', '/promotions/p1');
  expect(await screen.findByRole('button', { name: 'Move them' })).toBeVisible();
  expect(await accessibilityProblems()).toEqual([]);

  await userEvent.click(screen.getByRole('button', { name: 'Try apply again' }));
  await waitFor(() => expect(calls.some(({ method, path }) => method === 'POST' && path === '/v1/engine/incidents/i1/retry')).toBe(true));
});

it('sends a message once more that was given up', async () => {
  const message = { id: 'm1', channel: 'webhook', destination: 'https://example.com/hook', postedAt: AT, state: 'dead', attempts: 8, log: [] };
  const calls = serve({ 'GET /v1/me': me('admin'), 'GET /v1/outbox': { body: { items: [message] } }, 'POST /v1/outbox/m1/redeliver': { body: message } });
  open('/operations?tab=outbox');
  await userEvent.click(await screen.findByRole('button', { name: 'Send again' }));

  await waitFor(() => expect(calls.some(({ path }) => path === '/v1/outbox/m1/redeliver')).toBe(true));
});

it('shows auditors the incidents and offers no retry', async () => {
  serve({ 'GET /v1/me': me('auditor'), 'GET /v1/engine/incidents': { body: { items: [INCIDENT] } }, 'GET /v1/engine/processes': { body: { items: [] } } });
  open('/operations');

  expect(await screen.findByText('The database was away')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Try apply again' })).toBeNull();
});
