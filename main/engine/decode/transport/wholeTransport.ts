import { u16 } from '../bigEndian';
import { isTransportChecksumRight } from '../ip/internetChecksum';
import { IP_PROTOCOL, type Packet } from '../packet';

/** Whether bytes[start, end) are one UDP datagram by its length. */
export function isWholeUdp(bytes: Uint8Array, start: number, end: number): boolean {
  const haveBytes = end - start;
  return haveBytes >= 8 && u16(bytes, start + 4) === haveBytes && u16(bytes, start + 2) !== 0;
}

/** TCP has no length: its checksum over the packet's addresses has to be right. */
export function isWholeTcp(packet: Packet, start: number, end: number): boolean {
  if (end - start < 20) return false;
  const headerBytes = (packet.bytes[start + 12]! >>> 4) * 4;
  return (
    headerBytes >= 20 && headerBytes <= end - start && isTransportChecksumRight(packet, IP_PROTOCOL.tcp, start, end)
  );
}

/** Whether bytes[start, end) are an SCTP packet whose chunks fill it exactly (RFC 9260 §3). */
export function isWholeSctp(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 16 || u16(bytes, start) === 0 || u16(bytes, start + 2) === 0) return false;
  let at = start + 12;
  while (end - at >= 4) {
    const lengthBytes = u16(bytes, at + 2);
    if (lengthBytes < 4 || lengthBytes > end - at) return false;
    at += (lengthBytes + 3) & ~3;
  }
  // The last chunk's padding may be missing.
  return at >= end;
}
