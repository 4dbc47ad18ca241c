import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HostClock } from '../../../../main/engine/capture/hostClock';

describe('HostClock', () => {
  it.each([
    [1_700_000_000_000, 0, 1_700_000_000, 0],
    [1_700_000_000_250.5, 0, 1_700_000_000, 250_500_000],
    [1_700_000_000_999.5, 0.5, 1_700_000_001, 0],
    [1_700_000_000_000, 0.000123, 1_700_000_000, 123],
    [1_700_000_000_000, 86_400_000.000001, 1_700_086_400, 1],
  ])('started at %d ms, %d ms later: %d s %d ns', (startMs, elapsedMs, seconds, nanoseconds) => {
    const clock = new HostClock(startMs, () => elapsedMs);
    expect(clock.read()).toBe(elapsedMs);
    expect(clock).toMatchObject({ seconds, nanoseconds });
  });

  it('keeps nanoseconds below a second and never steps back', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 5000, noNaN: true })), (stepsMs) => {
        let elapsedMs = 0;
        const clock = new HostClock(1_700_000_000_123.456, () => elapsedMs);
        let before = 0;
        for (const stepMs of stepsMs) {
          elapsedMs += stepMs;
          clock.read();
          expect(clock.nanoseconds).toBeGreaterThanOrEqual(0);
          expect(clock.nanoseconds).toBeLessThan(1e9);
          const now = (clock.seconds - 1_700_000_000) * 1e9 + clock.nanoseconds;
          expect(now).toBeGreaterThanOrEqual(before);
          before = now;
        }
      }),
    );
  });
});
