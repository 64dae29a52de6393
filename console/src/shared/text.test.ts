import { describe, expect, it } from 'vitest';
import { aRole, formatBytes, formatNumber, spelledOut, tierInWords } from './text';
import { formatLocal, formatUtc } from './time';

describe('formatNumber', () => {
  it.each([
    [0.78125, '0.7813'],
    [0, '0'],
    [1234.5, '1,234.5'],
    [0.00000123, '1.230e-6'],
    ['NaN' as const, 'NaN'],
    ['-Infinity' as const, '-Infinity'],
  ])('shows %s as %s', (value, shown) => {
    expect(formatNumber(value)).toBe(shown);
  });
});

it('shows sizes in units that fit', () => {
  expect([formatBytes(612), formatBytes(1_500), formatBytes(2_340_000)]).toEqual(['612 bytes', '1.5 KB', '2.3 MB']);
});

it('puts the right article before a role', () => {
  expect([aRole('auditor'), aRole('risk-approver')]).toEqual(['an auditor', 'a risk approver']);
});

it('shows a moment in the zone of the person and in UTC', () => {
  expect(formatLocal('2026-11-23T23:30:00Z', 'Asia/Tokyo')).toBe('24 Nov 2026, 08:30 GMT+9');
  expect(formatUtc('2026-11-23T23:30:00.123Z')).toBe('2026-11-23 23:30:00 UTC');
  expect(formatUtc('soon')).toBe('soon');
});

it('says how high a risk tier is', () => {
  expect(['1', '3', 'high'].map(tierInWords)).toEqual(['1 of 4, the highest', '3 of 4', 'High']);
});

it('spells the keys of the contract out', () => {
  expect(['residualRisk', 'declarationOfConformity', 'bias'].map(spelledOut)).toEqual(['Residual risk', 'Declaration of conformity', 'Bias']);
});
