import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MediaAnalysis } from '../../../../../main/engine/analysis/media/mediaAnalysis';
import type { StreamRow } from '../../../../../shared/protocol/rows';
import { IMPAIRED } from '../../../../fixtures/impairedStreams';
import {
  announcement,
  changedFrom,
  datagram,
  feed,
  rtpBytes,
  steady,
  type Arrival,
} from '../../../../fixtures/mediaPackets';
import { joinBytes, words16 } from '../../../../fixtures/bytes';
import { RtpHeader } from '../../../../../main/engine/decode/rtp/rtpHeader';

const TELEPHONE_EVENT = {
  payloadType: 101,
  codec: 'telephone-event',
  clockRateHz: 8000,
  channels: 1,
  parameters: '0-16',
};

function analysed(arrivals: readonly Arrival[]) {
  const media = new MediaAnalysis();
  media.announce(announcement({ formats: [TELEPHONE_EVENT] }));
  feed(media, arrivals);
  const rows = media.streams().map((key) => media.streamRow(key)!);
  const events = media.streams().map((key) => media.eventsOf(key).map(({ kind, ms }) => [kind, Math.round(ms)]));
  return { rows, events };
}
const rowOf = (arrivals: readonly Arrival[]): StreamRow => analysed(arrivals).rows[0]!;

const CLEAN = {
  packets: 100,
  expectedPackets: 100,
  lostPackets: 0,
  lossPercent: 0,
  duplicatePackets: 0,
  reorderedPackets: 0,
  restarts: 0,
  timestampDiscontinuities: 0,
};

/** The right answers of docs/MEDIA-NUMBERS; where tshark 4.0.17 says something else, its answer stands beside. */
describe('what the figures must be', () => {
  it.each([
    ['clean', CLEAN, 20, 0, []],
    // tshark: 95 packets, lost 5 (5.0 %), max delta 120
    ['fiveMissing', { ...CLEAN, packets: 95, lostPackets: 5, lossPercent: 5 }, 120, 0, []],
    // tshark: lost −10 (−10.0 %), and the duplicates' deltas of 0.05 ms among the others
    ['tenDuplicates', { ...CLEAN, packets: 110, duplicatePackets: 10 }, 20, 0, []],
    // tshark: lost 0 (0.0 %)
    ['missingAndDuplicates', { ...CLEAN, lostPackets: 5, lossPercent: 5, duplicatePackets: 5 }, 40, 0, []],
    // tshark: the same jitter, nothing of the reordering
    ['swappedPair', { ...CLEAN, reorderedPackets: 1 }, 20, 4.692, []],
    // tshark: the same figures, no flag
    ['late', CLEAN, 60, 4.4375, [['late', 40]]],
    ['sequenceWrap', CLEAN, 20, 0, []],
    ['timestampWrap', CLEAN, 20, 0, []],
    // tshark: the same figures, no event
    ['silence', CLEAN, 20.2, 0.365, [['silence', 2000]]],
    // tshark: max jitter 6250 ms
    ['timestampJump', { ...CLEAN, timestampDiscontinuities: 1 }, 20, 0, [['timestampDiscontinuity', 100_000]]],
    // tshark: the running jitter is 6250 ms behind the marker too
    ['timestampJumpWithMarker', CLEAN, 20, 0, []],
    // tshark: lost 28,950 (99.7 %)
    ['sequenceJump', { ...CLEAN, restarts: 1 }, 20, 0, [['restart', 0]]],
    // tshark: max jitter of many ms, because a digit's timestamp stands still
    ['digit', CLEAN, 20, 0, []],
  ] as const)('%s', (name, figures, maxDeltaMs, maxJitterMs, events) => {
    const found = analysed(IMPAIRED[name]);
    expect(found.rows).toHaveLength(1);
    expect(found.rows[0]).toMatchObject(figures);
    expect(found.rows[0]!.maxDeltaMs).toBeCloseTo(maxDeltaMs, 6);
    expect(found.rows[0]!.maxJitterMs).toBeCloseTo(maxJitterMs, 3);
    expect(found.events[0]).toEqual(events);
  });

  it('makes two streams of an SSRC change, and one event', () => {
    const { rows, events } = analysed(IMPAIRED.ssrcChange);
    expect(rows.map(({ packets, lostPackets }) => [packets, lostPackets])).toEqual([
      [50, 0],
      [50, 0],
    ]);
    expect(events).toEqual([[], [['ssrcChange', 0]]]);
  });

  it('leaves two SSRCs that run side by side alone', () => {
    const mixed = [...steady(20), ...steady(20, { atMs: 5, ssrc: 0x5678 })].sort((a, b) => a.atMs - b.atMs);
    expect(analysed(mixed).events).toEqual([[], []]);
  });

  it('takes deltas and jitter of regular packets only', () => {
    const row = rowOf(IMPAIRED.comfortNoise);
    expect(row).toMatchObject({ ...CLEAN, payloadTypes: [0, 13], codec: 'PCMU' });
    expect(row.minDeltaMs).toBeCloseTo(18.9, 6);
    expect(row.maxDeltaMs).toBeCloseTo(20.2, 6);
  });

  it('ignores duplicates in every figure of time', () => {
    const { meanDeltaMs, minDeltaMs, maxDeltaMs, meanJitterMs, maxJitterMs } = rowOf(IMPAIRED.clean);
    const withDuplicates = rowOf(IMPAIRED.tenDuplicates);
    expect(withDuplicates).toMatchObject({ meanDeltaMs, minDeltaMs, maxDeltaMs, meanJitterMs, maxJitterMs });
  });

  it('has no jitter while the clock is unknown, and begins with the packet after it became known', () => {
    const media = new MediaAnalysis();
    const arrivals = steady(10, { payloadType: 96 });
    feed(media, arrivals.slice(0, 5));
    const key = media.streams()[0]!;
    expect(media.streamRow(key)).toMatchObject({
      codec: 'unknown',
      clockRateHz: 0,
      meanJitterMs: null,
      meanDeltaMs: 20,
    });
    media.announce(
      announcement({ formats: [{ payloadType: 96, codec: 'iLBC', clockRateHz: 8000, channels: 1, parameters: '' }] }),
    );
    feed(media, arrivals.slice(5, 6));
    expect(media.streamRow(key)).toMatchObject({ codec: 'iLBC', clockRateHz: 8000, meanJitterMs: null });
    feed(media, arrivals.slice(6));
    expect(media.streamRow(key)).toMatchObject({ meanJitterMs: 0, maxJitterMs: 0 });
  });

  it('compares nothing across a change of clock', () => {
    const media = new MediaAnalysis();
    media.announce(
      announcement({ formats: [{ payloadType: 96, codec: 'opus', clockRateHz: 48_000, channels: 2, parameters: '' }] }),
    );
    const arrivals = changedFrom(steady(20), 10, (_, position) => ({ payloadType: 96, timestamp: 960 * position }));
    feed(media, arrivals);
    expect(media.streamRow(media.streams()[0]!)).toMatchObject({ timestampDiscontinuities: 0, maxJitterMs: 0 });
  });

  it('gives the rate of whole IP packets', () => {
    expect(rowOf(IMPAIRED.clean).bitrateKbps).toBeCloseTo(80, 9);
    const overIpv6 = steady(100, {
      source: { address: '2001:db8::1', port: 4000 },
      destination: { address: '2001:db8::2', port: 5000 },
    });
    expect(rowOf(overIpv6).bitrateKbps).toBeCloseTo(88, 9);
  });

  it('counts what a short snaplen cut off, for the rate is that of the wire', () => {
    const media = new MediaAnalysis();
    const header = new RtpHeader();
    media.announce(announcement());
    for (const arrival of steady(100)) {
      const whole = rtpBytes(arrival);
      const packet = datagram(
        arrival.source,
        arrival.destination,
        joinBytes(words16(4000, 5000, 180, 0), whole.slice(0, 20)),
      );
      packet.payloadStart = 8;
      packet.truncated = true;
      expect(header.read(packet.bytes, packet.payloadStart, packet.payloadEnd)).toBeNull();
      media.onRtp(packet, header, arrival.atMs, 1);
    }
    expect(media.streamRow(media.streams()[0]!)!.bitrateKbps).toBeCloseTo(80, 9);
  });

  it('is one packet without figures of time', () => {
    expect(rowOf(steady(1))).toMatchObject({
      packets: 1,
      expectedPackets: 1,
      minDeltaMs: null,
      meanDeltaMs: null,
      maxDeltaMs: null,
      meanJitterMs: null,
      bitrateKbps: 0,
      durationMs: 0,
    });
  });
});

describe('properties', () => {
  const delays = fc.array(fc.double({ min: 0, max: 19, noNaN: true }), { minLength: 2, maxLength: 60 });
  const delayed = (byMs: readonly number[], change: Partial<Arrival> = {}): Arrival[] =>
    changedFrom(steady(byMs.length, change), 0, ({ atMs }, position) => ({ atMs: atMs + byMs[position]! }));
  const timing = ({ minDeltaMs, meanDeltaMs, maxDeltaMs, minJitterMs, meanJitterMs, maxJitterMs }: StreamRow) =>
    [minDeltaMs, meanDeltaMs, maxDeltaMs, minJitterMs, meanJitterMs, maxJitterMs].map(Number);

  it('jitter is that of RFC 3550 A.8', () => {
    fc.assert(
      fc.property(delays, (byMs) => {
        const arrivals = delayed(byMs);
        let jitterMs = 0;
        const all = arrivals.slice(1).map(({ atMs, timestamp }, position) => {
          const before = arrivals[position]!;
          const transitMs = atMs - timestamp / 8 - (before.atMs - before.timestamp / 8);
          jitterMs += (Math.abs(transitMs) - jitterMs) / 16;
          return jitterMs;
        });
        const row = rowOf(arrivals);
        expect(row.maxJitterMs).toBeCloseTo(Math.max(...all), 9);
        expect(row.meanJitterMs).toBeCloseTo(all.reduce((sum, value) => sum + value, 0) / all.length, 9);
      }),
    );
  });

  it('does not depend on when the capture or the timestamps began', () => {
    const shift = fc.nat(0xffff_ffff);
    fc.assert(
      fc.property(delays, fc.integer({ min: 0, max: 1e9 }), shift, (byMs, atMs, timestamp) => {
        const here = timing(rowOf(delayed(byMs)));
        timing(rowOf(delayed(byMs, { atMs, timestamp }))).forEach((figure, position) => {
          expect(figure).toBeCloseTo(here[position]!, 4);
        });
      }),
    );
  });
});
