import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { accessibilityProblems } from '../../testing/axe';
import { me, open, serve } from '../../testing/server';

const FINDING = {
  id: 'f1',
  model: 'credit',
  version: 2,
  title: 'Slice under 25 was not tested',
  area: 'performance',
  description: '',
  severity: 'high',
  owner: { subject: 'erin', name: 'Erin Engel' },
  dueAt: '2026-12-01T23:59:59Z',
  raisedBy: { subject: 'vera', name: 'Vera Valid' },
  raisedAt: '2026-11-23T09:20:00Z',
  state: 'remedied',
  overdue: false,
  remedy: 'Tested; see run 42',
};

it('lists findings and waivers', async () => {
  serve({
    'GET /v1/me': me('auditor'),
    'GET /v1/findings': { body: { items: [{ ...FINDING, state: 'open', overdue: true }] } },
    'GET /v1/waivers': { body: { items: [] } },
  });
  open('/findings');

  expect(await screen.findByRole('link', { name: 'Slice under 25 was not tested' })).toHaveAttribute('href', '/findings/f1');
  expect(screen.getByText('Overdue')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Raise a finding' })).toBeNull();
  expect(await accessibilityProblems()).toEqual([]);
});

it('lets another person than the owner accept what was done', async () => {
  const calls = serve({
    'GET /v1/me': me('validator'),
    'GET /v1/findings/f1': { body: FINDING },
    'POST /v1/findings/f1/decision': { body: { ...FINDING, state: 'closed' } },
  });
  open('/findings/f1');
  await userEvent.click(await screen.findByRole('button', { name: 'Accept and close' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByLabelText(/What convinced you/), 'Run 42 read');
  await userEvent.click(dialog.getByRole('button', { name: 'Close the finding' }));

  await waitFor(() => expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ accepted: true, comment: 'Run 42 read' }));
});

it('offers the owner no acceptance of their own remedy', async () => {
  serve({ 'GET /v1/me': me('validator'), 'GET /v1/findings/f1': { body: { ...FINDING, owner: { subject: 'me', name: 'Ada' } } } });
  open('/findings/f1');

  expect(await screen.findByText('Tested; see run 42')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Accept and close' })).toBeNull();
});

it('shows what people say about a finding, and takes a comment', async () => {
  const said = { id: 'r1', author: { subject: 'erin', name: 'Erin Engel' }, at: FINDING.raisedAt, text: 'the data come on Friday', fileName: 'plan.pdf' };
  const calls = serve({
    'GET /v1/me': me('validator'),
    'GET /v1/findings/f1': { body: FINDING },
    'GET /v1/findings/f1/remarks': { body: { items: [said] } },
    'POST /v1/findings/f1/remarks': { status: 201, body: { ...said, id: 'r2' } },
  });
  open('/findings/f1');

  expect(await screen.findByText('the data come on Friday')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Download plan.pdf' })).toBeVisible();
  await userEvent.type(screen.getByLabelText(/^Your comment/), 'Good');
  await userEvent.click(screen.getByRole('button', { name: 'Comment' }));
  await waitFor(() => expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ text: 'Good' }));
});
