import { u16, u32 } from '../bigEndian';
import { intoTunnel, type Next } from '../layer';
import { ETHER_TYPE, isKnownEtherType, nextOfEtherType } from '../link/etherType';
import type { Packet } from '../packet';

const FIXED_HEADER_BYTES = 8;
const ETHERNET_BYTES = 14;
/** Upper two bits of the first byte. */
const VERSION_MASK = 0xc0;
const RESERVED_FLAGS = 0x3f;

/** Length of the header with its options, which the first byte counts in 4 bytes. */
const geneveHeaderBytes = (first: number): number => FIXED_HEADER_BYTES + (first & 0x3f) * 4;

/** An Ethernet frame is only believed when its own type is known. */
function isCredible({ bytes, payloadEnd }: Packet, type: number, at: number): boolean {
  if (type !== ETHER_TYPE.transparentBridging) return type === ETHER_TYPE.ipv4 || type === ETHER_TYPE.ipv6;
  return payloadEnd - at >= ETHERNET_BYTES && isKnownEtherType(u16(bytes, at + 12));
}

/**
 * Geneve (RFC 8926 §3.4). Where the content does not hold, the datagram stays what it was.
 *
 *     |Ver| Option length 6 |O|C| reserved 6 |     Protocol type 16      |
 *     |       Virtual network identifier 24        |     reserved 8      |
 *     |                           Options …                              |
 */
export function readGeneve(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (end - start < FIXED_HEADER_BYTES) return 'udp';
  const first = bytes[start]!;
  if ((first & VERSION_MASK) !== 0 || (bytes[start + 1]! & RESERVED_FLAGS) !== 0 || bytes[start + 7] !== 0)
    return 'udp';

  const payloadStart = start + geneveHeaderBytes(first);
  const type = u16(bytes, start + 2);
  if (payloadStart >= end || !isCredible(packet, type, payloadStart)) return 'udp';
  packet.payloadStart = payloadStart;
  return intoTunnel(packet, 'geneve', u32(bytes, start + 4) >>> 8, nextOfEtherType(packet, type));
}
