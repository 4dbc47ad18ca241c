import { u16 } from '../bigEndian';
import { intoTunnel, type Next } from '../layer';
import { isKnownEtherType } from '../link/etherType';
import { NO_TUNNEL_ID, type Packet } from '../packet';

const TZSP_HEADER_BYTES = 4;
const VERSION = 1;
/** A received frame, and one to be sent. */
const MAX_TYPE = 1;
const ETHERNET = 1;
const WLAN = 18;
const ETHERNET_BYTES = 14;

export const TZSP_TAG = { padding: 0, end: 1 } as const;

/** Where the tagged fields from `at` end; 0 when no end tag comes. */
function endOfTags(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const tag = bytes[at]!;
    if (tag === TZSP_TAG.end) return at + 1;
    if (tag === TZSP_TAG.padding) at += 1;
    else if (at + 1 < end) at += 2 + bytes[at + 1]!;
    else return 0;
  }
  return 0;
}

/** The layer of the frame at `at`; `udp` when it is none that is read. */
function nextOfFrame(packet: Packet, protocol: number, at: number): Next {
  if (protocol === WLAN) return 'wlan';
  const isEthernet = protocol === ETHERNET && packet.payloadEnd - at >= ETHERNET_BYTES;
  return isEthernet && isKnownEtherType(u16(packet.bytes, at + 12)) ? 'ethernet' : 'udp';
}

/**
 * TaZmen Sniffer Protocol, the format of RouterOS's and Aruba's remote sniffers. Where the content does not hold, the datagram
 * stays what it was.
 *
 *     | version 8 | type 8 | encapsulated protocol 16 | tags: type 8, length 8, value … | end tag 8 |
 */
export function readTzsp(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (end - start <= TZSP_HEADER_BYTES || bytes[start] !== VERSION || bytes[start + 1]! > MAX_TYPE) return 'udp';
  const payloadStart = endOfTags(bytes, start + TZSP_HEADER_BYTES, end);
  if (payloadStart === 0) return 'udp';
  const next = nextOfFrame(packet, u16(bytes, start + 2), payloadStart);
  if (next === 'udp') return next;
  packet.payloadStart = payloadStart;
  return intoTunnel(packet, 'tzsp', NO_TUNNEL_ID, next);
}
