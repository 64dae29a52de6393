import { expect, it } from 'vitest';
import { nodeName, place } from './layout';

const node = (id: string) => ({ id, kind: id.split(':')[0] as 'run' });

it('puts what something comes from left and what came of it right', () => {
  const placed = place({
    root: 'run:r',
    nodes: ['run:r', 'dataset:mlflow:d', 'model-version:credit:2', 'deployment:x', 'run:s'].map(node),
    edges: [
      { from: 'dataset:mlflow:d', to: 'run:r' },
      { from: 'run:r', to: 'model-version:credit:2' },
      { from: 'model-version:credit:2', to: 'deployment:x' },
      { from: 'dataset:mlflow:d', to: 'run:s' },
    ],
    truncated: false,
  });

  expect(Object.fromEntries(placed.map(({ node: { id }, column }) => [id, column]))).toEqual({
    'dataset:mlflow:d': 0,
    'run:r': 1,
    'run:s': 1,
    'model-version:credit:2': 2,
    'deployment:x': 3,
  });
});

it('ends on a circle', () => {
  const edges = [
    { from: 'run:a', to: 'run:b' },
    { from: 'run:b', to: 'run:c' },
    { from: 'run:c', to: 'run:b' },
  ];
  expect(place({ root: 'run:a', nodes: ['run:a', 'run:b', 'run:c'].map(node), edges, truncated: false })).toHaveLength(3);
});

it('names nodes as people do', () => {
  expect(nodeName({ id: 'model-version:a%3Ab:2', kind: 'model-version' })).toBe('a:b, version 2');
  expect(nodeName({ id: 'dataset:mlflow:german@d1', kind: 'dataset' })).toBe('german@d1');
});
