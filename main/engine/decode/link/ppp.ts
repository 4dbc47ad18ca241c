import { u16 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { cutOff, type Next, undecoded } from '../layer';
import type { Packet } from '../packet';
import { nextOfEtherType } from './etherType';

/** Address "all stations" and control "unnumbered information" (RFC 1662 §3.1); links may agree to leave both away. */
const ADDRESS_AND_CONTROL = 0xff03;
/** Addresses of Cisco HDLC: to one station, to all. */
const CISCO_UNICAST = 0x0f00;
const CISCO_MULTICAST = 0x8f00;
const CISCO_HEADER_BYTES = 4;

/** Protocol numbers of PPP (IANA "PPP DLL Protocol Numbers"). */
export const PPP_PROTOCOL = { ipv4: 0x0021, ipv6: 0x0057, mpls: 0x0281, mplsMulticast: 0x0283 } as const;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'ppp', detail: 'the protocol field is cut off' };
const CISCO_CUT_OFF: LayerFault = {
  kind: 'truncated',
  layer: 'ciscoHdlc',
  detail: 'shorter than its header of 4 bytes',
};
const COMPRESSED: LayerFault = {
  kind: 'unsupported',
  layer: 'ppp',
  detail: 'compressed headers, compressed datagrams and multilink fragments are not read',
};

/** Compressed TCP and IP headers, multilink, compressed and encrypted datagrams: IP is in there, but not to be had. */
function isCompressed(protocol: number): boolean {
  switch (protocol) {
    case 0x002d:
    case 0x002f:
    case 0x003d:
    case 0x0053:
    case 0x0061:
    case 0x0063:
    case 0x0065:
    case 0x0067:
    case 0x00fd:
      return true;
    default:
      return false;
  }
}

function nextOfPppProtocol(packet: Packet, protocol: number): Next {
  switch (protocol) {
    case PPP_PROTOCOL.ipv4:
      return 'ipv4';
    case PPP_PROTOCOL.ipv6:
      return 'ipv6';
    case PPP_PROTOCOL.mpls:
    case PPP_PROTOCOL.mplsMulticast:
      return 'mpls';
    default:
      return isCompressed(protocol) ? undecoded(packet, COMPRESSED) : 'notIp';
  }
}

/**
 * PPP (RFC 1661 §2, RFC 1662 §3.1). An odd first byte is the whole of a compressed protocol field.
 *
 *     | (address 8) | (control 8) | protocol 8 or 16 |
 */
export function readPpp(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  let at = start;
  if (end - at >= 2 && u16(bytes, at) === ADDRESS_AND_CONTROL) at += 2;
  if (end - at < 1) return cutOff(packet, CUT_OFF);
  if ((bytes[at]! & 1) === 1) {
    packet.payloadStart = at + 1;
    return nextOfPppProtocol(packet, bytes[at]!);
  }
  if (end - at < 2) return cutOff(packet, CUT_OFF);
  packet.payloadStart = at + 2;
  return nextOfPppProtocol(packet, u16(bytes, at));
}

/** Whether bytes[start, end) begin like PPP that carries IP or what sets a link up. */
export function looksLikePpp(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 2) return false;
  const first = u16(bytes, start);
  if (first === ADDRESS_AND_CONTROL) return true;
  if (bytes[start] === PPP_PROTOCOL.ipv4 || bytes[start] === PPP_PROTOCOL.ipv6) return true;
  if (first === PPP_PROTOCOL.ipv4 || first === PPP_PROTOCOL.ipv6) return true;
  // LCP, PAP, CHAP; IPCP and IPv6CP.
  return first === 0xc021 || first === 0xc023 || first === 0xc223 || first === 0x8021 || first === 0x8057;
}

/** Cisco HDLC, LINKTYPE_C_HDLC (104): | address 8 | control 8 | EtherType 16 | */
export function readCiscoHdlc(packet: Packet): Next {
  const start = packet.payloadStart;
  if (packet.payloadEnd - start < CISCO_HEADER_BYTES) return cutOff(packet, CISCO_CUT_OFF);
  packet.payloadStart = start + CISCO_HEADER_BYTES;
  return nextOfEtherType(packet, u16(packet.bytes, start + 2));
}

/** LINKTYPE_PPP (9) and LINKTYPE_PPP_HDLC (50): PPP, or Cisco HDLC where the address is one of its own. */
export function readPppLink(packet: Packet): Next {
  if (packet.payloadEnd - packet.payloadStart < 2) return 'ppp';
  const first = u16(packet.bytes, packet.payloadStart);
  return first === CISCO_UNICAST || first === CISCO_MULTICAST ? 'ciscoHdlc' : 'ppp';
}
