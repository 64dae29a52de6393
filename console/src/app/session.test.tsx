import { screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { loginAgain } from '../api/session';
import { me, open, problem, serve } from '../testing/server';

beforeEach(() => sessionStorage.clear());

it('loads the page again when the session ended, but not in a circle', () => {
  const reload = vi.fn();

  expect(loginAgain(100_000, reload)).toBe(true);
  expect(loginAgain(105_000, reload)).toBe(false);
  expect(loginAgain(200_000, reload)).toBe(true);
  expect(reload).toHaveBeenCalledTimes(2);
});

it('does not load the page again while the browser leaves it', () => {
  const reload = vi.fn();
  window.dispatchEvent(new Event('beforeunload'));

  expect(loginAgain(Date.now() + 1_000, reload)).toBe(false);
  expect(reload).not.toHaveBeenCalled();
  expect(loginAgain(Date.now() + 60_000, reload)).toBe(true);
});

it('keeps the ledger from those whose role it is not', async () => {
  const calls = serve({ 'GET /v1/me': me('engineer') });
  open('/ledger');

  expect(await screen.findByRole('heading', { level: 1, name: 'Not for your role' })).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Ledger' })).toBeNull();
  expect(calls.filter((call) => call.path.includes('ledger'))).toEqual([]);
});

it('tells of a failure with its request id', async () => {
  serve({ 'GET /v1/me': me('engineer'), 'GET /v1/models': problem(500, 'internal', 'An internal error occurred') });
  open('/models');

  expect(await screen.findByText('An internal error occurred')).toBeVisible();
  expect(screen.getByText('request-1')).toBeVisible();
  expect(document.title).toBe('Models · Countersign');
});
