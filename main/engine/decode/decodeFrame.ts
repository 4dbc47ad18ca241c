import type { Frame } from '../../../shared/capture/frame';
import type { LayerFault } from './fault';
import { readExtensionHeaders } from './ip/extensionHeaders';
import { nextOfProtocol } from './ip/ipProtocol';
import { readIp } from './ip/ipVersion';
import { readIpv4 } from './ip/ipv4';
import { readIpv6 } from './ip/ipv6';
import { type Next, undecoded } from './layer';
import { readEthernet } from './link/ethernet';
import { firstLayer } from './link/firstLayer';
import { readLinuxSll } from './link/linuxSll';
import { readLinuxSll2 } from './link/linuxSll2';
import { readLlc } from './link/llc';
import { readLoopback } from './link/loopback';
import { readVlan } from './link/vlan';
import type { DecodeOutcome, Packet } from './packet';
import { readTcp } from './transport/tcp';
import { readUdp } from './transport/udp';

/** Headers inside headers deeper than this are not followed. */
const MAX_LAYERS = 8;

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

/** Lower layers name what follows; only this chain knows who reads it. */
function readLayers(packet: Packet, first: Next): DecodeOutcome {
  let next = first;
  for (let depth = 0; depth <= MAX_LAYERS; depth += 1) {
    switch (next) {
      case 'ethernet':
        next = readEthernet(packet);
        break;
      case 'vlan':
        next = readVlan(packet);
        break;
      case 'llc':
        next = readLlc(packet);
        break;
      case 'linuxSll':
        next = readLinuxSll(packet);
        break;
      case 'linuxSll2':
        next = readLinuxSll2(packet);
        break;
      case 'loopback':
        next = readLoopback(packet);
        break;
      case 'ip':
        next = readIp(packet);
        break;
      case 'ipv4':
        next = readIpv4(packet);
        break;
      case 'ipv6':
        next = readIpv6(packet);
        break;
      case 'extensionHeaders':
        next = readExtensionHeaders(packet);
        break;
      case 'udpHeader':
        next = readUdp(packet);
        break;
      case 'tcpHeader':
        next = readTcp(packet);
        break;
      default:
        return next;
    }
  }
  return undecoded(packet, TOO_DEEP);
}

/**
 * Fills `packet` with what the frame's headers say, down to the transport payload, and tells how far that came.
 * Makes no object and no string; the packet's bytes are the frame's and hold as long as those do.
 */
export function decodeFrame(frame: Frame, packet: Packet): DecodeOutcome {
  packet.begin(frame.bytes, frame.start, frame.end);
  const first = firstLayer(frame.linkType);
  return first === null ? undecoded(packet, UNKNOWN_LINK_TYPE) : readLayers(packet, first);
}

/**
 * Reads the transport of a datagram that reassembly completed: bytes[payloadStart, payloadEnd) is the IP payload and
 * `protocol` names what it holds. Never answers `fragment`.
 */
export function decodeTransport(packet: Packet): DecodeOutcome {
  const outcome = readLayers(packet, nextOfProtocol(packet));
  if (outcome !== 'fragment') return outcome;
  packet.isFragment = false;
  return undecoded(packet, NESTED_FRAGMENT);
}
