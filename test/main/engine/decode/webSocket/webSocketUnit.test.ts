import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createWebSocketUnit,
  looksLikeWebSocketSip,
  webSocketUnit,
} from '../../../../../main/engine/decode/webSocket/webSocketUnit';
import type { UnitExtent, UnitReader } from '../../../../../main/engine/decode/unitReader';
import { joinBytes, textBytes } from '../../../../fixtures/bytes';
import { sipRequest } from '../../../../fixtures/sipMessages';
import { inTheMiddle } from '../../../../fixtures/soundFields';
import { MASKING_KEY, webSocketFrame, webSocketMessage } from '../../../../fixtures/webSocketFrames';

const MESSAGE = sipRequest('OPTIONS');
const masked = { maskingKey: MASKING_KEY };

function contentOf(extent: UnitExtent): string {
  if (extent.outcome !== 'unit') return extent.outcome;
  expect(extent).toMatchObject({ kind: 'sip', wrapping: 'webSocket' });
  return new TextDecoder().decode(extent.content.subarray(extent.contentStart, extent.contentEnd));
}

/** All units of a connection's bytes, and how the reading ended. */
function unitsOf(connection: Uint8Array, reader: UnitReader = webSocketUnit): string[] {
  const { bytes, start, end } = inTheMiddle(connection);
  const units: string[] = [];
  let at = start;
  while (at < end) {
    const extent = reader(bytes, at, end);
    if (extent.outcome === 'more' || extent.outcome === 'lost') return [...units, extent.outcome];
    if (extent.outcome === 'unit') units.push(contentOf(extent));
    expect(extent.next).toBeGreaterThan(at);
    at = extent.next;
  }
  return units;
}

const inflate = (bytes: Uint8Array): Uint8Array | null => {
  try {
    return inflateRawSync(bytes, { finishFlush: 2, maxOutputLength: 100_000 });
  } catch {
    return null;
  }
};
const deflated = (text: string): Uint8Array => deflateRawSync(textBytes(text), { finishFlush: 2 }).subarray(0, -4);

describe('SIP in WebSocket messages', () => {
  it.each([
    ['one frame', [webSocketFrame(MESSAGE)]],
    ['a masked frame', [webSocketFrame(MESSAGE, masked)]],
    ['a binary frame', [webSocketFrame(MESSAGE, { opcode: 2, ...masked })]],
    ['a frame with a long length', [webSocketFrame(MESSAGE, { lengthBits: 64 })]],
    ['three fragments', webSocketMessage(MESSAGE, [1, 2], masked)],
    ['a first fragment without payload', webSocketMessage(MESSAGE, [0, 10], masked)],
    ['a ping before', [webSocketFrame('?', { opcode: 9 }), webSocketFrame(MESSAGE)]],
    ['a keepalive before', [webSocketFrame('\r\n\r\n', masked), webSocketFrame(MESSAGE, masked)]],
    ['other text before', [webSocketFrame('{"a":1}'), webSocketFrame(MESSAGE)]],
    ['the end of an unseen message before', [webSocketFrame('rest', { opcode: 0 }), webSocketFrame(MESSAGE)]],
  ])('%s', (_name, frames) => {
    expect(unitsOf(joinBytes(...frames))).toEqual([MESSAGE]);
  });

  it('leaves out control frames between fragments', () => {
    const [first, second, third] = webSocketMessage(MESSAGE, [20, 20], masked);
    const ping = webSocketFrame('are you there', { opcode: 9, ...masked });
    expect(unitsOf(joinBytes(first!, ping, second!, ping, ping, third!))).toEqual([MESSAGE]);
  });

  it('reads several messages and waits for the rest of the last', () => {
    const frame = webSocketFrame(MESSAGE, masked);
    expect(unitsOf(joinBytes(frame, frame, frame.subarray(0, 50)))).toEqual([MESSAGE, MESSAGE, 'more']);
  });

  it('is lost where a new message begins inside of another, and where no frame is', () => {
    const [first] = webSocketMessage(MESSAGE, [20]);
    expect(unitsOf(joinBytes(first!, webSocketFrame(MESSAGE)))).toEqual(['lost']);
    expect(unitsOf(textBytes(MESSAGE))).toEqual(['lost']);
  });

  it('is lost after 256 frames without an end', () => {
    const frames = [
      webSocketFrame('O', { final: false }),
      ...new Array<Uint8Array>(300).fill(webSocketFrame('', { opcode: 0, final: false })),
    ];
    expect(unitsOf(joinBytes(...frames))).toEqual(['lost']);
  });

  it('skips a message that grows beyond all bounds', () => {
    const part = webSocketFrame(new Uint8Array(200_000), { final: false });
    const next = webSocketFrame(new Uint8Array(100_000), { opcode: 0 });
    expect(unitsOf(joinBytes(part, next, webSocketFrame(MESSAGE)))).toEqual([MESSAGE]);
  });

  it('skips compressed messages, and reads them with an inflate function', () => {
    const frames = joinBytes(
      ...webSocketMessage(deflated(MESSAGE), [30, 40], { reserved: 4, ...masked }),
      webSocketFrame(MESSAGE),
    );
    expect(unitsOf(frames)).toEqual([MESSAGE]);
    expect(unitsOf(frames, createWebSocketUnit(inflate))).toEqual([MESSAGE, MESSAGE]);
    const broken = webSocketFrame('not compressed at all', { reserved: 4 });
    expect(unitsOf(joinBytes(broken, frames), createWebSocketUnit(inflate))).toEqual([MESSAGE, MESSAGE]);
  });

  it('asks for no more than is needed, at every length', () => {
    const frames = joinBytes(...webSocketMessage(MESSAGE, [10, 50], masked));
    for (let length = 0; length < frames.length; length += 1) {
      const { bytes, start, end } = inTheMiddle(frames.subarray(0, length));
      const extent = webSocketUnit(bytes, start, end);
      expect(extent.outcome).toBe('more');
      const needBytes = extent.outcome === 'more' ? extent.needBytes : 0;
      expect(needBytes > length && needBytes <= frames.length).toBe(true);
    }
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        unitsOf(bytes, createWebSocketUnit(inflate));
      }),
      { numRuns: 2000 },
    );
  });

  it('takes any change of a message', () => {
    const seed = joinBytes(...webSocketMessage(MESSAGE, [10, 50], masked));
    fc.assert(
      fc.property(fc.nat(seed.length - 1), fc.nat(255), (at, value) => {
        const bytes = seed.slice();
        bytes[at] = value;
        expect(unitsOf(bytes).length).toBeLessThan(10);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a capture that began too late', () => {
  const looks = (frame: Uint8Array): boolean => {
    const { bytes, start, end } = inTheMiddle(frame);
    return looksLikeWebSocketSip(bytes, start, end);
  };

  it.each([
    ['a masked frame', webSocketFrame(MESSAGE, masked), true],
    ['an unmasked one', webSocketFrame(MESSAGE), true],
    ['the beginning of one', webSocketFrame(MESSAGE, masked).subarray(0, 60), true],
    ['other text', webSocketFrame('{"jsonrpc":"2.0"}', masked), false],
    ['a continuation', webSocketFrame(MESSAGE, { opcode: 0 }), false],
    ['a compressed frame', webSocketFrame(MESSAGE, { reserved: 4 }), false],
    ['SIP itself', textBytes(MESSAGE), false],
    ['nothing', new Uint8Array(0), false],
  ])('%s', (_name, frame, expected) => {
    expect(looks(frame)).toBe(expected);
  });
});
