import { u16 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { cutOff, intoTunnel, type Next, undecoded } from '../layer';
import type { Packet } from '../packet';

const SECOND_TYPE_BYTES = 8;
const THIRD_TYPE_BYTES = 12;
const PLATFORM_BYTES = 8;
const SESSION_MASK = 0x03ff;
const HAS_PLATFORM = 0x01;
const FRAME_TYPE_IP = 2;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'erspan', detail: 'the header is cut off' };
const UNKNOWN_VERSION: LayerFault = { kind: 'unsupported', layer: 'erspan', detail: 'neither type II nor type III' };
const UNKNOWN_FRAME: LayerFault = {
  kind: 'unsupported',
  layer: 'erspan',
  detail: 'what was mirrored is neither an Ethernet frame nor an IP packet',
};

/** Length of the header that begins with this version (1 is type II, 2 type III) and, in type III, this flag byte; 0: unknown. */
function erspanHeaderBytes(version: number, flags: number): number {
  if (version === 1) return SECOND_TYPE_BYTES;
  if (version !== 2) return 0;
  return (flags & HAS_PLATFORM) === 0 ? THIRD_TYPE_BYTES : THIRD_TYPE_BYTES + PLATFORM_BYTES;
}

/** What type III says was mirrored. */
const erspanFrameType = (bytes: Uint8Array, start: number): number => (u16(bytes, start + 10) >>> 10) & 0x1f;

/**
 * ERSPAN types II and III (draft-foschiano-erspan §4), behind GRE. The timestamp and all below it stand in type III only,
 * which may go on with 8 bytes of the switch's own (O).
 *
 *     | Version 4 |   VLAN 12   | class 3 | 3 | T 1 |  Session 10  |
 *     |       type II: reserved 12, index 20 · III: timestamp 32   |
 *     | Group tag 16 | P 1 | frame type 5 | hardware 6 | D 1 | granularity 2 | O 1 |
 */
export function readErspan(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (end - start < SECOND_TYPE_BYTES) return cutOff(packet, CUT_OFF);
  const version = bytes[start]! >>> 4;
  if (version === 2 && end - start < THIRD_TYPE_BYTES) return cutOff(packet, CUT_OFF);
  const headerBytes = erspanHeaderBytes(version, version === 2 ? bytes[start + 11]! : 0);
  if (headerBytes === 0) return undecoded(packet, UNKNOWN_VERSION);
  if (end - start < headerBytes) return cutOff(packet, CUT_OFF);

  packet.payloadStart = start + headerBytes;
  const frameType = version === 2 ? erspanFrameType(bytes, start) : 0;
  const next = intoTunnel(packet, 'erspan', u16(bytes, start + 2) & SESSION_MASK, 'ethernet');
  if (next !== 'ethernet' || frameType === 0) return next;
  return frameType === FRAME_TYPE_IP ? 'ip' : undecoded(packet, UNKNOWN_FRAME);
}
