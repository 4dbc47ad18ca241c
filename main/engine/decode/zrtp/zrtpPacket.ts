import { err, ok, type Result } from '../../../../shared/result';
import { u16, u32 } from '../bigEndian';
import { singleByteText } from '../byteText';
import { crc32c } from '../crc32';
import type { Fault } from '../fault';

const ZRTP_HEADER_BYTES = 12;
/** Preamble, length, type. */
export const ZRTP_MESSAGE_HEADER_BYTES = 12;
const CRC_BYTES = 4;
const MAGIC_COOKIE = 0x5a525450;
const PREAMBLE = 0x505a;

export type ZrtpPacket = {
  readonly sequence: number;
  readonly ssrc: number;
  /** `Hello`, `HelloACK`, `Commit`, `DHPart1` … without the blanks that fill it up. */
  readonly messageType: string;
  /** The message with its header is bytes[messageStart, messageEnd). */
  readonly messageStart: number;
  readonly messageEnd: number;
  /** null when the packet was cut off before it. */
  readonly isCrcRight: boolean | null;
  readonly faults: readonly Fault[];
};

const malformed = (detail: string): Fault => ({ kind: 'malformed', layer: 'zrtp', detail });

/** The sum is written with its lowest byte first, as SCTP does. */
const writtenCrc = (bytes: Uint8Array, at: number): number =>
  ((bytes[at + 3]! << 24) | (bytes[at + 2]! << 16) | (bytes[at + 1]! << 8) | bytes[at]!) >>> 0;

/** Whether bytes[start, end) have the header of a ZRTP packet: its magic cookie is the mark (RFC 6189 §5). */
export const looksLikeZrtp = (bytes: Uint8Array, start: number, end: number): boolean =>
  end - start >= ZRTP_HEADER_BYTES && u32(bytes, start + 4) === MAGIC_COOKIE;

/** Text of four characters or more as it is padded on the wire. */
export const zrtpText = (bytes: Uint8Array, start: number, end: number): string =>
  singleByteText(bytes, start, end).replaceAll('\0', '').trim();

/**
 * Reads a ZRTP packet (RFC 6189 §5):
 *
 *     |0 0 0 1|      not used         |        sequence number        |
 *     |                     magic cookie "ZRTP"                       |
 *     |                             SSRC                              |
 *     |0 1 0 1 0 0 0 0 0 1 0 1 1 0 1 0|   length of message in words  |
 *     |                  type, 8 characters … message                 |
 *     |                            CRC-32C                            |
 */
export function readZrtp(bytes: Uint8Array, start: number, end: number): Result<ZrtpPacket, Fault> {
  const needBytes = ZRTP_HEADER_BYTES + ZRTP_MESSAGE_HEADER_BYTES;
  const haveBytes = Math.max(0, end - start);
  if (haveBytes < needBytes) return err({ kind: 'truncated', layer: 'zrtp', needBytes, haveBytes });
  if (!looksLikeZrtp(bytes, start, end)) return err(malformed('no magic cookie'));

  const messageStart = start + ZRTP_HEADER_BYTES;
  const faults: Fault[] = [];
  if (u16(bytes, messageStart) !== PREAMBLE) faults.push(malformed('no preamble before the message'));
  const lengthBytes = 4 * u16(bytes, messageStart + 2);
  if (lengthBytes < ZRTP_MESSAGE_HEADER_BYTES) faults.push(malformed(`a message of ${lengthBytes} bytes cannot be`));
  const wantedEnd = messageStart + Math.max(lengthBytes, ZRTP_MESSAGE_HEADER_BYTES);
  const wholeBytes = wantedEnd + CRC_BYTES - start;
  if (wholeBytes > haveBytes) faults.push({ kind: 'truncated', layer: 'zrtp', needBytes: wholeBytes, haveBytes });
  return ok({
    sequence: u16(bytes, start + 2),
    ssrc: u32(bytes, start + 8),
    messageType: zrtpText(bytes, messageStart + 4, messageStart + ZRTP_MESSAGE_HEADER_BYTES),
    messageStart,
    messageEnd: Math.min(end, wantedEnd),
    isCrcRight: wholeBytes > haveBytes ? null : crc32c(bytes, start, wantedEnd) === writtenCrc(bytes, wantedEnd),
    faults,
  });
}
