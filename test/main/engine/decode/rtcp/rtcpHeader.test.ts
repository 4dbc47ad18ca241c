import { assert, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLikeRtcp } from '../../../../../main/engine/decode/rtcp/rtcpHeader';
import { countingBytes, hexBytes, joinBytes, words32 } from '../../../../fixtures/bytes';
import { receiverReport, rtcp, senderReport, sourceDescription } from '../../../../fixtures/rtpPackets';

const looks = (...packets: readonly Uint8Array[]): boolean => {
  const bytes = joinBytes(Uint8Array.of(9), ...packets, receiverReport(1));
  return looksLikeRtcp(bytes, 1, bytes.length - 8);
};
const padded = rtcp({ packetType: 204, paddingBytes: 4 }, words32(1, 2));

describe('looksLikeRtcp', () => {
  it.each([
    ['a compound', [senderReport({ ssrc: 1 }), sourceDescription(1, [1, 'c'])]],
    ['a receiver report alone', [receiverReport(1)]],
    ['reduced size: feedback alone', [rtcp({ packetType: 205, count: 15 }, words32(1, 2, 3))]],
    ['padding on the last packet', [receiverReport(1), padded]],
    ['the lowest and the highest type', [rtcp({ packetType: 192 }, words32(1)), rtcp({ packetType: 223 }, words32(1))]],
    ['a goodbye of nobody', [rtcp({ packetType: 203 }, new Uint8Array(0))]],
  ])('%s is', (_name, packets) => {
    expect(looks(...packets)).toBe(true);
  });

  it.each([
    ['nothing', []],
    ['three bytes', [hexBytes('80c900')]],
    ['type 191', [rtcp({ packetType: 191 }, words32(1))]],
    ['type 224', [rtcp({ packetType: 224 }, words32(1))]],
    ['version 1', [hexBytes('40c90001 00000001')]],
    ['a length beyond the end', [rtcp({ packetType: 201, lengthWords: 2 }, words32(1))]],
    ['bytes behind the last packet', [receiverReport(1), countingBytes(4)]],
    ['a second packet of another version', [receiverReport(1), hexBytes('40c90001 00000001')]],
    ['padding on a packet that is not the last', [padded, receiverReport(1)]],
  ])('%s is not', (_name, packets) => {
    expect(looks(...packets)).toBe(false);
  });

  it('is not what a compound cut off inside a packet is', () => {
    const whole = joinBytes(senderReport({ ssrc: 1 }), sourceDescription(1, [1, 'c']));
    for (let length = 0; length < whole.length; length += 1) {
      expect(looks(whole.subarray(0, length))).toBe(length === 28);
    }
  });

  it('never throws on random bytes', () => {
    assert(
      property(uint8Array({ maxLength: 64 }), (bytes) => typeof looksLikeRtcp(bytes, 0, bytes.length) === 'boolean'),
    );
  });
});
