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
  'GET /v1/promotions': { body: { items: [] } },
};

it('says what is missing, and saves on the revision that was seen', async () => {
  const calls = serve({ ...SERVED, 'GET /v1/me': me('engineer'), 'PUT /v1/models/credit/inventory': { body: { ...ENTRY, revision: 3 } } });
  open('/models/credit');

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
  open('/models/credit');
  await userEvent.click(await screen.findByRole('button', { name: 'Edit' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByLabelText('Users'), 'branch staff');
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));

  expect(await dialog.findByText('Revision 3 is there already')).toBeVisible();
  expect(dialog.getByLabelText('Users')).toHaveValue('branch staff');
});

it('takes the answers of a form', async () => {
  const calls = serve({ ...SERVED, 'GET /v1/me': me('model-owner'), 'PUT /v1/models/credit/forms/monitoring-plan': { body: {} } });
  open('/models/credit');
  expect(await screen.findByText('1 of 2')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Answer Monitoring plan' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByLabelText('Triggers'), 'Drift above 0.2');
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));

  await waitFor(() =>
    expect(calls.find((call) => call.method === 'PUT')?.body).toEqual({ answers: { plan: 'Monthly', triggers: 'Drift above 0.2' } }),
  );
});
