import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatPercent } from '../../../shared/format/quantity';

describe('formatCount', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1_204_331, '1,204,331'],
    [-28_133, '-28,133'],
    [12_345_678_901, '12,345,678,901'],
  ])('%d is %s', (count, text) => expect(formatCount(count)).toBe(text));
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [14_200, '14.2 kB'],
    [214_000_000, '214 MB'],
    [2_100_000_000, '2.1 GB'],
    [7e15, '7000 TB'],
  ])('%d is %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe('formatPercent', () => {
  it.each([
    [0, '0 %'],
    [0.04, '<0.1 %'],
    [0.4, '0.4 %'],
    [9.94, '9.9 %'],
    [12.3, '12 %'],
    [100, '100 %'],
  ])('%d is %s', (percent, text) => expect(formatPercent(percent)).toBe(text));
});
