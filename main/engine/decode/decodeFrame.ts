import type { Frame } from '../../../shared/capture/frame';
import type { LayerFault } from './fault';
import { readExtensionHeaders } from './ip/extensionHeaders';
import { nextOfProtocol } from './ip/ipProtocol';
import { readIp } from './ip/ipVersion';
import { readIpv4 } from './ip/ipv4';
import { readIpv6 } from './ip/ipv6';
import { type Layer, type Next, undecoded } from './layer';
import { readEthernet } from './link/ethernet';
import { firstLayer } from './link/firstLayer';
import { readLinuxSll } from './link/linuxSll';
import { readLinuxSll2 } from './link/linuxSll2';
import { readLlc } from './link/llc';
import { readLoopback } from './link/loopback';
import { readCiscoHdlc, readPpp, readPppLink } from './link/ppp';
import { readRadiotap, readWlanCapture } from './link/radiotap';
import { readVlan } from './link/vlan';
import { readWlan } from './link/wlan';
import type { DecodeOutcome, Packet } from './packet';
import { readSctp, readSctpInUdp } from './transport/sctp';
import { readTcp } from './transport/tcp';
import { readUdp } from './transport/udp';
import { readErspan } from './tunnel/erspan';
import { readEsp, readEspInUdp } from './tunnel/esp';
import { readGeneve } from './tunnel/geneve';
import { readGre } from './tunnel/gre';
import { readGtpU } from './tunnel/gtpU';
import { readL2tp } from './tunnel/l2tp';
import { readMpls } from './tunnel/mpls';
import { readPppoe } from './tunnel/pppoe';
import { readTzsp } from './tunnel/tzsp';
import { readVxlan } from './tunnel/vxlan';

/** Enough for eight tunnels, each with a link, tags, IP with extension headers, UDP and a header of its own. */
const MAX_LAYERS = 96;

const UNKNOWN_LINK_TYPE: LayerFault = {
  kind: 'unsupported',
  layer: 'link',
  detail: 'frames of this link type are not read',
};
const TOO_DEEP: LayerFault = { kind: 'unsupported', layer: 'link', detail: `more than ${MAX_LAYERS} nested headers` };
const NESTED_FRAGMENT: LayerFault = {
  kind: 'malformed',
  layer: 'ipv6',
  detail: 'a fragment header inside a reassembled datagram',
};

/**
 * Is told of each layer that was read: it had bytes[start, end) before it. Its header ends where the packet's payload begins now;
 * a layer that could not be read, or that only chose another one, has left the payload where it was.
 */
export type LayerObserver = (layer: Layer, start: number, end: number) => void;

/** Lower layers name what follows; only this chain knows who reads it. What is most frequent stands first. */
function readLayers(packet: Packet, first: Next, observer: LayerObserver | null): DecodeOutcome {
  let next = first;
  for (let depth = 0; depth <= MAX_LAYERS; depth += 1) {
    const layer = next;
    const { payloadStart: start, payloadEnd: end } = packet;
    switch (layer) {
      case 'ethernet':
        next = readEthernet(packet);
        break;
      case 'ipv4':
        next = readIpv4(packet);
        break;
      case 'udpHeader':
        next = readUdp(packet);
        break;
      case 'udp':
        return 'udp';
      case 'tcpHeader':
        next = readTcp(packet);
        break;
      case 'tcp':
        return 'tcp';
      case 'vlan':
        next = readVlan(packet);
        break;
      case 'linuxSll':
        next = readLinuxSll(packet);
        break;
      case 'linuxSll2':
        next = readLinuxSll2(packet);
        break;
      case 'ipv6':
        next = readIpv6(packet);
        break;
      case 'ip':
        next = readIp(packet);
        break;
      case 'loopback':
        next = readLoopback(packet);
        break;
      case 'extensionHeaders':
        next = readExtensionHeaders(packet);
        break;
      case 'gtpU':
        next = readGtpU(packet);
        break;
      case 'vxlan':
        next = readVxlan(packet);
        break;
      case 'mpls':
        next = readMpls(packet);
        break;
      case 'gre':
        next = readGre(packet);
        break;
      case 'erspan':
        next = readErspan(packet);
        break;
      case 'pppoe':
        next = readPppoe(packet);
        break;
      case 'ppp':
        next = readPpp(packet);
        break;
      case 'geneve':
        next = readGeneve(packet);
        break;
      case 'esp':
        next = readEsp(packet);
        break;
      case 'espInUdp':
        next = readEspInUdp(packet);
        break;
      case 'sctpHeader':
        next = readSctp(packet);
        break;
      case 'sctpInUdp':
        next = readSctpInUdp(packet);
        break;
      case 'l2tp':
        next = readL2tp(packet);
        break;
      case 'tzsp':
        next = readTzsp(packet);
        break;
      case 'llc':
        next = readLlc(packet);
        break;
      case 'wlan':
        next = readWlan(packet);
        break;
      case 'radiotap':
        next = readRadiotap(packet);
        break;
      case 'wlanCapture':
        next = readWlanCapture(packet);
        break;
      case 'pppLink':
        next = readPppLink(packet);
        break;
      case 'ciscoHdlc':
        next = readCiscoHdlc(packet);
        break;
      default:
        return layer;
    }
    if (observer !== null) observer(layer, start, end);
  }
  return undecoded(packet, TOO_DEEP);
}

/**
 * Fills `packet` with what the frame's headers say, down to the transport payload of the innermost packet, and tells how far that
 * came. Makes no object and no string; the packet's bytes are the frame's and hold as long as those do.
 */
export function decodeFrame(frame: Frame, packet: Packet, observer: LayerObserver | null = null): DecodeOutcome {
  packet.begin(frame.bytes, frame.start, frame.end);
  const first = firstLayer(frame.linkType);
  return first === null ? undecoded(packet, UNKNOWN_LINK_TYPE) : readLayers(packet, first, observer);
}

/**
 * Reads on in a datagram that reassembly completed: bytes[payloadStart, payloadEnd) is the IP payload and `protocol` names what it
 * holds. Answers `fragment` again only for a fragment inside of a tunnel that the datagram carried: tunnels are numbered, so a
 * caller that goes on reassembling comes to an end.
 */
export function decodeTransport(packet: Packet, observer: LayerObserver | null = null): DecodeOutcome {
  const outside = packet.tunnelCount;
  const outcome = readLayers(packet, nextOfProtocol(packet), observer);
  if (outcome !== 'fragment' || packet.tunnelCount > outside) return outcome;
  packet.isFragment = false;
  return undecoded(packet, NESTED_FRAGMENT);
}

/** Reads the IP packet in bytes[start, end), one that an ICMP error quotes for example. */
export function decodeIp(packet: Packet, bytes: Uint8Array, start: number, end: number): DecodeOutcome {
  packet.begin(bytes, start, end);
  return readLayers(packet, 'ip', null);
}
