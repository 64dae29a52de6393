import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Metric, Run } from '../../api/mlflow';
import { inWords } from '../../shared/charts/LineChart';
import { accessibilityProblems } from '../../testing/axe';
import { me, open, problem, serve } from '../../testing/server';
import { commonMetrics, duration, points } from './run';

function run(id: string, auc: number, trees = '100'): Run {
  return {
    info: { run_id: id, run_name: `run ${id}`, experiment_id: '1', user_id: 'erin', status: 'FINISHED', start_time: 1_700_000_000_000, end_time: 1_700_000_125_000 },
    data: {
      metrics: [
        { key: 'train/loss', value: 0.4, timestamp: 1, step: 9 },
        { key: 'test/auc', value: auc, timestamp: 1, step: 0 },
        { key: 'test/auc/ci_low', value: 0.7, timestamp: 1, step: 0 },
      ],
      params: [
        { key: 'trees', value: trees },
        { key: 'seed', value: '42' },
      ],
      tags: [{ key: 'team', value: 'retail' }],
    },
    inputs: { dataset_inputs: [{ dataset: { name: 'german-credit', digest: 'd1', source_type: 'local' }, tags: [{ key: 'mlflow.data.context', value: 'training' }] }] },
  };
}

const EXPERIMENT = { body: { experiment: { experiment_id: '1', name: 'credit' } } };
const SERVED = {
  'GET /v1/me': me('engineer'),
  'GET /2.0/mlflow/experiments/get': EXPERIMENT,
  'POST /2.0/mlflow/runs/search': { body: { runs: [run('a', 0.8), run('b', 0.75, '200')] } },
};

it('asks for runs in the search language and shows the metrics that policies read', async () => {
  const calls = serve(SERVED);
  open('/experiments/1');
  await screen.findByRole('link', { name: 'run a' });

  await userEvent.type(screen.getByLabelText('Filter'), 'params.trees = "200"');
  await userEvent.click(screen.getByRole('button', { name: 'Search' }));

  expect(await screen.findByRole('columnheader', { name: 'test/auc' })).toBeVisible();
  expect(calls.filter((call) => call.path.endsWith('runs/search')).at(-1)?.body).toMatchObject({
    experiment_ids: ['1'],
    filter: 'params.trees = "200"',
    order_by: ['attributes.start_time DESC'],
  });
  expect(await accessibilityProblems()).toEqual([]);
});

it("says in the server's words what is wrong with a filter", async () => {
  serve({
    ...SERVED,
    'POST /2.0/mlflow/runs/search': { status: 400, body: { error_code: 'INVALID_PARAMETER_VALUE', message: "Invalid clause 'metrics.'" } },
  });
  open('/experiments/1?filter=metrics.');

  expect(await screen.findByText("Invalid clause 'metrics.'")).toBeVisible();
  expect(screen.getByLabelText('Filter')).toHaveValue('metrics.');
});

it('compares the chosen runs and hides what they share', async () => {
  serve({ ...SERVED, 'GET /2.0/mlflow/runs/get': { body: { run: run('a', 0.8) } } });
  open('/experiments/1');
  const compare = await screen.findByRole('button', { name: 'Choose runs to compare' });
  expect(compare).toBeDisabled();
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Choose run a to compare' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Choose run b to compare' }));
  await userEvent.click(screen.getByRole('button', { name: 'Compare 2 runs' }));

  expect(await screen.findByText('All 2 are the same.')).toBeVisible();
  await userEvent.click(screen.getByRole('checkbox', { name: 'Only what differs' }));
  expect(within(screen.getByRole('grid', { name: 'Parameters' })).getByText('seed')).toBeVisible();
});

it('shows a run with its data and what it was configured with', async () => {
  serve({ ...SERVED, 'GET /2.0/mlflow/runs/get': { body: { run: run('a', 0.8) } } });
  open('/runs/a');

  expect(await screen.findByRole('heading', { level: 1, name: 'run a' })).toBeVisible();
  expect(screen.getByText('german-credit')).toBeVisible();
  expect(screen.getByText('after 2 min 5 s', { exact: false })).toBeVisible();
  expect(await accessibilityProblems()).toEqual([]);
});

it('tells of a run that is not there', async () => {
  serve({ ...SERVED, 'GET /2.0/mlflow/runs/get': problem(404, 'not-found', 'There is no run x') });
  open('/runs/x');

  expect(await screen.findByText('There is no run x')).toBeVisible();
});

it('puts test metrics of the whole split first and intervals last', () => {
  expect(commonMetrics([run('a', 0.8)], 3)).toEqual(['test/auc', 'train/loss', 'test/auc/ci_low']);
});

it('draws the finite points of a series in the order of its steps', () => {
  const history: Metric[] = [
    { key: 'l', value: 0.3, timestamp: 1, step: 2, run_id: 'a' },
    { key: 'l', value: 'NaN', timestamp: 1, step: 1, run_id: 'a' },
    { key: 'l', value: 0.7, timestamp: 1, step: '0', run_id: 'a' },
    { key: 'l', value: 9, timestamp: 1, step: 0, run_id: 'b' },
  ];
  const drawn = points(history, 'a');

  expect(drawn).toEqual([
    [0, 0.7],
    [2, 0.3],
  ]);
  expect(inWords({ name: 'l', points: drawn })).toBe('l: 2 points from 0.7 at step 0 to 0.3 at step 2, lowest 0.3, highest 0.7');
});

it('says how long a run took', () => {
  expect(duration(run('a', 1))).toBe('2 min 5 s');
  expect(duration({ ...run('a', 1), info: { ...run('a', 1).info, end_time: 0 } })).toBeUndefined();
});
