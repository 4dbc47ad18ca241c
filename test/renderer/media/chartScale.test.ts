import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundUp, timeTicks } from '../../../renderer/media/chartScale';

describe('top of an axis', () => {
  it.each([
    [0, 1],
    [-3, 1],
    [NaN, 1],
    [1, 1],
    [1.2, 2],
    [36, 40],
    [64, 80],
    [203, 300],
    [0.03, 0.03],
    [1000, 1000],
  ])('of %d is %d', (value, top) => {
    expect(roundUp(value)).toBeCloseTo(top, 9);
  });

  it('is never below the value, nor far above it', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (value) => {
        const top = roundUp(value);
        expect(top).toBeGreaterThanOrEqual(value * (1 - 1e-8));
        expect(top).toBeLessThanOrEqual(value * 2.0001);
      }),
    );
  });
});

describe('times at the axis', () => {
  it('stand on whole seconds since the origin', () => {
    expect(timeTicks(12_000, 22_000, 12_300, 6)).toEqual([12_300, 14_300, 16_300, 18_300, 20_300]);
    expect(timeTicks(0, 4000, 0, 20)).toEqual(expect.arrayContaining([0, 1000, 2000, 3000, 4000]));
  });

  it('are few and lie inside of the range, however long it is', () => {
    const times = fc.integer({ min: 0, max: 400_000_000 });
    fc.assert(
      fc.property(times, times, times, fc.integer({ min: 2, max: 20 }), (one, other, originMs, most) => {
        const [fromMs, toMs] = [Math.min(one, other), Math.max(one, other)];
        const ticks = timeTicks(fromMs, toMs, originMs, most);
        expect(ticks.length).toBeLessThanOrEqual(most);
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(fromMs - 1);
          expect(tick).toBeLessThanOrEqual(toMs + 1);
        }
      }),
    );
  });
});
