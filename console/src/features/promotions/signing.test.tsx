import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { me, open, problem, serve } from '../../testing/server';

const DIGEST = 'ab'.repeat(32);
const ENTRY = '019aaf3a-aaaa-7bbb-8ccc-ddddeeeeffff';
const PROMOTION = {
  id: 'p1',
  model: 'credit',
  version: 2,
  targetStage: 'Production',
  archiveExisting: true,
  rationale: '<b>better</b>',
  state: 'open',
  requestedBy: { subject: 'erin', name: 'Erin Engel' },
  requestedAt: '2026-11-23T09:20:00Z',
  policy: { id: 'model-promotion', version: 1, digest: DIGEST },
  tier: 'high',
  evidenceDigest: DIGEST,
  thresholds: [{ metric: 'test/auc', comparator: '>=', limit: 0.75, value: 0.78, verdict: 'passed' }],
  requiredSignOffs: [{ role: 'risk-approver', meaning: 'approved', count: 1, given: 0 }],
  signOffs: [],
  ledgerEntries: [],
};
const TASK = {
  id: 't1',
  promotionId: 'p1',
  model: 'credit',
  version: 2,
  targetStage: 'Production',
  requiredRole: 'risk-approver',
  meaning: 'approved',
  requestedBy: PROMOTION.requestedBy,
  createdAt: PROMOTION.requestedAt,
};
const SERVED = {
  'GET /v1/me': me('risk-approver'),
  'GET /v1/promotions/p1': { body: PROMOTION },
  'GET /v1/tasks': { body: { items: [TASK] } },
  'GET /v1/reports': { body: { items: [] } },
};
const INCLUSION = { entryId: ENTRY, status: 'included', leafIndex: 41, treeSize: 42, proof: [], checkpoint: 'origin', url: '' };
const SIGNED = {
  status: 201,
  body: { promotion: { ...PROMOTION, state: 'approved' }, signOff: {}, inclusion: INCLUSION },
};

async function openDialog() {
  await userEvent.click(await screen.findByRole('button', { name: 'Review and sign' }));
  return within(await screen.findByRole('dialog'));
}

it('signs the digest that was shown, only after it was confirmed, and tells the leaf', async () => {
  const calls = serve({
    ...SERVED,
    'POST /v1/promotions/p1/sign-offs': SIGNED,
    [`GET /v1/ledger/entries/${ENTRY}/inclusion`]: { body: INCLUSION },
  });
  open('/promotions/p1');
  const dialog = await openDialog();
  const sign = dialog.getByRole('button', { name: 'Sign' });

  expect(sign).toBeDisabled();
  await userEvent.type(dialog.getByLabelText('Comment'), 'read');
  await userEvent.click(dialog.getByRole('checkbox', { name: new RegExp(`I sign digest ${DIGEST}`) }));
  await userEvent.click(sign);

  expect(await screen.findByText(/in the ledger as leaf 41/)).toBeVisible();
  const post = calls.find((call) => call.method === 'POST');
  expect(post?.body).toEqual({ meaning: 'approved', comment: 'read', evidenceDigest: DIGEST, role: 'risk-approver' });
  expect(post?.headers.get('X-Requested-With')).toBe('XMLHttpRequest');
});

it('asks a rejection for its reason', async () => {
  const calls = serve({ ...SERVED, 'POST /v1/promotions/p1/sign-offs': SIGNED });
  open('/promotions/p1');
  const dialog = await openDialog();

  await userEvent.click(dialog.getByRole('radio', { name: /I reject this/ }));
  await userEvent.click(dialog.getByRole('checkbox'));
  expect(dialog.getByRole('button', { name: 'Sign the rejection' })).toBeDisabled();
  await userEvent.type(dialog.getByLabelText(/Comment/), 'biased');
  await userEvent.click(dialog.getByRole('button', { name: 'Sign the rejection' }));

  await waitFor(() => expect(calls.find((call) => call.method === 'POST')?.body).toMatchObject({ meaning: 'rejected', comment: 'biased' }));
});

it("shows the server's refusal with the request id, and keeps what was typed", async () => {
  serve({
    ...SERVED,
    'POST /v1/promotions/p1/sign-offs': problem(403, 'segregation-of-duties', 'You trained this version'),
  });
  open('/promotions/p1');
  const dialog = await openDialog();
  await userEvent.type(dialog.getByLabelText('Comment'), 'read');
  await userEvent.click(dialog.getByRole('checkbox'));
  await userEvent.click(dialog.getByRole('button', { name: 'Sign' }));

  expect(await dialog.findByText('You trained this version')).toBeVisible();
  expect(dialog.getByText('request-1')).toBeVisible();
  expect(dialog.getByLabelText('Comment')).toHaveValue('read');
});

it('says why somebody cannot sign, and offers no button', async () => {
  serve({
    ...SERVED,
    'GET /v1/tasks': { body: { items: [{ ...TASK, blockedReason: 'You requested this' }] } },
  });
  open('/promotions/p1');

  expect(await screen.findByText('You requested this')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Review and sign' })).toBeNull();
});

it('renders text from people as text', async () => {
  serve(SERVED);
  open('/promotions/p1');

  expect(await screen.findByText('<b>better</b>')).toBeVisible();
});
