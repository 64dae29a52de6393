import { describe, expect, it } from 'vitest';
import { metricRows, parseMetricName } from './metrics';

describe('parseMetricName', () => {
  it.each([
    ['test/auc', { metric: 'auc', split: 'test', slice: '', part: 'value' }],
    ['test/auc/ci_low', { metric: 'auc', split: 'test', slice: '', part: 'low' }],
    ['test/auc/age:under_25', { metric: 'auc', split: 'test', slice: 'age: under_25', part: 'value' }],
    ['test/auc/age:under_25/ci_high', { metric: 'auc', split: 'test', slice: 'age: under_25', part: 'high' }],
    ['loss', { metric: 'loss', split: '', slice: '', part: 'value' }],
    ['ci_low', { metric: 'ci_low', split: '', slice: '', part: 'value' }],
    ['test/class a/f1', { metric: 'class a/f1', split: 'test', slice: '', part: 'value' }],
  ])('reads %s', (name, expected) => {
    expect(parseMetricName(name)).toMatchObject(expected);
  });
});

describe('metricRows', () => {
  it('puts the interval beside its value and the whole before its slices', () => {
    const rows = metricRows({
      'test/auc/age:under_25': 0.74,
      'test/auc/ci_high': 0.81,
      'test/auc/ci_low': 0.75,
      'test/auc': 0.78,
      'train/loss': 'NaN',
    });

    expect(rows.map(({ name, value, low, high }) => ({ name, value, low, high }))).toEqual([
      { name: 'test/auc', value: 0.78, low: 0.75, high: 0.81 },
      { name: 'test/auc/age:under_25', value: 0.74, low: undefined, high: undefined },
      { name: 'train/loss', value: 'NaN', low: undefined, high: undefined },
    ]);
  });

  it('keeps an interval whose value was not logged', () => {
    expect(metricRows({ 'test/auc/ci_low': 0.7 })).toMatchObject([{ name: 'test/auc', low: 0.7 }]);
  });
});
