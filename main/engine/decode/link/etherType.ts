import { u16 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { type Next, undecoded } from '../layer';
import type { Packet } from '../packet';

/** Values up to here are the length of an IEEE 802.3 frame; types begin at 0x0600 (IEEE 802.3 §3.2.6). */
const MAX_LENGTH_BYTES = 1500;

const UNREAD_CARRIER: LayerFault = {
  kind: 'unsupported',
  layer: 'etherType',
  detail: 'NSH, MACsec and provider backbone bridges are not read',
};

/** EtherTypes that lead on, and those of other frames that are common on Ethernet (IANA, IEEE 802 numbers). */
export const ETHER_TYPE = {
  ipv4: 0x0800,
  arp: 0x0806,
  transparentBridging: 0x6558,
  reverseArp: 0x8035,
  vlan: 0x8100,
  ipv6: 0x86dd,
  slow: 0x8809,
  ppp: 0x880b,
  mpls: 0x8847,
  mplsUpstream: 0x8848,
  pppoeDiscovery: 0x8863,
  pppoe: 0x8864,
  authentication: 0x888e,
  serviceVlan: 0x88a8,
  linkLayerDiscovery: 0x88cc,
  macSecurity: 0x88e5,
  backboneBridge: 0x88e7,
  preciseTime: 0x88f7,
  connectivityFault: 0x8902,
  serviceHeader: 0x894f,
  loop: 0x9000,
  oldServiceVlan: 0x9100,
} as const;

const KNOWN = new Set<number>(Object.values(ETHER_TYPE));

/** Whether what may be an Ethernet frame inside of something else has a type that such frames have. */
export const isKnownEtherType = (etherType: number): boolean => KNOWN.has(etherType);

/** The layer that an EtherType names; `undecoded` for carriers of IP that the chain cannot open. */
export function nextOfEtherType(packet: Packet, etherType: number): Next {
  switch (etherType) {
    case ETHER_TYPE.ipv4:
      return 'ipv4';
    case ETHER_TYPE.ipv6:
      return 'ipv6';
    case ETHER_TYPE.vlan:
    case ETHER_TYPE.serviceVlan:
    case ETHER_TYPE.oldServiceVlan:
      return 'vlan';
    case ETHER_TYPE.mpls:
    case ETHER_TYPE.mplsUpstream:
      return 'mpls';
    case ETHER_TYPE.pppoe:
      return 'pppoe';
    case ETHER_TYPE.ppp:
      return 'ppp';
    case ETHER_TYPE.transparentBridging:
      return 'ethernet';
    case ETHER_TYPE.macSecurity:
    case ETHER_TYPE.backboneBridge:
    case ETHER_TYPE.serviceHeader:
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
