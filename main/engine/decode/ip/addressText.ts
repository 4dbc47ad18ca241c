import { u32 } from '../bigEndian';
import { formatAddress } from './formatAddress';

/** An address of 4 or 16 bytes as text. */
export function addressText(bytes: Uint8Array, start: number, end: number): string | null {
  if (end - start === 4) return formatAddress(Uint32Array.of(0, 0, 0xffff, u32(bytes, start)));
  if (end - start !== 16) return null;
  return formatAddress(Uint32Array.from({ length: 4 }, (_, word) => u32(bytes, start + 4 * word)));
}
