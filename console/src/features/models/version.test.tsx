import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { accessibilityProblems } from '../../testing/axe';
import { me, open, problem, serve } from '../../testing/server';

const SERVED = {
  'GET /v1/me': me('auditor'),
  'GET /v1/models/credit/versions/2': {
    body: { model: 'credit', version: 2, stage: 'Production', description: '', registeredAt: '2026-11-02T08:00:00Z', registeredBy: { subject: 'erin', name: 'Erin Engel' } },
  },
};
const ITEMS = [
  { field: 'intendedUse', value: 'Consumer loans', origin: 'entered', source: 'inventory' },
  { field: 'limitations', value: '', origin: 'empty', source: 'form intended-use' },
  { field: 'test/auc', value: '0.78', origin: 'known', source: 'run' },
];

it('tells in the model card what is known, filled in and empty', async () => {
  serve({ ...SERVED, 'GET /v1/models/credit/versions/2/card': { body: { model: 'credit', version: 2, sections: [{ key: 'use', title: 'Use', items: ITEMS }] } } });
  open('/models/credit/versions/2?tab=card');

  expect(await screen.findByText('3 lines: 1 known, 1 filled in, 1 empty.')).toBeVisible();
  const table = within(screen.getByRole('grid', { name: 'Use' }));
  expect(table.getByRole('row', { name: /Intended use Consumer loans Filled in Inventory/ })).toBeVisible();
  expect(table.getByRole('row', { name: /Limitations – Empty/ })).toBeVisible();
  expect(await accessibilityProblems()).toEqual([]);
});

it('says why there is no card, and offers no request to who may make none', async () => {
  serve({ ...SERVED, 'GET /v1/models/credit/versions/2/card': problem(403, 'forbidden', 'credit is out of your reach') });
  open('/models/credit/versions/2?tab=card');

  expect(await screen.findByText('credit is out of your reach')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Request promotion' })).toBeNull();
});

it('puts two versions side by side, the newest on the right', async () => {
  const versions = [3, 2].map((version) => ({ version, stage: 'None', description: '', registeredAt: '2026-11-02T08:00:00Z', registeredBy: { subject: 'erin', name: 'Erin Engel' } }));
  const rows = [
    { key: 'test/auc', left: '0.78', right: '0.81', same: false },
    { key: 'test/ks', left: '0.4', right: '0.4', same: true },
  ];
  const calls = serve({
    ...SERVED,
    'GET /v1/models/credit': { body: { name: 'credit', description: '', createdAt: '2026-11-02T08:00:00Z', updatedAt: '2026-11-02T08:00:00Z', latestVersions: [], versionCount: 2, versions, aliases: [] } },
    'GET /v1/models/credit/compare': { body: { model: 'credit', left: 2, right: 3, metrics: rows, params: [], signature: [], datasets: [], artifacts: [], policyResults: [] } },
  });
  open('/models/credit/compare');

  const table = within(await screen.findByRole('grid', { name: 'Metrics' }));
  expect(table.getByRole('row', { name: /test\/auc Differs 0\.78 0\.81/ })).toBeVisible();
  expect(Object.fromEntries(calls.find((call) => call.path.endsWith('/compare'))?.query ?? [])).toEqual({ left: '2', right: '3' });
  await userEvent.click(screen.getByRole('checkbox', { name: 'Only what differs' }));
  expect(screen.queryByText('test/ks')).toBeNull();
  expect(await accessibilityProblems()).toEqual([]);
});
