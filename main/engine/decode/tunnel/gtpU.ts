import { u16, u32 } from '../bigEndian';
import { isWholeIp } from '../ip/wholeIp';
import { intoTunnel, type Next } from '../layer';
import type { Packet } from '../packet';

const MANDATORY_BYTES = 8;
const OPTIONAL_BYTES = 4;
/** Version 1, protocol type GTP, spare bit 0: upper five bits of the first byte. */
const FIRST_BITS = 0x30;
const FIRST_BITS_MASK = 0xf8;
/** Extension header, sequence number, N-PDU number: when one is set, the fields of all three are there. */
export const GTP_FLAG = { extension: 0x04, sequence: 0x02, packetNumber: 0x01 } as const;
const ANY_OPTIONAL = 0x07;
const USER_DATA = 255;
const MAX_EXTENSION_HEADERS = 16;

/** Where the extension headers from `at` end (3GPP TS 29.281 §5.2.1): length in 4 bytes, content, type of the next one; 0: broken. */
function endOfExtensions(bytes: Uint8Array, first: number, from: number, end: number): number {
  let type = first;
  let at = from;
  for (let count = 0; type !== 0; count += 1) {
    if (count === MAX_EXTENSION_HEADERS || at >= end) return 0;
    const lengthBytes = bytes[at]! * 4;
    if (lengthBytes === 0 || at + lengthBytes > end) return 0;
    at += lengthBytes;
    type = bytes[at - 1]!;
  }
  return at;
}

/** Where the user's packet begins; 0 when this is no whole header. */
function endOfHeader(bytes: Uint8Array, start: number, end: number): number {
  const flags = bytes[start]!;
  if ((flags & ANY_OPTIONAL) === 0) return start + MANDATORY_BYTES;
  const at = start + MANDATORY_BYTES + OPTIONAL_BYTES;
  if (at > end) return 0;
  return (flags & GTP_FLAG.extension) === 0 ? at : endOfExtensions(bytes, bytes[at - 1]!, at, end);
}

/**
 * GTP-U, user data only (3GPP TS 29.281 §5.1). Believed when version, type and length are right and what follows is exactly one
 * IP packet; else the datagram stays what it was.
 *
 *     | version 3 | PT 1 | spare 1 | E 1 | S 1 | PN 1 | message type 8 |   length 16   |
 *     |                       tunnel endpoint identifier 32                          |
 *     |   sequence number 16   |   N-PDU number 8   |   next extension header 8      |
 */
export function readGtpU(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end, truncated } = packet;
  if (end - start < MANDATORY_BYTES) return 'udp';
  if ((bytes[start]! & FIRST_BITS_MASK) !== FIRST_BITS || bytes[start + 1] !== USER_DATA) return 'udp';
  const saidEnd = start + MANDATORY_BYTES + u16(bytes, start + 2);
  if (saidEnd !== end && !(truncated && saidEnd > end)) return 'udp';
  const payloadStart = endOfHeader(bytes, start, end);
  if (payloadStart === 0 || !isWholeIp(bytes, payloadStart, end, truncated)) return 'udp';
  packet.payloadStart = payloadStart;
  return intoTunnel(packet, 'gtpU', u32(bytes, start + 4), 'ip');
}
