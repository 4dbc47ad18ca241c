import { describe, expect, it } from 'vitest';
import { MediaAnalysis } from '../../../../../main/engine/analysis/media/mediaAnalysis';
import {
  announcement,
  CALL,
  CALLEE,
  CALLER,
  changedFrom,
  feed,
  OTHER_CALL,
  steady,
} from '../../../../fixtures/mediaPackets';

const BACK = { source: CALLEE, destination: CALLER, ssrc: 0x9999 };
const boundOf = (media: MediaAnalysis) =>
  media.streams().map((key) => {
    const { boundBy, call } = media.streamRow(key)!;
    return [boundBy, call];
  });

describe('the rules of binding', () => {
  it.each([
    ['exact address and port', announcement(), 'sdp'],
    [
      'port on the signalling address',
      announcement({ address: '192.168.0.9', signallingAddress: CALLEE.address }),
      'sdpSourceAddress',
    ],
    [
      'source is announced, destination is not',
      announcement({ address: CALLER.address, port: CALLER.port }),
      'reverse',
    ],
  ] as const)('%s', (_, announced, boundBy) => {
    const media = new MediaAnalysis();
    media.announce(announced);
    feed(media, steady(1));
    expect(boundOf(media)).toEqual([[boundBy, CALL]]);
  });

  it('takes the exact rule before the others', () => {
    const media = new MediaAnalysis();
    media.announce(announcement({ call: OTHER_CALL, address: CALLER.address, port: CALLER.port }));
    media.announce(announcement({ call: OTHER_CALL, address: '192.168.0.9', signallingAddress: CALLEE.address }));
    media.announce(announcement());
    feed(media, steady(1));
    expect(boundOf(media)).toEqual([['sdp', CALL]]);
  });

  it('asks the source when several calls share a destination', () => {
    const media = new MediaAnalysis();
    media.announce(announcement({ address: CALLER.address, port: CALLER.port }));
    media.announce(announcement());
    media.announce(announcement({ call: OTHER_CALL, address: CALLER.address, port: CALLER.port + 100 }));
    media.announce(announcement({ call: OTHER_CALL }));
    feed(media, steady(1));
    expect(boundOf(media)).toEqual([['sdp', CALL]]);
  });

  it('binds the reverse of a bound stream, whichever came first', () => {
    for (const forwardFirst of [true, false]) {
      const media = new MediaAnalysis();
      media.announce(announcement({ address: '192.168.0.9', signallingAddress: CALLEE.address }));
      const both = [steady(1), steady(1, BACK)];
      for (const arrivals of forwardFirst ? both : both.reverse()) feed(media, arrivals);
      expect(new Map(media.streamsOf(CALL).map(({ ssrc, boundBy }) => [ssrc, boundBy]))).toEqual(
        new Map([
          [0x1234, 'sdpSourceAddress'],
          [0x9999, 'reverse'],
        ]),
      );
    }
  });

  it('works over IPv6', () => {
    const media = new MediaAnalysis();
    media.announce(announcement({ address: '2001:db8::2' }));
    feed(
      media,
      steady(1, {
        source: { address: '2001:db8::1', port: 4000 },
        destination: { address: '2001:db8::2', port: 5000 },
      }),
    );
    expect(boundOf(media)).toEqual([['sdp', CALL]]);
  });

  it.each([
    ['fax', { mediaType: 'image' }],
    ['hold in the manner of RFC 2543', { address: '0.0.0.0' }],
    ['a name instead of an address', { address: 'media.example.org' }],
    ['another port', { port: 5002 }],
  ])('%s binds nothing', (_, change) => {
    const media = new MediaAnalysis();
    media.announce(announcement(change));
    feed(media, steady(3));
    expect(media.streams()).toEqual([]);
  });
});

describe('announcements that come late', () => {
  it('binds a candidate with all its packets', () => {
    const media = new MediaAnalysis();
    const indices = feed(media, steady(3));
    expect(media.streams()).toEqual([]);
    media.announce(announcement());
    const [row] = media.streamsOf(CALL);
    expect(row).toMatchObject({ packets: 3, boundBy: 'sdp', call: CALL });
    expect(media.streamIndexOf(row!.key)).toBe(indices[0]);
  });

  it('binds a stream that the heuristic had found, and tells of the change', () => {
    const media = new MediaAnalysis();
    feed(media, steady(10));
    expect(boundOf(media)).toEqual([['heuristic', null]]);
    media.takeChanged();
    media.announce(announcement());
    expect(boundOf(media)).toEqual([['sdp', CALL]]);
    expect(media.takeChanged().streams).toEqual(media.streams());
  });

  it('makes a better label of the same call', () => {
    const media = new MediaAnalysis();
    media.announce(announcement({ address: CALLER.address, port: CALLER.port }));
    feed(media, steady(2));
    media.announce(announcement());
    feed(media, steady(2, { atMs: 40, sequence: 1002, timestamp: 320 }));
    expect(boundOf(media)).toEqual([['sdp', CALL]]);
  });
});

describe('another call on the same ports', () => {
  it('gets the stream that begins anew, even with the same SSRC and numbers', () => {
    const media = new MediaAnalysis();
    media.announce(announcement());
    const first = feed(media, steady(50));
    media.announce(announcement({ call: OTHER_CALL, atMs: 1500 }));
    const second = feed(media, steady(50, { atMs: 2500 }));
    expect(media.streamsOf(CALL)).toMatchObject([{ packets: 50, duplicatePackets: 0 }]);
    expect(media.streamsOf(OTHER_CALL)).toMatchObject([{ packets: 50, duplicatePackets: 0, startedAtMs: 2500 }]);
    expect(first[0]).not.toBe(second[0]);
    expect(media.streams()).toHaveLength(2);
    expect(new Set(media.streams()).size).toBe(2);
  });

  it('does not get the tail of the stream that still runs', () => {
    const media = new MediaAnalysis();
    media.announce(announcement());
    const all = steady(60);
    feed(media, all.slice(0, 50));
    media.announce(announcement({ call: OTHER_CALL, atMs: 990 }));
    feed(media, all.slice(50));
    feed(media, steady(30, { atMs: 1300, sequence: 40_000, timestamp: 77 }));
    expect(media.streamsOf(CALL)).toMatchObject([{ packets: 60, lostPackets: 0 }]);
    expect(media.streamsOf(OTHER_CALL)).toMatchObject([{ packets: 30, restarts: 0 }]);
  });
});

describe('what payload types mean', () => {
  const format = (codec: string, clockRateHz: number) => ({
    payloadType: 96,
    codec,
    clockRateHz,
    channels: 1,
    parameters: '',
  });
  const dynamic = steady(5, { payloadType: 96 });

  it.each([
    ['the receiver says', [format('opus', 48_000)], [format('AMR', 8000)], 'opus', 48_000],
    ['only the sender says', [], [format('AMR', 8000)], 'AMR', 8000],
    ['the name gives the clock', [format('EVS', 0)], [], 'EVS', 16_000],
    ['nobody says', [], [], 'unknown', 0],
    ['the receiver does not know', [format('unknown', 0)], [format('AMR', 8000)], 'AMR', 8000],
  ])('%s', (_, receiver, sender, codec, clockRateHz) => {
    const media = new MediaAnalysis();
    media.announce(announcement({ formats: receiver }));
    media.announce(announcement({ address: CALLER.address, port: CALLER.port, formats: sender }));
    feed(media, dynamic);
    expect(media.streamRow(media.streams()[0]!)).toMatchObject({ codec, clockRateHz });
  });

  it('is the static table below 96, whatever SDP says', () => {
    const media = new MediaAnalysis();
    media.announce(announcement({ formats: [{ ...format('G722', 16_000), payloadType: 9 }] }));
    feed(media, steady(5, { payloadType: 9 }));
    expect(media.streamRow(media.streams()[0]!)).toMatchObject({ codec: 'G722', clockRateHz: 8000 });
  });

  it('follows a re-INVITE, and keeps numbers that it does not mention', () => {
    const media = new MediaAnalysis();
    media.announce(announcement({ formats: [format('opus', 48_000)] }));
    feed(media, dynamic.slice(0, 1));
    media.announce(announcement({ formats: [{ ...format('AMR', 8000), payloadType: 97 }] }));
    feed(media, changedFrom(dynamic, 0, () => ({})).slice(1));
    expect(media.streamRow(media.streams()[0]!)).toMatchObject({ codec: 'opus', clockRateHz: 48_000 });
  });

  it('names the codec that most packets carry, never the digits among them', () => {
    const media = new MediaAnalysis();
    media.announce(announcement({ formats: [{ ...format('telephone-event', 8000), payloadType: 101 }] }));
    feed(
      media,
      changedFrom(steady(10), 2, () => ({ payloadType: 101, timestamp: 320 })),
    );
    expect(media.streamRow(media.streams()[0]!)).toMatchObject({ codec: 'PCMU', payloadTypes: [0, 101] });
  });
});
