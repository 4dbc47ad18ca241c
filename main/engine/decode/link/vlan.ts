import { u16 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { cutOff, type Next, undecoded } from '../layer';
import { MAX_VLAN_TAGS, type Packet } from '../packet';
import { readTypeOrLength } from './etherType';

const TAG_BYTES = 4;
const ID_MASK = 0x0fff;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'vlan', detail: 'a tag is cut off' };
const TOO_MANY: LayerFault = { kind: 'unsupported', layer: 'vlan', detail: `more than ${MAX_VLAN_TAGS} tags` };

/**
 * A stack of IEEE 802.1Q tags, outermost first; the tag's own type (8100, 88a8, 9100) is already behind us.
 *
 *     | priority 3 | drop eligible 1 | VLAN id 12 | type or length 16 |
 */
export function readVlan(packet: Packet): Next {
  let next: Next = 'vlan';
  while (next === 'vlan') {
    if (packet.payloadEnd - packet.payloadStart < TAG_BYTES) return cutOff(packet, CUT_OFF);
    if (packet.vlanCount === MAX_VLAN_TAGS) return undecoded(packet, TOO_MANY);
    packet.vlanIds[packet.vlanCount] = u16(packet.bytes, packet.payloadStart) & ID_MASK;
    packet.vlanCount += 1;
    packet.payloadStart += 2;
    next = readTypeOrLength(packet);
  }
  return next;
}
