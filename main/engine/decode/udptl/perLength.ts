import { u16 } from '../bigEndian';
import type { ByteRange } from '../byteRange';

/** A length of packed encoding rules (ITU-T X.691 §11.9) and where what it counts begins. */
export type PerLength = { readonly value: number; readonly next: number };

/** One byte up to 127, two bytes up to 16,383; longer ones come in blocks, which fax packets do not need: null. */
export function perLength(bytes: Uint8Array, at: number, end: number): PerLength | null {
  if (at >= end) return null;
  const first = bytes[at]!;
  if (first < 0x80) return { value: first, next: at + 1 };
  if (first >= 0xc0 || at + 2 > end) return null;
  return { value: u16(bytes, at) & 0x3fff, next: at + 2 };
}

/** Bytes behind their length, as open types and octet strings are written; null when they do not end by `end`. */
export function perBytes(bytes: Uint8Array, at: number, end: number): ByteRange | null {
  const length = perLength(bytes, at, end);
  return length !== null && length.next + length.value <= end
    ? { start: length.next, end: length.next + length.value }
    : null;
}
