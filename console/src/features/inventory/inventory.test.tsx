import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { accessibilityProblems } from '../../testing/axe';
import { me, open, problem, serve } from '../../testing/server';

const MODEL = {
  name: 'credit',
  description: '',
  createdAt: '2026-11-02T08:00:00Z',
  updatedAt: '2026-11-02T08:00:00Z',
  latestVersions: [],
  versionCount: 0,
  versions: [],
  aliases: [],
};
const ENTRY = {
  model: 'credit',
  revision: 2,
  fields: { purpose: 'Loans', owner: { subject: 'otto', name: 'Otto Owner' } },
  tier: { value: 2, source: 'scored', table: 't' },
  missing: [{ code: 'inventory-field', field: 'limitations', text: 'Limitations are not described' }],
};
const SERVED = {
  'GET /v1/models/credit': { body: MODEL },
  'GET /v1/models/credit/inventory': { body: ENTRY },
  'GET /v1/models/credit/forms': { body: { items: [{ section: 'monitoring-plan', questions: ['plan', 'triggers'], answers: { plan: 'Monthly' } }] } },
  'GET /v1/models/credit/documents': { body: { items: [] } },
  'GET /v1/models/credit/tier-overrides': { body: { items: [] } },
};

it('says what is missing, and saves on the revision that was seen', async () => {
  const calls = serve({ ...SERVED, 'GET /v1/me': me('engineer'), 'PUT /v1/models/credit/inventory': { body: { ...ENTRY, revision: 3 } } });
  open('/models/credit?tab=inventory');

  expect(await screen.findByText('Limitations are not described')).toBeVisible();
  expect(screen.getByText('2 of 4')).toBeVisible();
  expect(await accessibilityProblems()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Edit' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.queryByLabelText('Exposure score')).toBeNull();
  await userEvent.type(dialog.getByLabelText('Limitations'), 'Few under 25');
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));

  await waitFor(() =>
    expect(calls.find((call) => call.method === 'PUT')?.body).toEqual({ fields: { ...ENTRY.fields, limitations: 'Few under 25' }, basedOn: 2 }),
  );
});

it('keeps what was typed when somebody else was faster', async () => {
  serve({ ...SERVED, 'GET /v1/me': me('model-owner'), 'PUT /v1/models/credit/inventory': problem(409, 'conflict', 'Revision 3 is there already') });
  open('/models/credit?tab=inventory');
  await userEvent.click(await screen.findByRole('button', { name: 'Edit' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByLabelText('Users'), 'branch staff');
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));

  expect(await dialog.findByText('Revision 3 is there already')).toBeVisible();
  expect(dialog.getByLabelText('Users')).toHaveValue('branch staff');
});

it('takes the answers of a form', async () => {
  const calls = serve({ ...SERVED, 'GET /v1/me': me('model-owner'), 'PUT /v1/models/credit/forms/monitoring-plan': { body: {} } });
  open('/models/credit?tab=documentation');
  expect(await screen.findByText('1 of 2')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Answer Monitoring plan' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByLabelText('Triggers'), 'Drift above 0.2');
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));

  await waitFor(() =>
    expect(calls.find((call) => call.method === 'PUT')?.body).toEqual({ answers: { plan: 'Monthly', triggers: 'Drift above 0.2' } }),
  );
});

const OVERRIDE = { id: 'o1', model: 'credit', tier: 1, reason: 'Sold to other banks', askedAt: '2026-11-02T08:00:00Z', askedBy: { subject: 'otto', name: 'Otto Owner' } };

it('lets somebody else than who asked decide on another tier', async () => {
  const calls = serve({
    ...SERVED,
    'GET /v1/me': me('risk-approver'),
    'GET /v1/models/credit/tier-overrides': { body: { items: [OVERRIDE, { ...OVERRIDE, id: 'o2', askedBy: { subject: 'me', name: 'Ada Approbato' } }] } },
    'POST /v1/tier-overrides/o1/decision': { body: { ...OVERRIDE, approved: true } },
  });
  open('/models/credit?tab=inventory');
  const table = within(await screen.findByRole('grid', { name: 'Overrides of the tier' }));
  expect(table.getByText('You asked: somebody else decides.')).toBeVisible();
  expect(await accessibilityProblems()).toEqual([]);
  await userEvent.click(table.getByRole('button', { name: 'Approve' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/Otto Owner asks for risk tier 1 of 4, the highest/)).toBeVisible();
  await userEvent.type(dialog.getByLabelText(/^Comment/), 'agreed');
  await userEvent.click(dialog.getByRole('button', { name: 'Approve' }));

  await waitFor(() => expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ approved: true, comment: 'agreed' }));
});

it('asks for another tier with a reason', async () => {
  const calls = serve({ ...SERVED, 'GET /v1/me': me('model-owner'), 'POST /v1/models/credit/tier-overrides': { status: 201, body: OVERRIDE } });
  open('/models/credit?tab=inventory');
  await userEvent.click(await screen.findByRole('button', { name: 'Ask for another tier' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('button', { name: 'Ask' })).toBeDisabled();
  await userEvent.type(dialog.getByLabelText(/^Reason/), 'Sold to other banks');
  await userEvent.click(dialog.getByRole('button', { name: 'Ask' }));

  await waitFor(() => expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ tier: 1, reason: 'Sold to other banks' }));
});

it('uploads a document whose digest was computed before', async () => {
  const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  const kept = { id: 'd1', model: 'credit', section: 'monitoring-plan', title: 'plan.txt', revision: 1, kind: 'document', mediaType: 'text/plain', sizeBytes: 3, sha256: digest, at: '2026-11-02T08:00:00Z', by: { subject: 'me', name: 'Ada Approbato' }, ledgerEntry: 'e1' };
  const calls = serve({
    ...SERVED,
    'GET /v1/me': me('model-owner'),
    'GET /v1/models/credit/documents': { body: { items: [{ ...kept, revision: 2 }, kept] } },
    'POST /v1/models/credit/documents': { status: 201, body: kept },
  });
  open('/models/credit?tab=documentation');
  expect(await screen.findByText('Superseded')).toBeVisible();
  await userEvent.click(await screen.findByRole('button', { name: 'Upload a document' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.selectOptions(dialog.getByLabelText(/^Section/), 'monitoring-plan');
  await userEvent.upload(document.querySelector('input[type=file]') as HTMLInputElement, new File(['abc'], 'plan.txt', { type: 'text/plain' }));

  expect(await dialog.findByText(digest)).toBeVisible();
  expect(dialog.getByLabelText(/^Title/)).toHaveValue('plan.txt');
  await userEvent.click(dialog.getByRole('button', { name: 'Upload' }));
  await waitFor(() =>
    expect(Object.fromEntries(calls.find((call) => call.method === 'POST')?.query ?? [])).toEqual({ section: 'monitoring-plan', title: 'plan.txt' }),
  );
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
