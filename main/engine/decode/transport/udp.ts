import { u16 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { cutOff, type Next } from '../layer';
import type { Packet } from '../packet';
import { nextOfUdpPorts } from './udpTunnel';

const HEADER_BYTES = 8;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'udp', detail: 'shorter than its header of 8 bytes' };
export const UDP_WRONG_LENGTH: LayerFault = { kind: 'malformed', layer: 'udp', detail: 'length below its own header' };

/**
 * UDP (RFC 768): | source port 16 | destination port 16 | length 16 | checksum 16 |
 *
 * A length that cannot be (0 from offload and jumbograms, or below 8) leaves the payload as long as IP made it.
 */
export function readUdp(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (end - start < HEADER_BYTES) return cutOff(packet, CUT_OFF);
  packet.sourcePort = u16(bytes, start);
  packet.destinationPort = u16(bytes, start + 2);
  packet.transportStart = start;
  packet.payloadStart = start + HEADER_BYTES;

  const lengthBytes = u16(bytes, start + 4);
  if (lengthBytes > end - start) packet.truncated = true;
  else if (lengthBytes >= HEADER_BYTES) packet.payloadEnd = start + lengthBytes;
  else if (lengthBytes !== 0) packet.fault = UDP_WRONG_LENGTH;
  return nextOfUdpPorts(packet.sourcePort, packet.destinationPort);
}
