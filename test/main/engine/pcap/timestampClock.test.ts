import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimestampClock } from '../../../../main/engine/pcap/timestampClock';
import { halvesOf } from './captureBuilder';

const BINARY = 0x80;

function read(resolution: number | undefined, ticks: bigint, offsetSeconds = 0): [number, number] {
  const clock = new TimestampClock(resolution, offsetSeconds);
  clock.read(...halvesOf(ticks));
  return [clock.seconds, clock.nanoseconds];
}

describe('timestamps', () => {
  it.each([
    ['µs by default', undefined, 1_795_158_533_835_949n, [1_795_158_533, 835_949_000]],
    ['ns', 9, 1_795_158_533_835_949_921n, [1_795_158_533, 835_949_921]],
    ['ms', 3, 1_795_158_533_835n, [1_795_158_533, 835_000_000]],
    ['s', 0, 1_795_158_533n, [1_795_158_533, 0]],
    ['ps, beyond ns, cut', 12, 1_795_158_533_835_949n, [1795, 158_533_835]],
    ['10^-15', 15, 1_795_158_533_835_949n, [1, 795_158_533]],
    ['2^-10', BINARY | 10, 1_795_158_533n * 1024n + 1n, [1_795_158_533, 976_562]],
    ['2^-32', BINARY | 32, (1_795_158_533n << 32n) + (1n << 31n), [1_795_158_533, 500_000_000]],
    ['2^-63', BINARY | 63, 3n << 62n, [1, 500_000_000]],
    ['10^-127', 127, (1n << 64n) - 1n, [0, 0]],
  ] as const)('%s', (_, resolution, ticks, expected) => {
    expect(read(resolution, ticks)).toEqual(expected);
  });

  it('adds the offset of the interface', () => {
    expect(read(9, 5_000_000_007n, -3600)).toEqual([-3595, 7]);
  });

  it('agrees with big integers for every resolution and any order of timestamps', () => {
    const ticks = fc.array(fc.bigInt({ min: 0n, max: (1n << 61n) - 1n }), { minLength: 1, maxLength: 8 });
    const resolution = fc.oneof(fc.integer({ min: 6, max: 18 }), fc.integer({ min: BINARY | 10, max: BINARY | 60 }));
    fc.assert(
      fc.property(resolution, ticks, (octet, list) => {
        const exponent = BigInt(octet & 0x7f);
        const perSecond = octet & BINARY ? 2n ** exponent : 10n ** exponent;
        const clock = new TimestampClock(octet);
        for (const value of list) {
          clock.read(...halvesOf(value));
          expect(clock.seconds).toBe(Number(value / perSecond));
          expect(clock.nanoseconds).toBe(Number(((value % perSecond) * 1_000_000_000n) / perSecond));
        }
      }),
    );
  });
});
