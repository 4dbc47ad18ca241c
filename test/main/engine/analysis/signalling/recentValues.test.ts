import { describe, expect, it } from 'vitest';
import { RecentValues } from '../../../../../main/engine/analysis/signalling/recentValues';

describe('RecentValues', () => {
  it('reads a value once while it is remembered, and again when it was forgotten', () => {
    const read: string[] = [];
    const values = new RecentValues((value) => {
      read.push(value);
      return value.length;
    }, 2);
    expect(['a', 'bb', 'a', 'ccc', 'a'].map((value) => values.of(value))).toEqual([1, 2, 1, 3, 1]);
    expect(read).toEqual(['a', 'bb', 'ccc', 'a']);
  });

  it('does not keep long values', () => {
    let reads = 0;
    const values = new RecentValues(() => (reads += 1), 10);
    values.of('x'.repeat(5000));
    values.of('x'.repeat(5000));
    expect(reads).toBe(2);
  });
});
