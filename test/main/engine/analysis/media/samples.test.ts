import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MediaAnalysis } from '../../../../../main/engine/analysis/media/mediaAnalysis';
import { MAX_SAMPLES, SampleSeries } from '../../../../../main/engine/analysis/media/sampleSeries';
import { StreamMemory } from '../../../../../main/engine/analysis/media/streamMemory';
import { IMPAIRED } from '../../../../fixtures/impairedStreams';
import { announcement, feed, steady, type Arrival } from '../../../../fixtures/mediaPackets';

const analysed = (arrivals: readonly Arrival[]) => {
  const media = new MediaAnalysis();
  media.announce(announcement());
  feed(media, arrivals);
  return { media, key: media.streams()[0]!, row: media.streamRow(media.streams()[0]!)! };
};
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('a stream second by second', () => {
  it('lies on the seconds of the capture', () => {
    const { media, key } = analysed(steady(100, { atMs: 1500 }));
    expect(media.samples(key, 1000)).toMatchObject({
      stream: key,
      atMs: [1000, 2000, 3000],
      packets: [25, 50, 25],
      lossPercent: [0, 0, 0],
      meanJitterMs: [0, 0, 0],
      maxDeltaMs: [20, 20, 20],
      bitrateKbps: [40, 80, 40],
    });
  });

  it('has empty seconds where nothing came', () => {
    const { media, key } = analysed([...steady(10), ...steady(10, { atMs: 2000, sequence: 1010, timestamp: 16_000 })]);
    expect(media.samples(key, 1000)).toMatchObject({
      packets: [10, 0, 10],
      meanJitterMs: [0, null, 0],
      maxJitterMs: [0, null, 0],
      maxDeltaMs: [20, null, 20],
      bitrateKbps: [16, 0, 16],
    });
  });

  it('puts losses where they were seen and takes them back when the packet is only late', () => {
    const lossy = analysed(IMPAIRED.fiveMissing);
    expect(lossy.media.samples(lossy.key, 1000)).toMatchObject({ lostPackets: [0, 5], lossPercent: [0, 10] });
    const late = analysed(IMPAIRED.swappedPair);
    expect(late.media.samples(late.key, 1000)).toMatchObject({ lostPackets: [0, 0] });
  });

  it.each(Object.entries(IMPAIRED))('adds up to the figures of the whole: %s', (_, arrivals) => {
    const { media, key, row } = analysed(arrivals);
    const samples = media.samples(key, 1000)!;
    expect(sum(samples.packets)).toBe(row.packets);
    expect(sum(samples.lostPackets)).toBe(row.lostPackets);
    expect(sum(samples.duplicatePackets)).toBe(row.duplicatePackets);
    expect(Math.max(...samples.maxDeltaMs.map((value) => value ?? 0))).toBeCloseTo(row.maxDeltaMs ?? 0, 4);
    expect(Math.max(...samples.maxJitterMs.map((value) => value ?? 0))).toBeCloseTo(row.maxJitterMs ?? 0, 4);
  });

  it('gives fewer points without losing sums and extremes', () => {
    const { media, key, row } = analysed(steady(5000).filter((_, position) => position % 100 !== 50));
    const few = media.samples(key, 10)!;
    expect(few.atMs).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000, 90_000]);
    expect(sum(few.packets)).toBe(row.packets);
    expect(sum(few.lostPackets)).toBe(50);
    expect(few.maxDeltaMs).toEqual(Array.from({ length: 10 }, () => 40));
    expect(few.bitrateKbps[0]).toBeCloseTo(79.2, 9);
  });

  it('gives the end of it from a time on', () => {
    const { media, key } = analysed(steady(250));
    expect(media.samplesFrom(key, 3500)!.atMs).toEqual([3000, 4000]);
    expect(media.samplesFrom(key, -1)!.atMs).toEqual([0, 1000, 2000, 3000, 4000]);
    expect(media.samplesFrom(key, 9000)!.atMs).toEqual([]);
  });
});

describe('bounds', () => {
  it('merges neighbours when there are too many seconds, and stays aligned', () => {
    const series = new SampleSeries(new StreamMemory().take());
    const seconds = 3 * MAX_SAMPLES;
    for (let second = 1; second <= seconds; second += 1) series.notePacket(1000 * second, 100);
    expect(series.spanSeconds).toBe(4);
    expect(series.length).toBeLessThanOrEqual(MAX_SAMPLES);
    const all = Array.from({ length: series.length }, (_, position) => series.read(position, position + 1));
    expect(sum(all.map(({ packets }) => packets))).toBe(seconds);
    expect(sum(all.map(({ bytes }) => bytes))).toBe(100 * seconds);
    expect(all.every(({ atMs }, position) => atMs === 4000 * position)).toBe(true);
  });

  it('survives clocks that leap in either direction', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e15, max: 1e15, noNaN: true }), { maxLength: 50 }), (times) => {
        const series = new SampleSeries(new StreamMemory().take());
        for (const atMs of times) series.notePacket(atMs, 1);
        expect(series.length).toBeLessThanOrEqual(MAX_SAMPLES);
        expect(series.read(0, series.length).packets).toBe(times.length);
      }),
      { numRuns: 30 },
    );
  });
});
