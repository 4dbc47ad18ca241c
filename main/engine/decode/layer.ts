import type { LayerFault } from './fault';
import type { DecodeOutcome, Packet } from './packet';

/** The layers that the chain can read; each has a file of its own. */
export type Layer =
  | 'ethernet'
  | 'vlan'
  | 'llc'
  | 'linuxSll'
  | 'linuxSll2'
  | 'loopback'
  | 'ip'
  | 'ipv4'
  | 'ipv6'
  | 'extensionHeaders'
  | 'udpHeader'
  | 'tcpHeader';

/** What a layer says of the bytes behind its header: the layer that reads them, or that the chain has come to its end. */
export type Next = Layer | DecodeOutcome;

/** Ends the chain with a reason. */
export function undecoded(packet: Packet, fault: LayerFault): 'undecoded' {
  packet.fault = fault;
  return 'undecoded';
}

/** Ends the chain in a header that is longer than what was captured. */
export function cutOff(packet: Packet, fault: LayerFault): 'undecoded' {
  packet.truncated = true;
  return undecoded(packet, fault);
}
