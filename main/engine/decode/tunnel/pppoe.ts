import { u16 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { cutOff, intoTunnel, type Next, undecoded } from '../layer';
import type { Packet } from '../packet';

const HEADER_BYTES = 6;
const VERSION_AND_TYPE = 0x11;
const SESSION_DATA = 0;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'pppoe', detail: 'shorter than its header of 6 bytes' };
const WRONG_VERSION: LayerFault = { kind: 'malformed', layer: 'pppoe', detail: 'version and type are not 1' };

/**
 * A PPPoE session (RFC 2516 §4). The length cuts off the padding of short Ethernet frames.
 *
 *     | version 4 | type 4 | code 8 | session 16 | length 16 |
 */
export function readPppoe(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (end - start < HEADER_BYTES) return cutOff(packet, CUT_OFF);
  if (bytes[start] !== VERSION_AND_TYPE) return undecoded(packet, WRONG_VERSION);
  if (bytes[start + 1] !== SESSION_DATA) return 'notIp';

  packet.payloadStart = start + HEADER_BYTES;
  const lengthBytes = u16(bytes, start + 4);
  if (lengthBytes > end - packet.payloadStart) packet.truncated = true;
  else packet.payloadEnd = packet.payloadStart + lengthBytes;
  return intoTunnel(packet, 'pppoe', u16(bytes, start + 2), 'ppp');
}
