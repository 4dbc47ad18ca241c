import { u32 } from '../bigEndian';
import { crc32c } from '../crc32';

/** `notComputed`: all zeros, as a sender's host captures it before its network card fills it in. */
export type SctpChecksum = 'right' | 'wrong' | 'notComputed';

const CHECKSUM_AT = 8;

/** The bytes of a number in the other order: the checksum goes out with its lowest byte first. */
const swapped = (value: number): number =>
  (((value & 0xff) << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24)) >>> 0;

/** Checks the CRC-32C of the whole SCTP packet in bytes[start, end) (RFC 9260 §6.8, Appendix A). It has a common header. */
export function checkSctp(bytes: Uint8Array, start: number, end: number): SctpChecksum {
  const sent = u32(bytes, start + CHECKSUM_AT);
  if (sent === 0) return 'notComputed';
  const zeroed = bytes.slice(start, end);
  zeroed.fill(0, CHECKSUM_AT, CHECKSUM_AT + 4);
  return swapped(crc32c(zeroed, 0, zeroed.length)) === sent ? 'right' : 'wrong';
}
