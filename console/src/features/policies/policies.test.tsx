import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { accessibilityProblems } from '../../testing/axe';
import { me, open, serve } from '../../testing/server';
import { changeInWords } from './change';

const DIGEST = 'ab'.repeat(32);
const CHANGE = {
  id: 'c1',
  kind: 'guard',
  subject: 'Staging',
  setting: 'model-promotion',
  rationale: 'Staging feeds a pilot',
  effectiveFrom: '2026-12-01T00:00:00Z',
  author: { subject: 'paul', name: 'Paul Policy' },
  proposedAt: '2026-11-23T09:20:00Z',
  proposalDigest: DIGEST,
  state: 'open',
};

it('lists what governs and what is proposed', async () => {
  serve({
    'GET /v1/me': me('risk-approver'),
    'GET /v1/policies': {
      body: { items: [{ id: 'model-promotion', version: 1, digest: DIGEST, shipped: true, inForce: true, publishedAt: CHANGE.proposedAt, publishedBy: 's', author: 's', effectiveFrom: CHANGE.proposedAt }] },
    },
    'GET /v1/policy-changes': { body: { items: [CHANGE] } },
  });
  open('/policies');

  expect(await screen.findByRole('link', { name: 'model-promotion, version 1' })).toHaveAttribute('href', '/policies/model-promotion/1');
  expect(await screen.findByRole('link', { name: 'Guard stage Staging by model-promotion' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Propose a change' })).toBeVisible();
  expect(await accessibilityProblems()).toEqual([]);
});

it('reviews the proposal whose digest was shown', async () => {
  const calls = serve({
    'GET /v1/me': me('risk-approver'),
    'GET /v1/policy-changes/c1': { body: CHANGE },
    'POST /v1/policy-changes/c1/review': { body: { ...CHANGE, state: 'published' } },
  });
  open('/policies/changes/c1');
  await userEvent.click(await screen.findByRole('button', { name: 'Accept and publish' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByLabelText(/What you looked at/), 'Read');
  await userEvent.click(dialog.getByRole('button', { name: 'Publish' }));

  await waitFor(() =>
    expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ accepted: true, proposalDigest: DIGEST, comment: 'Read' }),
  );
});

it('proposes a change for a day that is to come', async () => {
  const calls = serve({
    'GET /v1/me': me('risk-approver'),
    'GET /v1/policies': { body: { items: [] } },
    'GET /v1/policy-changes': { body: { items: [] } },
    'POST /v1/policy-changes': { status: 201, body: CHANGE },
  });
  open('/policies');
  await userEvent.click(await screen.findByRole('button', { name: 'Propose a change' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.selectOptions(dialog.getByLabelText(/^What should change/), 'Whether an alias is protected');
  await userEvent.clear(dialog.getByLabelText(/^Alias/));
  await userEvent.type(dialog.getByLabelText(/^Alias/), 'shadow');
  await userEvent.type(dialog.getByLabelText(/^In force from/), '2027-01-01');
  await userEvent.type(dialog.getByLabelText(/^Why/), 'it leads to customers');
  await userEvent.click(dialog.getByRole('button', { name: 'Propose' }));

  await waitFor(() =>
    expect(calls.find((call) => call.method === 'POST')?.body).toEqual({
      kind: 'protected-alias',
      subject: 'shadow',
      isProtected: true,
      rationale: 'it leads to customers',
      effectiveFrom: '2027-01-01T00:00:00Z',
    }),
  );
});

it('leaves the review to others than the author', async () => {
  serve({ 'GET /v1/me': me('risk-approver'), 'GET /v1/policy-changes/c1': { body: { ...CHANGE, author: { subject: 'me', name: 'Ada' } } } });
  open('/policies/changes/c1');

  expect(await screen.findByRole('button', { name: 'Withdraw' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Accept and publish' })).toBeNull();
});

it('says loosening as what it is', () => {
  expect(changeInWords({ kind: 'guard', subject: 'Production' })).toBe('Take the guard off stage Production');
  expect(changeInWords({ kind: 'protected-alias', subject: 'champion', setting: 'protected' })).toBe('Protect alias champion');
});
