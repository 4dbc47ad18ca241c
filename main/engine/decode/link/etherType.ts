import { u16 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { type Next, undecoded } from '../layer';
import type { Packet } from '../packet';

/** Values up to here are the length of an IEEE 802.3 frame; types begin at 0x0600 (IEEE 802.3 §3.2.6). */
const MAX_LENGTH_BYTES = 1500;

const UNREAD_CARRIER: LayerFault = {
  kind: 'unsupported',
  layer: 'etherType',
  detail: 'MPLS, PPPoE, NSH, MACsec and provider bridges are not read yet',
};

/** The layer that an EtherType names; `undecoded` for carriers of IP that the chain cannot open. */
export function nextOfEtherType(packet: Packet, etherType: number): Next {
  switch (etherType) {
    case 0x0800:
      return 'ipv4';
    case 0x86dd:
      return 'ipv6';
    case 0x8100:
    case 0x88a8:
    case 0x9100:
      return 'vlan';
    case 0x8847: // MPLS
    case 0x8848: // MPLS with upstream-assigned labels
    case 0x8864: // PPPoE session
    case 0x88e5: // MACsec
    case 0x88e7: // provider backbone bridge
    case 0x894f: // NSH
      return undecoded(packet, UNREAD_CARRIER);
    default:
      return 'notIp';
  }
}

/**
 * Steps over the two bytes of type or length at payloadStart, which the caller knows to be there. A length cuts off the padding
 * that short Ethernet frames carry behind it.
 */
export function readTypeOrLength(packet: Packet): Next {
  const typeOrLength = u16(packet.bytes, packet.payloadStart);
  packet.payloadStart += 2;
  if (typeOrLength > MAX_LENGTH_BYTES) return nextOfEtherType(packet, typeOrLength);
  packet.payloadEnd = Math.min(packet.payloadEnd, packet.payloadStart + typeOrLength);
  return 'llc';
}
