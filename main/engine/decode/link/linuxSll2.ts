import { u16, u32 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { cutOff, type Next } from '../layer';
import type { Packet } from '../packet';
import { nextOfLinuxProtocol } from './linuxProtocol';

const HEADER_BYTES = 20;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'linuxSll2', detail: 'shorter than its header of 20 bytes' };

/**
 * Linux cooked capture version 2, LINKTYPE_LINUX_SLL2 (276):
 *
 *     | protocol 16 | reserved 16 | interface 32 | hardware type 16 | packet type 8 | address length 8 | address 64 |
 */
export function readLinuxSll2(packet: Packet): Next {
  const start = packet.payloadStart;
  if (packet.payloadEnd - start < HEADER_BYTES) return cutOff(packet, CUT_OFF);
  packet.linkInterface = u32(packet.bytes, start + 4);
  packet.payloadStart = start + HEADER_BYTES;
  return nextOfLinuxProtocol(packet, u16(packet.bytes, start + 8), start);
}
