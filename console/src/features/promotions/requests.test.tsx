import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Schemas } from '../../api/client';
import { accessibilityProblems } from '../../testing/axe';
import { me, open, serve } from '../../testing/server';
import { placesApproved, placesFor } from './places';
import { asked } from './waivers';

const DIGEST = 'ab'.repeat(32);
const VERSION = { model: 'credit', version: 2, stage: 'Staging', description: '', registeredAt: '2026-11-02T08:00:00Z', registeredBy: { subject: 'erin', name: 'Erin Engel' } };
const STAGES = {
  items: [
    { name: 'None', position: 0, active: false, exclusive: false },
    { name: 'Production', position: 2, active: true, exclusive: true, guardedBy: 'model-promotion' },
    { name: 'Archived', position: 3, active: false, exclusive: false },
    { name: 'Staging', position: 1, active: true, exclusive: false, guardedBy: 'model-promotion' },
  ],
  protectedAliases: ['champion'],
};
const FAILED = { metric: 'test/auc/age:under_25', slice: 'age:under_25', comparator: '>=', limit: 0.7, value: 0.612, verdict: 'failed', reason: 'test/auc/age:under_25 0.612 < 0.70' };
const DRY_RUN = {
  wouldPass: false,
  tier: '1',
  policy: { id: 'model-promotion', version: 3, digest: DIGEST },
  thresholds: [{ metric: 'test/auc', comparator: '>=', limit: 0.75, value: 0.78, verdict: 'passed', origin: { run: 'r1', supplier: 'validator' } }, FAILED],
  requiredSignOffs: [
    { role: 'validator', meaning: 'validated', count: 1, given: 0, round: 1 },
    { role: 'risk-approver', meaning: 'approved', count: 2, given: 0, round: 2 },
  ],
};
const PROMOTION = {
  id: 'p1',
  model: 'credit',
  version: 2,
  targetStage: 'Production',
  archiveExisting: true,
  rationale: 'better',
  state: 'refused',
  requestedBy: { subject: 'erin', name: 'Erin Engel' },
  requestedAt: '2026-11-23T09:20:00Z',
  policy: DRY_RUN.policy,
  tier: '1',
  evidenceDigest: DIGEST,
  thresholds: DRY_RUN.thresholds,
  requiredSignOffs: [],
  signOffs: [],
  ledgerEntries: [],
};
const SERVED = {
  'GET /v1/me': me('engineer'),
  'GET /v1/models/credit/versions/2': { body: VERSION },
  'GET /v1/models/credit/versions/2/obstacles': { body: { items: [{ code: 'inventory-field', field: 'owner', text: 'Nobody owns the model' }] } },
  'GET /v1/stages': { body: STAGES },
  'GET /v1/promotions': { body: { items: [] } },
  'GET /v1/promotions/p1': { body: PROMOTION },
  'GET /v1/promotions/p1/remarks': { body: { items: [] } },
  'GET /v1/tasks': { body: { items: [] } },
  'GET /v1/reports': { body: { items: [] } },
};

function posted(calls: ReturnType<typeof serve>, path: string) {
  return calls.find((call) => call.method === 'POST' && call.path === path)?.body;
}

it('judges a version with the numbers before anybody is asked', async () => {
  const calls = serve({ ...SERVED, 'POST /v1/promotions/dry-run': { body: DRY_RUN } });
  open('/models/credit/versions/2?tab=dry-run');
  expect(await screen.findByText('Nobody owns the model')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Judge it' }));

  expect(await screen.findByText(/It would be refused: 1 threshold of 2 failed/)).toBeVisible();
  const row = within(screen.getByRole('row', { name: /0\.612/ }));
  expect(row.getByText('age: under 25')).toBeVisible();
  expect(row.getByText('at least 0.7')).toBeVisible();
  expect(row.getByText('Failed')).toBeVisible();
  expect(screen.getByRole('link', { name: 'A validator' })).toHaveAttribute('href', '/runs/r1');
  expect(screen.getByText('2. Risk approver: “approved”, 2 persons')).toBeVisible();
  expect(posted(calls, '/v1/promotions/dry-run')).toMatchObject({ model: 'credit', version: 2, stage: 'Production' });
  expect(await accessibilityProblems()).toEqual([]);
});

it('says what is to be put in order when the numbers are good', async () => {
  const obstacles = [{ code: 'inventory-field', field: 'owner', text: 'Nobody owns the model' }];
  serve({ ...SERVED, 'POST /v1/promotions/dry-run': { body: { ...DRY_RUN, thresholds: DRY_RUN.thresholds.slice(0, 1), obstacles } } });
  open('/models/credit/versions/2?tab=dry-run');
  await userEvent.click(await screen.findByRole('button', { name: 'Judge it' }));

  expect(await screen.findByText('It would be refused: 1 thing is to be put in order')).toBeVisible();
  expect(screen.getByText('Nobody owns the model')).toBeVisible();
});

it('offers a waiver for each threshold that refused the request', async () => {
  const refusal = { type: 'urn:countersign:problem:thresholds-failed', title: 'Thresholds failed', status: 422, detail: '1 of 2 failed', results: DRY_RUN.thresholds };
  const calls = serve({ ...SERVED, 'POST /v1/promotions': { status: 422, type: 'application/problem+json', body: refusal } });
  open('/models/credit/versions/2');
  await userEvent.click(await screen.findByRole('button', { name: 'Request promotion' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByLabelText(/^Rationale/), 'better');
  await userEvent.click(dialog.getByRole('button', { name: 'Freeze evidence and request' }));

  await userEvent.click(await dialog.findByRole('checkbox', { name: 'Ask to let test/auc/age:under_25 pass' }));
  expect(dialog.getByRole('button', { name: 'Freeze evidence and request' })).toBeDisabled();
  await userEvent.type(dialog.getByLabelText(/^Why test/), 'few of them');
  await userEvent.type(dialog.getByLabelText(/is let pass until/), '2027-01-31');
  await userEvent.click(dialog.getByRole('button', { name: 'Freeze evidence and request' }));

  await waitFor(() =>
    expect(calls.filter(({ method }) => method === 'POST').at(-1)?.body).toEqual({
      model: 'credit',
      version: 2,
      stage: 'Production',
      rationale: 'better',
      archiveExisting: true,
      waivers: [{ metric: 'test/auc/age:under_25', reason: 'few of them', until: '2027-01-31T23:59:59Z' }],
    }),
  );
});

it('asks again for a refused request, with its rationale and what failed', async () => {
  serve(SERVED);
  open('/promotions/p1');
  await userEvent.click(await screen.findByRole('button', { name: 'Ask again with a waiver' }));
  const dialog = within(await screen.findByRole('dialog'));

  expect(dialog.getByLabelText(/^Rationale/)).toHaveValue('better');
  expect(dialog.getByRole('checkbox', { name: 'Ask to let test/auc/age:under_25 pass' })).toBeVisible();
});

it('says of an emergency change that its review cannot be skipped, and sends it as one', async () => {
  const calls = serve({ ...SERVED, 'POST /v1/emergency-changes': { status: 201, body: { ...PROMOTION, state: 'open', kind: 'emergency' } } });
  open('/models/credit/versions/2');
  await userEvent.click(await screen.findByRole('button', { name: 'Emergency change' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/A retrospective review then opens with a deadline: it cannot be skipped/)).toBeVisible();
  expect(dialog.queryByLabelText('Further runs whose numbers count')).toBeNull();
  await userEvent.selectOptions(dialog.getByLabelText(/^Target/), 'Alias champion');
  await userEvent.type(dialog.getByLabelText(/^Rationale/), 'loans to the dead');
  await userEvent.click(dialog.getByRole('button', { name: 'Request emergency change' }));

  await waitFor(() =>
    expect(posted(calls, '/v1/emergency-changes')).toEqual({ model: 'credit', version: 2, alias: 'champion', rationale: 'loans to the dead', archiveExisting: false }),
  );
});

it('asks for a protected alias to be taken away, and not for a free one', async () => {
  const model = { name: 'credit', description: '', createdAt: PROMOTION.requestedAt, updatedAt: PROMOTION.requestedAt, latestVersions: [], versionCount: 2, versions: [] };
  const aliases = [
    { alias: 'champion', version: 2 },
    { alias: 'mine', version: 1 },
  ];
  const calls = serve({
    ...SERVED,
    'GET /v1/models/credit': { body: { ...model, aliases } },
    'POST /v1/promotions': { status: 201, body: { ...PROMOTION, state: 'open', targetKind: 'ALIAS_REMOVAL', targetStage: 'champion' } },
  });
  open('/models/credit');
  await userEvent.click(await screen.findByRole('button', { name: 'Ask to take champion away' }));
  expect(screen.queryByRole('button', { name: 'Ask to take mine away' })).toBeNull();
  const dialog = within(await screen.findByRole('dialog', { name: /Request to take the alias champion away/ }));
  await userEvent.type(dialog.getByLabelText(/^Rationale/), 'no longer good');
  await userEvent.click(dialog.getByRole('button', { name: 'Freeze evidence and request' }));

  await waitFor(() =>
    expect(posted(calls, '/v1/promotions')).toEqual({
      model: 'credit',
      version: 2,
      alias: 'champion',
      removeAlias: true,
      rationale: 'no longer good',
      archiveExisting: false,
    }),
  );
});

it('lets the retrospective review be signed after the change was applied', async () => {
  const review = { required: [{ role: 'validator', meaning: 'reviewed', count: 1, given: 0 }], dueAt: '2026-12-01T09:00:00Z', overdue: false };
  serve({
    ...SERVED,
    'GET /v1/me': me('validator'),
    'GET /v1/promotions/p1': { body: { ...PROMOTION, state: 'approved', kind: 'emergency', review } },
    'GET /v1/tasks': { body: { items: [{ id: 't1', process: 'emergency-change', requestId: 'p1', promotionId: 'p1', step: 'review', title: 'Review', meaning: 'reviewed', requiredRole: 'validator', createdAt: PROMOTION.requestedAt }] } },
  });
  open('/promotions/p1');
  await userEvent.click(await screen.findByRole('button', { name: 'Review and sign' }));

  expect(within(await screen.findByRole('dialog')).getByRole('radio', { name: 'I have reviewed this' })).toBeChecked();
});

it('goes back only to where a version was approved and still is good', () => {
  const approval = { approvedAt: PROMOTION.requestedAt, conditions: [] };
  const promotions = [
    { ...PROMOTION, approval },
    { ...PROMOTION, approval: { ...approval, endedAt: PROMOTION.requestedAt }, targetStage: 'Staging' },
    { ...PROMOTION, approval, targetKind: 'ALIAS', targetStage: 'champion' },
    { ...PROMOTION, approval, version: 1, targetStage: 'Shadow' },
  ] as Schemas['Promotion'][];

  expect(placesApproved(promotions, 2, 'Archived')).toEqual([
    ['stage:Production', 'Stage Production'],
    ['alias:champion', 'Alias champion'],
  ]);
  expect(placesApproved(promotions, 2, 'Production')).toEqual([['alias:champion', 'Alias champion']]);
});

it('asks for guarded places alone, the last active stage first', () => {
  expect(placesFor(STAGES, { stage: 'None' })).toEqual([
    ['stage:Production', 'Stage Production'],
    ['stage:Staging', 'Stage Staging'],
    ['alias:champion', 'Alias champion'],
  ]);
  expect(asked({ auc: { reason: ' few ', until: '2027-01-31' } })).toEqual([{ metric: 'auc', reason: 'few', until: '2027-01-31T23:59:59Z' }]);
});
