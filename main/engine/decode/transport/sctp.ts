import { u16 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { cutOff, type Next } from '../layer';
import { IP_PROTOCOL, type Packet } from '../packet';
import { isWholeSctp } from './wholeTransport';

const HEADER_BYTES = 12;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'sctp', detail: 'shorter than its header of 12 bytes' };

/**
 * The common header of SCTP (RFC 9260 §3.1); the payload is the chunks.
 *
 *     |         Source port           |       Destination port        |
 *     |                       Verification tag                        |
 *     |                           Checksum                            |
 */
export function readSctp(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (end - start < HEADER_BYTES) return cutOff(packet, CUT_OFF);
  packet.sourcePort = u16(bytes, start);
  packet.destinationPort = u16(bytes, start + 2);
  packet.transportStart = start;
  packet.payloadStart = start + HEADER_BYTES;
  return 'sctp';
}

/** SCTP in UDP (RFC 6951 §4), where the chunks fill the datagram; protocol and ports become those of SCTP. */
export function readSctpInUdp(packet: Packet): Next {
  if (!isWholeSctp(packet.bytes, packet.payloadStart, packet.payloadEnd)) return 'udp';
  packet.protocol = IP_PROTOCOL.sctp;
  return 'sctpHeader';
}
