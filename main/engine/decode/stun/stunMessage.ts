import { err, ok, type Result } from '../../../../shared/result';
import { u16, u32 } from '../bigEndian';
import type { Fault } from '../fault';
import { classicFault } from './classicStun';

export const STUN_HEADER_BYTES = 20;
export const STUN_MAGIC_COOKIE = 0x2112a442;

export const ATTRIBUTE_HEADER_BYTES = 4;
/** A message of attributes without value could name 16,383; nobody sends so many. */
const MAX_ATTRIBUTES = 128;

export type StunClass = 'request' | 'indication' | 'success' | 'error';

const CLASSES: readonly StunClass[] = ['request', 'indication', 'success', 'error'];

/** An attribute; offsets are of the bytes it was read from. The value is bytes[valueStart, valueEnd), padding lies behind it. */
export type StunAttribute = {
  readonly type: number;
  readonly start: number;
  readonly valueStart: number;
  readonly valueEnd: number;
};

export type StunMessage = {
  readonly method: number;
  readonly messageClass: StunClass;
  /** RFC 3489: without magic cookie, the transaction identifier has 128 bits. */
  readonly isClassic: boolean;
  readonly start: number;
  readonly end: number;
  readonly attributes: readonly StunAttribute[];
  readonly faults: readonly Fault[];
};

const malformed = (detail: string): Fault => ({ kind: 'malformed', layer: 'stun', detail });

/** Length with the padding to a word. */
export const paddedBytes = (lengthBytes: number): number => (lengthBytes + 3) & ~3;

/** RFC 8489 §5: the method's twelve bits lie around the two bits of the class. */
export const stunMethod = (type: number): number => (type & 0x000f) | ((type & 0x00e0) >> 1) | ((type & 0x3e00) >> 2);

export const stunClass = (type: number): StunClass => CLASSES[((type & 0x0100) >> 7) | ((type & 0x0010) >> 4)]!;

/** Reads the attributes in bytes[at, end), the last one as far as it goes. */
function readAttributes(bytes: Uint8Array, from: number, end: number, faults: Fault[]): readonly StunAttribute[] {
  const attributes: StunAttribute[] = [];
  let at = from;
  while (end - at >= ATTRIBUTE_HEADER_BYTES) {
    if (attributes.length === MAX_ATTRIBUTES) {
      faults.push(malformed(`more than ${MAX_ATTRIBUTES} attributes`));
      return attributes;
    }
    const valueStart = at + ATTRIBUTE_HEADER_BYTES;
    const needBytes = u16(bytes, at + 2);
    const valueEnd = Math.min(end, valueStart + needBytes);
    if (valueEnd - valueStart < needBytes) {
      faults.push({ kind: 'truncated', layer: 'stun', needBytes, haveBytes: valueEnd - valueStart });
    }
    attributes.push({ type: u16(bytes, at), start: at, valueStart, valueEnd });
    at = valueStart + paddedBytes(needBytes);
  }
  if (at < end) faults.push(malformed(`${end - at} bytes at the end are no attribute`));
  return attributes;
}

/**
 * Reads a STUN message (RFC 8489 §5) or one of RFC 3489, which has no cookie and is only taken when all of it fits.
 *
 *     |0 0|     message type, 14      |     length of attributes      |
 *     |                         magic cookie                          |
 *     |              transaction identifier, 96 bits …                |
 *
 * What is wrong behind the header is a fault of a message all the same.
 */
export function readStun(bytes: Uint8Array, start: number, end: number): Result<StunMessage, Fault> {
  const haveBytes = Math.max(0, end - start);
  if (haveBytes < STUN_HEADER_BYTES) {
    return err({ kind: 'truncated', layer: 'stun', needBytes: STUN_HEADER_BYTES, haveBytes });
  }
  const type = u16(bytes, start);
  if (type > 0x3fff) return err(malformed('the first two bits are not zero'));
  const isClassic = u32(bytes, start + 4) !== STUN_MAGIC_COOKIE;
  const notClassic = isClassic ? classicFault(bytes, start, end) : null;
  if (notClassic !== null) return err(malformed(notClassic));

  const faults: Fault[] = [];
  const lengthBytes = u16(bytes, start + 2);
  const messageEnd = start + STUN_HEADER_BYTES + lengthBytes;
  if (lengthBytes % 4 !== 0) faults.push(malformed(`a length of ${lengthBytes} bytes is not a multiple of 4`));
  if (messageEnd > end) {
    faults.push({ kind: 'truncated', layer: 'stun', needBytes: STUN_HEADER_BYTES + lengthBytes, haveBytes });
  }
  const within = Math.min(messageEnd, end);
  return ok({
    method: stunMethod(type),
    messageClass: stunClass(type),
    isClassic,
    start,
    end: within,
    attributes: readAttributes(bytes, start + STUN_HEADER_BYTES, within, faults),
    faults,
  });
}

/** The first attribute of a type (RFC 8489 §14: only the first occurrence counts); null when there is none. */
export const findAttribute = (message: StunMessage, type: number): StunAttribute | null =>
  message.attributes.find((attribute) => attribute.type === type) ?? null;
