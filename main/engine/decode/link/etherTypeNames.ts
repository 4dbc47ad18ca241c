import { ETHER_TYPE } from './etherType';
import { hex16 } from '../hexNumber';

const NAMES = new Map<number, string>([
  [ETHER_TYPE.ipv4, 'IPv4'],
  [ETHER_TYPE.arp, 'ARP'],
  [ETHER_TYPE.transparentBridging, 'Ethernet frame'],
  [ETHER_TYPE.reverseArp, 'Reverse ARP'],
  [ETHER_TYPE.vlan, 'VLAN tag (802.1Q)'],
  [ETHER_TYPE.ipv6, 'IPv6'],
  [ETHER_TYPE.slow, 'Slow protocols (LACP)'],
  [ETHER_TYPE.ppp, 'PPP'],
  [ETHER_TYPE.mpls, 'MPLS'],
  [ETHER_TYPE.mplsUpstream, 'MPLS, upstream-assigned labels'],
  [ETHER_TYPE.pppoeDiscovery, 'PPPoE discovery'],
  [ETHER_TYPE.pppoe, 'PPPoE session'],
  [ETHER_TYPE.authentication, 'Port authentication (802.1X)'],
  [ETHER_TYPE.serviceVlan, 'Service VLAN tag (802.1ad)'],
  [ETHER_TYPE.linkLayerDiscovery, 'LLDP'],
  [ETHER_TYPE.macSecurity, 'MACsec'],
  [ETHER_TYPE.backboneBridge, 'Provider backbone bridge'],
  [ETHER_TYPE.preciseTime, 'Precision time protocol'],
  [ETHER_TYPE.connectivityFault, 'Connectivity fault management'],
  [ETHER_TYPE.serviceHeader, 'Network service header'],
  [ETHER_TYPE.loop, 'Loopback test'],
  [ETHER_TYPE.oldServiceVlan, 'Service VLAN tag (9100)'],
  [0x88be, 'ERSPAN'],
  [0x22eb, 'ERSPAN III'],
]);

/** An EtherType by name and number: `IPv4 (0x0800)`. */
export function describeEtherType(etherType: number): string {
  const name = NAMES.get(etherType);
  return name === undefined ? hex16(etherType) : `${name} (${hex16(etherType)})`;
}

/** The same field of a frame that may be one of IEEE 802.3. */
export const describeTypeOrLength = (value: number): string =>
  value > 1500 ? describeEtherType(value) : `${value} bytes (802.3 length)`;
