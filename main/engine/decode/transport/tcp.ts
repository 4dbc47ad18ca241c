import { u16 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { cutOff, type Next, undecoded } from '../layer';
import type { Packet } from '../packet';

const MIN_HEADER_BYTES = 20;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'tcp', detail: 'the header is cut off' };
const SHORT_HEADER: LayerFault = { kind: 'malformed', layer: 'tcp', detail: 'data offset below 20 bytes' };

/**
 * TCP (RFC 9293 §3.1): ports here; sequence numbers and flags stay where they are, from `transportStart`.
 *
 *     |         Source port           |       Destination port        |
 *     |                        Sequence number                        |
 *     |                    Acknowledgment number                      |
 *     | Offset| Rsrvd |     Flags     |            Window             |
 */
export function readTcp(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (end - start < MIN_HEADER_BYTES) return cutOff(packet, CUT_OFF);
  const headerBytes = (bytes[start + 12]! >>> 4) * 4;
  if (headerBytes < MIN_HEADER_BYTES) return undecoded(packet, SHORT_HEADER);
  if (end - start < headerBytes) return cutOff(packet, CUT_OFF);

  packet.sourcePort = u16(bytes, start);
  packet.destinationPort = u16(bytes, start + 2);
  packet.transportStart = start;
  packet.payloadStart = start + headerBytes;
  return 'tcp';
}
