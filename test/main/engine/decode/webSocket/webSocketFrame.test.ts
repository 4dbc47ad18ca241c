import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWebSocketFrame, unmaskInto } from '../../../../../main/engine/decode/webSocket/webSocketFrame';
import { hexBytes, textBytes } from '../../../../fixtures/bytes';
import { inTheMiddle } from '../../../../fixtures/soundFields';
import { MASKING_KEY, webSocketFrame } from '../../../../fixtures/webSocketFrames';

const read = (frame: Uint8Array) => {
  const { bytes, start, end } = inTheMiddle(frame);
  return { bytes, start, end, reading: readWebSocketFrame(bytes, start, end) };
};

function payloadOf(frame: Uint8Array): string {
  const { bytes, reading } = read(frame);
  if (reading.outcome !== 'frame') return reading.outcome;
  const payload = new Uint8Array(reading.frame.end - reading.frame.payloadStart);
  unmaskInto(payload, 0, bytes, reading.frame);
  return new TextDecoder().decode(payload);
}

describe('frames', () => {
  it.each([
    ['unmasked text', '81 05 48 65 6c 6c 6f', 'Hello'],
    ['masked text', '81 85 37 fa 21 3d 7f 9f 4d 51 58', 'Hello'],
    ['first fragment', '01 03 48 65 6c', 'Hel'],
    ['masked ping', '89 85 37 fa 21 3d 7f 9f 4d 51 58', 'Hello'],
    ['empty', '82 00', ''],
  ])('reads the example of RFC 6455 §5.7: %s', (_name, hex, expected) => {
    expect(payloadOf(hexBytes(hex))).toBe(expected);
  });

  it.each([7, 16, 64] as const)('reads a length written in %i bits', (lengthBits) => {
    expect(payloadOf(webSocketFrame('Hello', { lengthBits, maskingKey: MASKING_KEY }))).toBe('Hello');
  });

  it.each([
    ['RSV2', '91 85'],
    ['RSV3', 'a1 05'],
    ['RSV1 on a continuation', 'c0 05'],
    ['an unknown data opcode', '83 05'],
    ['an unknown control opcode', '8b 05'],
    ['a control frame that is not final', '09 05'],
    ['a control frame of 126 bytes', '89 7e'],
    ['a length beyond 32 bits', '82 7f 00 00 00 01 00 00 00 00'],
    ['a length beyond all bounds', '82 7f 00 00 00 00 7f ff ff ff'],
  ])('takes %s for no frame', (_name, hex) => {
    expect(read(hexBytes(hex)).reading.outcome).toBe('lost');
  });

  it('asks for as many bytes as the frame has, at every length', () => {
    for (const lengthBits of [7, 16, 64] as const) {
      const frame = webSocketFrame(textBytes('x'.repeat(100)), { lengthBits, maskingKey: MASKING_KEY });
      for (let length = 0; length < frame.length; length += 1) {
        const { reading } = read(frame.subarray(0, length));
        expect(reading.outcome).toBe('more');
        const needBytes = reading.outcome === 'more' ? reading.needBytes : 0;
        expect(needBytes > length && needBytes <= frame.length).toBe(true);
      }
    }
  });

  it('never reads behind the end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (frame) => {
        const { start, end, reading } = read(frame);
        expect(readWebSocketFrame(frame, 0, frame.length).outcome).toBe(reading.outcome);
        if (reading.outcome === 'frame') {
          const { payloadStart, end: frameEnd } = reading.frame;
          expect(start < payloadStart && payloadStart <= frameEnd && frameEnd <= end).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
