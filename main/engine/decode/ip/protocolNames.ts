/** Protocol numbers (IANA) that are met where SIP is. */
const NAMES = new Map<number, string>([
  [0, 'Hop-by-hop options'],
  [1, 'ICMP'],
  [2, 'IGMP'],
  [4, 'IPv4'],
  [6, 'TCP'],
  [17, 'UDP'],
  [41, 'IPv6'],
  [43, 'Routing'],
  [44, 'Fragment'],
  [46, 'RSVP'],
  [47, 'GRE'],
  [50, 'ESP'],
  [51, 'Authentication header'],
  [58, 'ICMPv6'],
  [59, 'No next header'],
  [60, 'Destination options'],
  [88, 'EIGRP'],
  [89, 'OSPF'],
  [97, 'EtherIP'],
  [103, 'PIM'],
  [112, 'VRRP'],
  [115, 'L2TP'],
  [132, 'SCTP'],
  [135, 'Mobility'],
  [136, 'UDP-Lite'],
  [137, 'MPLS'],
  [139, 'Host identity'],
  [140, 'Shim6'],
]);

/** The protocol's name alone, for headers that are named after it. */
export const protocolName = (protocol: number): string => NAMES.get(protocol) ?? `protocol ${protocol}`;

/** A protocol by name and number: `UDP (17)`. */
export function describeProtocol(protocol: number): string {
  const name = NAMES.get(protocol);
  return name === undefined ? String(protocol) : `${name} (${protocol})`;
}
