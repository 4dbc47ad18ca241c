import type { LayerFault } from '../fault';
import { cutOff, type Next } from '../layer';
import type { Packet } from '../packet';
import { readTypeOrLength } from './etherType';

const ADDRESSES_BYTES = 12;
const HEADER_BYTES = 14;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'ethernet', detail: 'shorter than its header of 14 bytes' };

/**
 * Ethernet II and IEEE 802.3: destination (6), source (6), type or length (2).
 */
export function readEthernet(packet: Packet): Next {
  if (packet.payloadEnd - packet.payloadStart < HEADER_BYTES) return cutOff(packet, CUT_OFF);
  packet.payloadStart += ADDRESSES_BYTES;
  return readTypeOrLength(packet);
}
