import type { TunnelKind } from '../../../shared/capture/tunnelKinds';
import type { LayerFault } from './fault';
import { type DecodeOutcome, MAX_TUNNELS, type Packet } from './packet';

/** The layers that the chain can read; each has a file of its own. */
export type Layer =
  | 'ethernet'
  | 'vlan'
  | 'llc'
  | 'linuxSll'
  | 'linuxSll2'
  | 'loopback'
  | 'pppLink'
  | 'ciscoHdlc'
  | 'radiotap'
  | 'wlanCapture'
  | 'wlan'
  | 'mpls'
  | 'pppoe'
  | 'ppp'
  | 'ip'
  | 'ipv4'
  | 'ipv6'
  | 'extensionHeaders'
  | 'udpHeader'
  | 'tcpHeader'
  | 'sctpHeader'
  | 'sctpInUdp'
  | 'gre'
  | 'erspan'
  | 'esp'
  | 'espInUdp'
  | 'vxlan'
  | 'geneve'
  | 'gtpU'
  | 'tzsp'
  | 'l2tp';

/** What a layer says of the bytes behind its header: the layer that reads them, or that the chain has come to its end. */
export type Next = Layer | DecodeOutcome;

const TOO_MANY_TUNNELS: LayerFault = {
  kind: 'unsupported',
  layer: 'tunnel',
  detail: `more than ${MAX_TUNNELS} tunnels in one another`,
};

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

/** Goes on with `next` inside of a tunnel whose header is behind us; ends the chain where tunnels are too many. */
export function intoTunnel(packet: Packet, kind: TunnelKind, id: number, next: Next): Next {
  return packet.enterTunnel(kind, id) ? next : undecoded(packet, TOO_MANY_TUNNELS);
}
