import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MediaAnalysis } from '../../../../../main/engine/analysis/media/mediaAnalysis';
import { RtpHeader } from '../../../../../main/engine/decode/rtp/rtpHeader';
import {
  CALLEE,
  CALLER,
  changedAt,
  changedFrom,
  datagram,
  feed,
  steady,
  type Arrival,
} from '../../../../fixtures/mediaPackets';

const found = (arrivals: readonly Arrival[]): number => {
  const media = new MediaAnalysis();
  feed(media, arrivals);
  return media.streams().length;
};

describe('RTP without signalling', () => {
  it.each([
    ['audio', steady(4)],
    ['a dynamic type', steady(4, { payloadType: 111 })],
    ['each packet twice', steady(4).flatMap((arrival) => [arrival, arrival])],
    ['over the wrap of number and timestamp', steady(4, { sequence: 65_534, timestamp: 0xffff_ff00 })],
    ['after a loss', steady(7).filter((_, position) => position !== 2)],
    [
      'two packets of 40 ms among 20 ms',
      changedFrom(steady(6), 3, ({ timestamp }) => ({ timestamp: timestamp + 160 })),
    ],
    [
      'video, three packets a picture',
      changedFrom(steady(6, { payloadType: 96 }), 0, (_, position) => ({ timestamp: 3003 * Math.floor(position / 3) })),
    ],
  ])('%s is found', (_, arrivals) => {
    expect(found(arrivals)).toBe(1);
  });

  it.each([
    ['three packets', steady(3)],
    ['a type that RTCP would be', steady(20, { payloadType: 72 })],
    ['a type nobody has assigned', steady(20, { payloadType: 80 })],
    [
      'changing payload types',
      changedFrom(steady(20), 0, (_, position) => ({ payloadType: position % 2 === 0 ? 0 : 8 })),
    ],
    ['numbers that stand still', changedFrom(steady(20), 0, () => ({ sequence: 7 }))],
    [
      'numbers that go by two',
      changedFrom(steady(20), 0, ({ sequence }, position) => ({ sequence: sequence + position })),
    ],
    ['timestamps that stand still', changedFrom(steady(20), 0, () => ({ timestamp: 7 }))],
    ['timestamps that go back', changedFrom(steady(20), 0, (_, position) => ({ timestamp: 9000 - 160 * position }))],
    ['timestamps that leap', changedFrom(steady(20), 0, (_, position) => ({ timestamp: 1_000_000 * position }))],
    [
      'steps without a common measure',
      changedFrom(steady(20), 0, (_, position) => ({ timestamp: 100 * position ** 2 + 7 * position })),
    ],
    ['a new SSRC each time', changedFrom(steady(20), 0, (_, position) => ({ ssrc: position }))],
    [
      'a new port each time',
      changedFrom(steady(20), 0, (_, position) => ({ source: { ...CALLER, port: 4000 + position } })),
    ],
  ])('%s is not', (_, arrivals) => {
    expect(found(arrivals)).toBe(0);
  });

  it('counts from the first packet on', () => {
    const media = new MediaAnalysis();
    feed(media, changedAt(steady(8), 1, { sequence: 1000 }));
    expect(media.streamRow(media.streams()[0]!)).toMatchObject({
      packets: 8,
      duplicatePackets: 1,
      boundBy: 'heuristic',
      call: null,
    });
  });

  it('finds nothing in random datagrams', () => {
    const payload = fc.uint8Array({ minLength: 12, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(payload, { minLength: 1, maxLength: 60 }), (payloads) => {
        const media = new MediaAnalysis();
        const header = new RtpHeader();
        payloads.forEach((bytes, position) => {
          bytes[0] = 0x80;
          const packet = datagram(CALLER, CALLEE, bytes);
          if (header.read(bytes, 0, bytes.length) === null) media.onRtp(packet, header, position, position + 1);
        });
        expect(media.streams()).toEqual([]);
      }),
    );
  });
});
