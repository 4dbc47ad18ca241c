import { intoTunnel, type Next } from '../layer';
import { IP_PROTOCOL, NO_TUNNEL_ID, type Packet } from '../packet';

/** Extension headers of IPv6 by their protocol number (RFC 8200 §4, RFC 7045); AH stands behind IPv4 as well. */
export const EXTENSION = {
  hopByHop: 0,
  routing: 43,
  fragment: 44,
  authentication: 51,
  destinationOptions: 60,
  mobility: 135,
  hostIdentity: 139,
  shim6: 140,
} as const;

function isIpv6Extension(protocol: number): boolean {
  switch (protocol) {
    case EXTENSION.hopByHop:
    case EXTENSION.routing:
    case EXTENSION.fragment:
    case EXTENSION.destinationOptions:
    case EXTENSION.mobility:
    case EXTENSION.hostIdentity:
    case EXTENSION.shim6:
      return true;
    default:
      return false;
  }
}

/** What is neither of the two transports of nearly all packets. */
function nextOfRareProtocol(packet: Packet): Next {
  packet.transportStart = packet.payloadStart;
  switch (packet.protocol) {
    case IP_PROTOCOL.icmp:
      return packet.ipVersion === 4 ? 'icmp' : 'other';
    case IP_PROTOCOL.icmpV6:
      return packet.ipVersion === 6 ? 'icmp' : 'other';
    case IP_PROTOCOL.sctp:
      return 'sctpHeader';
    case IP_PROTOCOL.ipv4:
      return intoTunnel(packet, 'ipInIp', NO_TUNNEL_ID, 'ipv4');
    case IP_PROTOCOL.ipv6:
      return intoTunnel(packet, 'ipInIp', NO_TUNNEL_ID, 'ipv6');
    case IP_PROTOCOL.gre:
      return 'gre';
    case IP_PROTOCOL.esp:
      return 'esp';
    case IP_PROTOCOL.mpls:
      return 'mpls';
    default:
      return 'other';
  }
}

/** The layer that reads the packet's protocol. Unread ones are `other`: the payload is theirs, header and all. */
export function nextOfProtocol(packet: Packet): Next {
  const protocol = packet.protocol;
  if (protocol === IP_PROTOCOL.udp) return 'udpHeader';
  if (protocol === IP_PROTOCOL.tcp) return 'tcpHeader';
  if (protocol === EXTENSION.authentication) return 'extensionHeaders';
  if (packet.ipVersion === 6 && isIpv6Extension(protocol)) return 'extensionHeaders';
  return nextOfRareProtocol(packet);
}
