import { u16, u32 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { cutOff, intoTunnel, type Next, undecoded } from '../layer';
import { ETHER_TYPE, nextOfEtherType } from '../link/etherType';
import { NO_TUNNEL_ID, type Packet } from '../packet';

const MIN_HEADER_BYTES = 4;

/** First 16 bits of the header (RFC 2784, RFC 2890; acknowledgment: RFC 2637). */
export const GRE_FLAG = {
  checksum: 0x8000,
  routing: 0x4000,
  key: 0x2000,
  sequence: 0x1000,
  acknowledgment: 0x0080,
} as const;
const VERSION_MASK = 0x0007;
export const POINT_TO_POINT_TUNNELLING = 1;

/** Types that only stand in GRE. */
const GRE_TYPE = { erspan: 0x88be, erspan3: 0x22eb } as const;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'gre', detail: 'the header is cut off' };
const UNKNOWN_VERSION: LayerFault = { kind: 'unsupported', layer: 'gre', detail: 'neither version 0 nor version 1' };
const ROUTED: LayerFault = { kind: 'unsupported', layer: 'gre', detail: 'source routing (RFC 1701) is not read' };
const NOT_PPP: LayerFault = { kind: 'malformed', layer: 'gre', detail: 'version 1 without a key, or not with PPP' };
const UNKNOWN_PAYLOAD: LayerFault = { kind: 'unsupported', layer: 'gre', detail: 'its protocol type is not read' };

export const greVersion = (flags: number): number => flags & VERSION_MASK;

/** Length of a header without routing entries. */
function greHeaderBytes(flags: number): number {
  let lengthBytes = MIN_HEADER_BYTES;
  if ((flags & GRE_FLAG.checksum) !== 0) lengthBytes += 4;
  if ((flags & GRE_FLAG.key) !== 0) lengthBytes += 4;
  if ((flags & GRE_FLAG.sequence) !== 0) lengthBytes += 4;
  if (greVersion(flags) === POINT_TO_POINT_TUNNELLING && (flags & GRE_FLAG.acknowledgment) !== 0) lengthBytes += 4;
  return lengthBytes;
}

/** PPTP (RFC 2637 §4.1): the key is a length and a call; without a sequence number there is nothing but an acknowledgment. */
function readPointToPoint(packet: Packet, flags: number, type: number): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (type !== ETHER_TYPE.ppp || (flags & GRE_FLAG.key) === 0) return undecoded(packet, NOT_PPP);
  if ((flags & GRE_FLAG.sequence) === 0) return 'other';
  packet.payloadStart = start + greHeaderBytes(flags);
  const lengthBytes = u16(bytes, start + 4);
  if (lengthBytes > end - packet.payloadStart) packet.truncated = true;
  else packet.payloadEnd = packet.payloadStart + lengthBytes;
  return intoTunnel(packet, 'gre', u16(bytes, start + 6), 'ppp');
}

function keyOf({ bytes }: Packet, start: number, flags: number): number {
  if ((flags & GRE_FLAG.key) === 0) return NO_TUNNEL_ID;
  return u32(bytes, start + ((flags & GRE_FLAG.checksum) === 0 ? 4 : 8));
}

/** ERSPAN type I has no sequence number and no header of its own; types II and III have both. */
function readMirror(packet: Packet, flags: number, type: number): Next {
  packet.payloadStart += greHeaderBytes(flags);
  const isFirstType = type === GRE_TYPE.erspan && (flags & GRE_FLAG.sequence) === 0;
  return isFirstType ? intoTunnel(packet, 'erspan', NO_TUNNEL_ID, 'ethernet') : 'erspan';
}

function readGeneric(packet: Packet, flags: number, type: number): Next {
  if (type === GRE_TYPE.erspan || type === GRE_TYPE.erspan3) return readMirror(packet, flags, type);
  const next = nextOfEtherType(packet, type);
  if (next === 'notIp') {
    packet.fault = UNKNOWN_PAYLOAD;
    return 'other';
  }
  const start = packet.payloadStart;
  packet.payloadStart = start + greHeaderBytes(flags);
  return intoTunnel(packet, 'gre', keyOf(packet, start, flags), next);
}

/**
 * GRE (RFC 2784, RFC 2890), and version 1 as PPTP uses it (RFC 2637):
 *
 *      0                   1                   2                   3
 *     |C|R|K|S|s|Recur|A| Flags | Ver |       Protocol type           |
 *     |     Checksum (optional)       |     Reserved (optional)       |
 *     |                        Key (optional)                         |
 *     |                  Sequence number (optional)                   |
 *     |          Acknowledgment number (optional, version 1)          |
 */
export function readGre(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (end - start < MIN_HEADER_BYTES) return cutOff(packet, CUT_OFF);
  const flags = u16(bytes, start);
  if (greVersion(flags) > POINT_TO_POINT_TUNNELLING) return undecoded(packet, UNKNOWN_VERSION);
  if ((flags & GRE_FLAG.routing) !== 0) return undecoded(packet, ROUTED);
  if (end - start < greHeaderBytes(flags)) return cutOff(packet, CUT_OFF);
  const type = u16(bytes, start + 2);
  return greVersion(flags) === 0 ? readGeneric(packet, flags, type) : readPointToPoint(packet, flags, type);
}
