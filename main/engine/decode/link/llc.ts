import { u16, u32 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { cutOff, type Next } from '../layer';
import type { Packet } from '../packet';
import { readTypeOrLength } from './etherType';

const LLC_BYTES = 3;
const SNAP_BYTES = 8;
const SNAP_ACCESS_POINTS = 0xaaaa;
const IP_ACCESS_POINTS = 0x0606;
const UNNUMBERED_INFORMATION = 0x03;

/** Organisation codes behind which an EtherType stands: RFC 1042, and 802.1H bridges. */
const ENCAPSULATED_ETHERNET = 0x000000;
const BRIDGE_TUNNEL = 0x0000f8;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'llc', detail: 'the LLC or SNAP header is cut off' };

/**
 * IEEE 802.2 LLC, with SNAP (RFC 1042):
 *
 *     | DSAP 8 | SSAP 8 | control 8 | organisation 24 | EtherType 16 |
 */
export function readLlc(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (end - start < LLC_BYTES) return cutOff(packet, CUT_OFF);

  const accessPoints = u16(bytes, start);
  if (bytes[start + 2] !== UNNUMBERED_INFORMATION) return 'notIp';
  if (accessPoints === IP_ACCESS_POINTS) {
    packet.payloadStart = start + LLC_BYTES;
    return 'ip';
  }
  if (accessPoints !== SNAP_ACCESS_POINTS) return 'notIp';
  if (end - start < SNAP_BYTES) return cutOff(packet, CUT_OFF);

  const organisation = u32(bytes, start + 2) & 0xffffff;
  if (organisation !== ENCAPSULATED_ETHERNET && organisation !== BRIDGE_TUNNEL) return 'notIp';
  packet.payloadStart = start + SNAP_BYTES - 2;
  return readTypeOrLength(packet);
}
