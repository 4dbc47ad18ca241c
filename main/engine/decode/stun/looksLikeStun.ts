import { u16, u32 } from '../bigEndian';
import { classicFault } from './classicStun';
import { STUN_HEADER_BYTES, STUN_MAGIC_COOKIE } from './stunMessage';

/**
 * Whether bytes[start, end), whose first two bits are zero, hold a whole STUN message by the magic cookie and a length in words
 * (RFC 8489 §5), or one of RFC 3489, which has no cookie and must fit throughout.
 */
export function looksLikeStun(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < STUN_HEADER_BYTES) return false;
  if (u32(bytes, start + 4) !== STUN_MAGIC_COOKIE) return classicFault(bytes, start, end) === null;
  const attributeBytes = u16(bytes, start + 2);
  return attributeBytes % 4 === 0 && start + STUN_HEADER_BYTES + attributeBytes <= end;
}
