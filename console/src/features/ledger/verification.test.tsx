import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { accessibilityProblems } from '../../testing/axe';
import { me, open, serve } from '../../testing/server';

it('names what the tables say and the ledger does not', async () => {
  serve({
    'GET /v1/me': me('auditor'),
    'GET /v1/ledger/replay': {
      body: { agrees: false, entries: 1200, compared: { stage: 3, alias: 1, 'sign-off': 2 }, differenceCount: 1, differences: [{ aspect: 'stage', subject: 'credit/2', ledger: 'Staging', live: 'Production' }] },
    },
  });
  open('/ledger?tab=verification');
  await userEvent.click(await screen.findByRole('button', { name: 'Compare now' }));

  expect(await screen.findByText(/The tables differ from the ledger in 1 place/)).toBeVisible();
  expect(screen.getByText('1,200 entries read; compared: 3 stages, 1 alias, 2 sign offs.')).toBeVisible();
  expect(screen.getByRole('row', { name: /Stage credit\/2 Staging Production/ })).toBeVisible();
  expect(await accessibilityProblems()).toEqual([]);
});
