import { u16, u32 } from '../bigEndian';

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** Longest frame that is waited for; SIP over WebSocket does not come near it. */
export const MAX_FRAME_BYTES = 256 * 1024;
/** RFC 6455 §5.5: control frames are not longer, so that they fit into the shortest form of the length. */
const MAX_CONTROL_BYTES = 125;

const FIRST_CONTROL_OPCODE = 8;
const MASKING_KEY_BYTES = 4;

export type WebSocketFrame = {
  readonly final: boolean;
  /** RSV1 of permessage-deflate (RFC 7692 §6): the message that begins here is compressed. */
  readonly compressed: boolean;
  readonly opcode: number;
  /** Where the masking key stands; null without one. */
  readonly maskingKeyAt: number | null;
  /** The payload, masked as it may be, is bytes[payloadStart, end). */
  readonly payloadStart: number;
  readonly end: number;
};

export type WebSocketFrameReading =
  | { readonly outcome: 'frame'; readonly frame: WebSocketFrame }
  | { readonly outcome: 'more'; readonly needBytes: number }
  | { readonly outcome: 'lost' };

const LOST: WebSocketFrameReading = { outcome: 'lost' };
const more = (needBytes: number): WebSocketFrameReading => ({ outcome: 'more', needBytes });

export const isControl = (opcode: number): boolean => opcode >= FIRST_CONTROL_OPCODE;
const isKnown = (opcode: number): boolean => opcode <= OPCODE.binary || (isControl(opcode) && opcode <= OPCODE.pong);

/** What the first byte may be: RSV2 and RSV3 have no use, control frames are whole, RSV1 stands where a message begins. */
function isPossibleFirstByte(first: number): boolean {
  const opcode = first & 0x0f;
  if ((first & 0x30) !== 0 || !isKnown(opcode)) return false;
  if (isControl(opcode)) return (first & 0xc0) === 0x80;
  return (first & 0x40) === 0 || opcode !== OPCODE.continuation;
}

/** Bytes that tell the length, by the 7 bits that stand first. */
const lengthFieldBytes = (short: number): number => (short === 126 ? 2 : short === 127 ? 8 : 0);

/** The length of the payload; null when it is longer than any that is read. */
function payloadLength(bytes: Uint8Array, at: number, short: number): number | null {
  if (short < 126) return short;
  if (short === 126) return u16(bytes, at);
  const lengthBytes = u32(bytes, at + 4);
  return u32(bytes, at) === 0 && lengthBytes <= MAX_FRAME_BYTES ? lengthBytes : null;
}

/**
 * The header of the frame at bytes[start] (RFC 6455 §5.2); its payload may not be there yet.
 *
 *      0                   1                   2                   3
 *     |F|R|R|R|opcode |M|   length    |  length, 16 or 64 bits, where |
 *     |N|1|2|3|       |K|  or 126/127 |  the 7 bits are 126 or 127    |
 *     |      masking key, 32 bits, where M is set      | payload …    |
 */
export function readWebSocketHeader(bytes: Uint8Array, start: number, end: number): WebSocketFrameReading {
  const haveBytes = end - start;
  if (haveBytes < 1) return more(2);
  const first = bytes[start]!;
  if (!isPossibleFirstByte(first)) return LOST;
  if (haveBytes < 2) return more(2);

  const opcode = first & 0x0f;
  const masked = (bytes[start + 1]! & 0x80) !== 0;
  const short = bytes[start + 1]! & 0x7f;
  if (isControl(opcode) && short > MAX_CONTROL_BYTES) return LOST;
  const keyAt = start + 2 + lengthFieldBytes(short);
  const payloadStart = keyAt + (masked ? MASKING_KEY_BYTES : 0);
  if (end < payloadStart) return more(payloadStart - start);

  const lengthBytes = payloadLength(bytes, start + 2, short);
  if (lengthBytes === null) return LOST;
  const frame: WebSocketFrame = {
    final: (first & 0x80) !== 0,
    compressed: (first & 0x40) !== 0,
    opcode,
    maskingKeyAt: masked ? keyAt : null,
    payloadStart,
    end: payloadStart + lengthBytes,
  };
  return { outcome: 'frame', frame };
}

/** The whole frame at bytes[start], of which bytes up to `end` are there. */
export function readWebSocketFrame(bytes: Uint8Array, start: number, end: number): WebSocketFrameReading {
  const reading = readWebSocketHeader(bytes, start, end);
  if (reading.outcome !== 'frame' || reading.frame.end <= end) return reading;
  return more(reading.frame.end - start);
}

/** Lays a frame's payload into `target` from `at` on, unmasked (RFC 6455 §5.3). Tells where it ends there. */
export function unmaskInto(target: Uint8Array, at: number, bytes: Uint8Array, frame: WebSocketFrame): number {
  const { maskingKeyAt, payloadStart, end } = frame;
  if (maskingKeyAt === null) target.set(bytes.subarray(payloadStart, end), at);
  else {
    for (let index = 0; index < end - payloadStart; index += 1) {
      target[at + index] = bytes[payloadStart + index]! ^ bytes[maskingKeyAt + (index & 3)]!;
    }
  }
  return at + end - payloadStart;
}
