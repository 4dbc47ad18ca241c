import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartRows, rowsWithin, type Running } from '../../../renderer/media/chartRows';
import type { StreamSamples } from '../../../shared/protocol/rows';
import { madeSamples } from '../rows';

const seconds = (from: number, count: number, every = 1): number[] =>
  Array.from({ length: count }, (_, at) => from + at * every);
const side = (samples: StreamSamples | null, running: Running | null = null) => ({ samples, running });
const NOTHING = side(null);

describe('both directions on one grid', () => {
  it('puts values of the same second in one row, and null where one side has none', () => {
    const { stepMs, rows } = chartRows(side(madeSamples(0, [0, 1, 2], 1)), side(madeSamples(1, [1, 2, 3])));
    expect(stepMs).toBe(1000);
    expect(rows.map(({ atMs, there, back }) => [atMs, there.lossPercent, back.lossPercent])).toEqual([
      [0, expect.closeTo(1.96, 2), null],
      [1000, expect.closeTo(1.96, 2), 0],
      [2000, expect.closeTo(1.96, 2), 0],
      [3000, null, 0],
    ]);
  });

  it('keeps unknown values as gaps, and never makes one up between them', () => {
    const samples = { ...madeSamples(0, [0, 1, 2]), maxJitterMs: [4, null, 5], maxDeltaMs: [null, null, null] };
    const { rows } = chartRows(side(samples), NOTHING);
    expect(rows.map(({ there }) => [there.jitterMs, there.maxDeltaMs])).toEqual([
      [4, null],
      [null, null],
      [5, null],
    ]);
  });

  it('has no loss in a second where nothing was expected', () => {
    const silent = { ...madeSamples(0, [0, 1]), packets: [50, 0], lostPackets: [0, 0] };
    expect(chartRows(side(silent), NOTHING).rows.map(({ there }) => there.lossPercent)).toEqual([0, null]);
  });

  it('counts duplicates once when it works loss out', () => {
    const doubled = { ...madeSamples(0, [0]), packets: [100], duplicatePackets: [50], lostPackets: [50] };
    expect(chartRows(side(doubled), NOTHING).rows[0]?.there.lossPercent).toBe(50);
  });

  it('takes the coarser grid of two streams and draws both without holes', () => {
    const coarse = madeSamples(0, seconds(1, 10, 4));
    const fine = madeSamples(1, seconds(0, 40));
    const { stepMs, rows } = chartRows(side(coarse), side(fine));
    expect(stepMs).toBe(4000);
    expect(rows.every(({ there, back }) => there.jitterMs !== null && back.jitterMs !== null)).toBe(true);
  });

  it('leaves the bit rate of seconds out that the stream fills in part', () => {
    const running = { startedAtMs: 600, durationMs: 2700 };
    const { rows } = chartRows(side(madeSamples(0, [0, 1, 2, 3]), running), NOTHING);
    expect(rows.map(({ there }) => there.bitrateKbps)).toEqual([null, 64, 64, null]);
  });

  it('shows the bit rate of a stream that never fills a second', () => {
    const { rows } = chartRows(side(madeSamples(0, [0]), { startedAtMs: 200, durationMs: 500 }), NOTHING);
    expect(rows[0]?.there.bitrateKbps).toBe(64);
  });

  it('knows nothing without samples', () => {
    expect(chartRows(NOTHING, NOTHING).rows).toEqual([]);
    expect(chartRows(side(madeSamples(0, [])), NOTHING).rows).toEqual([]);
  });

  it('stays within 1,000 rows and keeps the extremes and the losses', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9000 }), fc.nat(), fc.nat(600), (count, seed, from) => {
        const at = seed % count;
        const samples = madeSamples(0, seconds(from, count));
        const peaked = {
          ...samples,
          maxJitterMs: samples.maxJitterMs.map((value, index) => (index === at ? 99 : value)),
          lostPackets: samples.lostPackets.map((value, index) => (index === at ? 50 : value)),
        };
        const { rows, stepMs } = chartRows(side(peaked), NOTHING);
        expect(rows.length).toBeLessThanOrEqual(1000);
        const peaks = rows.filter(({ there }) => there.jitterMs === 99);
        expect(peaks).toHaveLength(1);
        expect(peaks[0]!.there.lossPercent).toBeGreaterThan(0);
        expect(Math.abs(peaks[0]!.atMs - (from + at) * 1000)).toBeLessThan(stepMs);
      }),
      { numRuns: 40 },
    );
  });
});

describe('rows of a zoomed range', () => {
  const { rows } = chartRows(side(madeSamples(0, seconds(0, 10))), NOTHING);
  const times = (range: Parameters<typeof rowsWithin>[1]) => rowsWithin(rows, range).map(({ atMs }) => atMs / 1000);

  it.each([
    [3000, 5000, [2, 3, 4, 5, 6]],
    [3200, 4800, [3, 4, 5]],
    [-500, 1000, [0, 1, 2]],
    [8000, 99_000, [7, 8, 9]],
    [20_000, 30_000, []],
  ])('from %i to %i ms holds %j', (fromMs, toMs, expected) => {
    expect(times({ fromMs, toMs })).toEqual(expected);
  });

  it('is everything without a zoom', () => {
    expect(rowsWithin(rows, null)).toBe(rows);
  });
});
