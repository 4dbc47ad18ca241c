import { describe, expect, it } from 'vitest';
import { describeDscp } from '../../../shared/format/dscp';
import { describeFigures, describeOrigin } from '../../../renderer/media/figures';
import type { StreamRow } from '../../../shared/protocol/rows';
import { madeStream } from '../rows';

function figure(name: string, change: Partial<StreamRow>): readonly [string, string] {
  const stream = { ...madeStream(0, 0), ...change };
  const found = [...describeFigures(stream), ...describeOrigin(stream)].find((row) => row.name === name)!;
  return [found.text, found.tone];
}

describe('figures of a stream', () => {
  const CASES: readonly (readonly [string, Partial<StreamRow>, string, string])[] = [
    ['packets', { packets: 2098 }, '2,098', ''],
    ['lost', { lostPackets: 0, lossPercent: 0 }, '0', 'muted'],
    ['lost', { lostPackets: 44, lossPercent: 2.1 }, '44', 'warn'],
    ['loss', { lossPercent: 2.1 }, '2.1 %', 'warn'],
    ['loss', { lossPercent: 1 }, '1.0 %', ''],
    ['loss', { lossPercent: 12 }, '12 %', 'error'],
    ['max jitter', { maxJitterMs: 29.994 }, '29.99 ms', ''],
    ['max jitter', { maxJitterMs: 30.5 }, '30.50 ms', 'warn'],
    ['max jitter', { maxJitterMs: null }, '–', 'muted'],
    ['mean jitter', { meanJitterMs: 0 }, '0.00 ms', ''],
    ['max delta', { maxDeltaMs: 184 }, '184 ms', 'warn'],
    ['min delta', { minDeltaMs: null }, '–', 'muted'],
    ['restarts', { restarts: 1 }, '1', 'warn'],
    ['clock rate', { clockRateHz: 0 }, '–', 'muted'],
    ['clock rate', { clockRateHz: 48_000 }, '48,000 Hz', ''],
    ['SSRC', { ssrc: 0xbeef }, '0x0000beef', 'mono'],
    ['bound by', { boundBy: 'sdp' }, 'address and port in SDP', ''],
    ['bound by', { boundBy: 'heuristic' }, 'looks like RTP, no signalling', 'warn'],
    ['from', { source: { address: '2001:db8::1', port: 4000 } }, '[2001:db8::1]:4000', 'mono'],
  ];
  it.each(CASES)('%s of %j is %s', (name, change, text, tone) => {
    expect(figure(name, change)).toEqual([text, tone]);
  });

  it('has the same names for every stream, so that two stand side by side', () => {
    const names = (change: Partial<StreamRow>) =>
      describeFigures({ ...madeStream(0, 0), ...change }).map(({ name }) => name);
    expect(names({ maxJitterMs: null, clockRateHz: 0, payloadTypes: [] })).toEqual(names({}));
  });
});

describe('DSCP', () => {
  it.each([
    [0, 'BE (0)'],
    [1, 'LE (1)'],
    [8, 'CS1 (8)'],
    [24, 'CS3 (24)'],
    [10, 'AF11 (10)'],
    [34, 'AF41 (34)'],
    [38, 'AF43 (38)'],
    [44, 'VOICE-ADMIT (44)'],
    [46, 'EF (46)'],
    [56, 'CS7 (56)'],
    [42, '42'],
    [63, '63'],
    [11, '11'],
  ])('%i is %s', (dscp, words) => {
    expect(describeDscp(dscp)).toBe(words);
  });
});
