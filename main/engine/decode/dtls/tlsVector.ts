import { u16 } from '../bigEndian';
import type { ByteRange } from '../byteRange';

/**
 * A vector with a length of one, two or three bytes before it (RFC 8446 §3.4) at `at`; null when it does not end by `end`.
 */
export function tlsVector(bytes: Uint8Array, at: number, end: number, lengthSize: 1 | 2 | 3): ByteRange | null {
  const start = at + lengthSize;
  if (start > end) return null;
  let lengthBytes = 0;
  for (let index = at; index < start; index += 1) lengthBytes = (lengthBytes << 8) | bytes[index]!;
  return start + lengthBytes <= end ? { start, end: start + lengthBytes } : null;
}

/** The 16-bit numbers in a range, up to `limit` of them. */
export function tlsNumbers(bytes: Uint8Array, { start, end }: ByteRange, limit = 256): readonly number[] {
  const numbers: number[] = [];
  for (let at = start; at + 2 <= end && numbers.length < limit; at += 2) numbers.push(u16(bytes, at));
  return numbers;
}
