import { u16, u32 } from '../bigEndian';
import { isWholeIp } from '../ip/wholeIp';
import { intoTunnel, type Next } from '../layer';
import { isKnownEtherType } from '../link/etherType';
import type { Packet } from '../packet';

const VXLAN_HEADER_BYTES = 8;
const ETHERNET_BYTES = 14;

/** Of the first 16 bits: a valid network identifier, and RFC 7348's "R" bits that drafts have given a meaning. */
export const VXLAN_FLAG = { groupPolicy: 0x8000, networkIdentifier: 0x0800, nextProtocol: 0x0400 } as const;
/** "Don't learn" and "policy applied" of the group policy extension. */
const POLICY_BITS = 0x0048;

/** Only an Ethernet frame of a known type is believed. */
function nextOfFrame({ bytes, payloadEnd }: Packet, at: number): Next {
  return payloadEnd - at >= ETHERNET_BYTES && isKnownEtherType(u16(bytes, at + 12)) ? 'ethernet' : 'udp';
}

/** What VXLAN-GPE's next protocol names. */
function nextOfProtocol(packet: Packet, protocol: number, at: number): Next {
  switch (protocol) {
    case 1:
    case 2:
      return isWholeIp(packet.bytes, at, packet.payloadEnd, packet.truncated) ? 'ip' : 'udp';
    case 3:
      return nextOfFrame(packet, at);
    case 5:
      return 'mpls';
    default:
      return 'udp';
  }
}

/** What the header's first word says of what follows; `udp` when it is no header of VXLAN. Not all writers of GPE set its flag. */
function nextOfHeader(packet: Packet, start: number): Next {
  const flags = u16(packet.bytes, start);
  const behindFlags = u16(packet.bytes, start + 2);
  const at = start + VXLAN_HEADER_BYTES;
  if (flags === VXLAN_FLAG.networkIdentifier && behindFlags === 0) return nextOfFrame(packet, at);
  if ((flags & ~POLICY_BITS) === (VXLAN_FLAG.groupPolicy | VXLAN_FLAG.networkIdentifier))
    return nextOfFrame(packet, at);
  const isNextProtocol = (flags & ~VXLAN_FLAG.nextProtocol) === VXLAN_FLAG.networkIdentifier && behindFlags <= 0xff;
  return isNextProtocol ? nextOfProtocol(packet, behindFlags, at) : 'udp';
}

/**
 * VXLAN (RFC 7348 §5) with the group policy extension, and VXLAN-GPE (draft-ietf-nvo3-vxlan-gpe §3.1). Where the content does
 * not hold, the datagram stays what it was.
 *
 *     |G|R|R|R|I|P|R|R|R|D|R|R|A|R|R|R| group policy 16, or in GPE 0 (8), next protocol (8) |
 *     |              VXLAN network identifier (24)              |       reserved (8)        |
 */
export function readVxlan(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (end - start <= VXLAN_HEADER_BYTES || bytes[start + 7] !== 0) return 'udp';
  const next = nextOfHeader(packet, start);
  if (next === 'udp') return next;
  packet.payloadStart = start + VXLAN_HEADER_BYTES;
  return intoTunnel(packet, 'vxlan', u32(bytes, start + 4) >>> 8, next);
}
