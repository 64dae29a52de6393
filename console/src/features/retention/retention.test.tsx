import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { accessibilityProblems } from '../../testing/axe';
import { me, open, serve } from '../../testing/server';

const RUN = { runId: 'r1', name: 'old run', experiment: 'credit', deletedAt: '2026-11-02T08:00:00Z', files: 3, artifactBytes: 12_000, metricPoints: 4000, obstacles: [] };
const CANDIDATES = { items: [RUN, { ...RUN, runId: 'r2', name: 'kept run', obstacles: ['credit, version 2 stands on it'] }] };

it('destroys only what was chosen in the dry run, and says why the rest is kept', async () => {
  const calls = serve({
    'GET /v1/me': me('admin'),
    'GET /v1/retention/candidates': { body: CANDIDATES },
    'POST /v1/retention/purges': { status: 202, body: {} },
  });
  open('/retention');
  expect(await screen.findByText('credit, version 2 stands on it')).toBeVisible();
  expect(screen.queryByRole('checkbox', { name: 'Destroy kept run' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Choose runs to destroy' })).toBeDisabled();
  expect(await accessibilityProblems()).toEqual([]);

  await userEvent.click(screen.getByRole('checkbox', { name: 'Destroy old run' }));
  await userEvent.click(screen.getByRole('button', { name: 'Destroy 1 run' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByLabelText(/^Reason/), 'Retention of a year is over');
  await userEvent.click(dialog.getByRole('button', { name: 'Destroy' }));
  await waitFor(() => expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ runIds: ['r1'], reason: 'Retention of a year is over' }));
});

it('lets auditors look and destroy nothing', async () => {
  serve({ 'GET /v1/me': me('auditor'), 'GET /v1/retention/candidates': { body: CANDIDATES } });
  open('/retention');

  expect(await screen.findByText('old run')).toBeVisible();
  expect(screen.queryByRole('checkbox')).toBeNull();
});

it('places a hold on an experiment', async () => {
  const calls = serve({ 'GET /v1/me': me('admin'), 'GET /v1/legal-holds': { body: { items: [] } }, 'POST /v1/legal-holds': { status: 201, body: {} } });
  open('/retention?tab=holds');
  await userEvent.click(await screen.findByRole('button', { name: 'Place a hold' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.selectOptions(dialog.getByLabelText(/^It covers/), 'experiment');
  await userEvent.type(dialog.getByLabelText(/^Experiment id/), '7');
  await userEvent.type(dialog.getByLabelText(/^Reason/), 'Claim 117');
  await userEvent.click(dialog.getByRole('button', { name: 'Place' }));

  await waitFor(() => expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ subject: { kind: 'experiment', id: '7' }, reason: 'Claim 117' }));
});
