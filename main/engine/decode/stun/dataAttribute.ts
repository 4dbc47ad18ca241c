import { u16, u32 } from '../bigEndian';
import type { ByteRange } from '../byteRange';
import { ATTRIBUTE_HEADER_BYTES, paddedBytes, STUN_HEADER_BYTES, STUN_MAGIC_COOKIE } from './stunMessage';

const SEND_INDICATION = 0x0016;
const DATA_INDICATION = 0x0017;
const DATA = 0x0013;

/** What a Send or Data indication (RFC 8656 §11.6) carries; null for anything else. */
export function dataAttribute(bytes: Uint8Array, start: number, end: number): ByteRange | null {
  if (end - start < STUN_HEADER_BYTES || u32(bytes, start + 4) !== STUN_MAGIC_COOKIE) return null;
  const type = u16(bytes, start);
  if (type !== SEND_INDICATION && type !== DATA_INDICATION) return null;
  const within = Math.min(end, start + STUN_HEADER_BYTES + u16(bytes, start + 2));
  let at = start + STUN_HEADER_BYTES;
  while (within - at >= ATTRIBUTE_HEADER_BYTES) {
    const lengthBytes = u16(bytes, at + 2);
    const valueStart = at + ATTRIBUTE_HEADER_BYTES;
    if (u16(bytes, at) === DATA) return { start: valueStart, end: Math.min(within, valueStart + lengthBytes) };
    at = valueStart + paddedBytes(lengthBytes);
  }
  return null;
}
