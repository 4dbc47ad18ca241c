import type { LayerFault } from '../fault';
import { cutOff, type Next, undecoded } from '../layer';
import type { Packet } from '../packet';

const EMPTY: LayerFault = { kind: 'truncated', layer: 'ip', detail: 'no byte of the IP header was captured' };
const UNKNOWN_VERSION: LayerFault = { kind: 'malformed', layer: 'ip', detail: 'neither version 4 nor version 6' };

/** Links that carry IP alone leave it to the first four bits which version. */
export function readIp(packet: Packet): Next {
  if (packet.payloadStart >= packet.payloadEnd) return cutOff(packet, EMPTY);
  switch (packet.bytes[packet.payloadStart]! >>> 4) {
    case 4:
      return 'ipv4';
    case 6:
      return 'ipv6';
    default:
      return undecoded(packet, UNKNOWN_VERSION);
  }
}
