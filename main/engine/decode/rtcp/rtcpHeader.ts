import { u16 } from '../bigEndian';

export const RTCP_HEADER_BYTES = 4;

/** Second bytes that mean RTCP where RTP shares the port (RFC 5761 §4). */
const FIRST_PACKET_TYPE = 192;
const LAST_PACKET_TYPE = 223;

/**
 * Whether the common header of RTCP can stand at `at`, four bytes being there (RFC 3550 §6.4.1):
 *
 *     |V=2|P| count | packet type 8 | length in words − 1, 16 |
 */
export function isRtcpHeader(bytes: Uint8Array, at: number): boolean {
  const packetType = bytes[at + 1]!;
  return bytes[at]! >>> 6 === 2 && packetType >= FIRST_PACKET_TYPE && packetType <= LAST_PACKET_TYPE;
}

/** Length of the packet whose header stands at `at`, header included. */
export const rtcpLengthBytes = (bytes: Uint8Array, at: number): number => (u16(bytes, at + 2) + 1) * 4;

/**
 * Whether a datagram is RTCP from end to end: version, packet types, and lengths that lead from header to header to its very
 * end (RFC 3550 A.2). Any packet may come first, as reduced-size RTCP allows (RFC 5506); only the last may be padded.
 */
export function looksLikeRtcp(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (end - at >= RTCP_HEADER_BYTES) {
    if (!isRtcpHeader(bytes, at)) return false;
    const next = at + rtcpLengthBytes(bytes, at);
    if (next === end) return true;
    if ((bytes[at]! & 0x20) !== 0) return false;
    at = next;
  }
  return false;
}
