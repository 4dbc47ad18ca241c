import { u16 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { cutOff, type Next } from '../layer';
import type { Packet } from '../packet';
import { nextOfLinuxProtocol } from './linuxProtocol';

const HEADER_BYTES = 16;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'linuxSll', detail: 'shorter than its header of 16 bytes' };

/**
 * Linux cooked capture, LINKTYPE_LINUX_SLL (113):
 *
 *     | packet type 16 | hardware type 16 | address length 16 | address 64 | protocol 16 |
 */
export function readLinuxSll(packet: Packet): Next {
  const start = packet.payloadStart;
  if (packet.payloadEnd - start < HEADER_BYTES) return cutOff(packet, CUT_OFF);
  packet.payloadStart = start + HEADER_BYTES;
  return nextOfLinuxProtocol(packet, u16(packet.bytes, start + 2), start + 14);
}
