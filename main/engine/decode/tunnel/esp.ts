import { u16, u32 } from '../bigEndian';
import { isWholeIp } from '../ip/wholeIp';
import { intoTunnel, type Next } from '../layer';
import { IP_PROTOCOL, type Packet } from '../packet';
import { isWholeSctp, isWholeTcp, isWholeUdp } from '../transport/wholeTransport';

const ESP_HEADER_BYTES = 8;
/** Pad length and next header, in front of the integrity check value. */
const TRAILER_BYTES = 2;
/** HMAC-SHA-1-96 and HMAC-MD5-96, HMAC-SHA-256-128, none, HMAC-SHA-384-192, HMAC-SHA-512-256, and draft-era lengths. */
const CHECK_VALUE_BYTES = [12, 16, 0, 24, 32, 8, 20] as const;

/** Padding is 1, 2, 3 … (RFC 4303 §2.4). */
function isPadding(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (bytes[at] !== at - start + 1) return false;
  return true;
}

/** The layer behind the header when bytes[start, end) are exactly one packet of this protocol; null when they are not. */
function nextOfContent(packet: Packet, protocol: number, start: number, end: number): Next | null {
  const { bytes } = packet;
  switch (protocol) {
    case IP_PROTOCOL.udp:
      return isWholeUdp(bytes, start, end) ? 'udpHeader' : null;
    case IP_PROTOCOL.tcp:
      return isWholeTcp(packet, start, end) ? 'tcpHeader' : null;
    case IP_PROTOCOL.sctp:
      return isWholeSctp(bytes, start, end) ? 'sctpHeader' : null;
    case IP_PROTOCOL.ipv4:
      return bytes[start]! >>> 4 === 4 && isWholeIp(bytes, start, end, false) ? 'ipv4' : null;
    case IP_PROTOCOL.ipv6:
      return bytes[start]! >>> 4 === 6 && isWholeIp(bytes, start, end, false) ? 'ipv6' : null;
    default:
      return null;
  }
}

/** Enters the tunnel; in transport mode the addresses outside are those of the packet as well. */
function enter(packet: Packet, next: Next): Next {
  const { ipVersion, payloadStart } = packet;
  const entered = intoTunnel(packet, 'espNull', u32(packet.bytes, payloadStart), next);
  if (entered !== next) return entered;
  packet.payloadStart = payloadStart + ESP_HEADER_BYTES;
  if (next !== 'ipv4' && next !== 'ipv6') packet.ipVersion = ipVersion;
  return next;
}

/** Reads on when the trailer in front of a check value of this length fits to what it closes; null when it does not. */
function openWith(packet: Packet, checkValueBytes: number): Next | null {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  const trailerAt = end - checkValueBytes - TRAILER_BYTES;
  if (trailerAt < start + ESP_HEADER_BYTES || (trailerAt + TRAILER_BYTES - start) % 4 !== 0) return null;
  const contentEnd = trailerAt - bytes[trailerAt]!;
  if (contentEnd <= start + ESP_HEADER_BYTES || !isPadding(bytes, contentEnd, trailerAt)) return null;
  const protocol = bytes[trailerAt + 1]!;
  const next = nextOfContent(packet, protocol, start + ESP_HEADER_BYTES, contentEnd);
  if (next === null) return null;
  packet.protocol = protocol;
  packet.payloadEnd = contentEnd;
  return enter(packet, next);
}

/** The layer inside of ESP that is not encrypted (RFC 2410), `closed` for all other. */
function open(packet: Packet, closed: 'other' | 'udp'): Next {
  for (let index = 0; index < CHECK_VALUE_BYTES.length; index += 1) {
    const next = openWith(packet, CHECK_VALUE_BYTES[index]!);
    if (next !== null) return next;
  }
  return closed;
}

/**
 * ESP (RFC 4303 §2). Nothing in it tells that the cipher is NULL or how long the check value is, so content has to hold: padding,
 * next header, and one packet whose own length or checksum is right.
 *
 *     |               Security parameters index                |
 *     |                    Sequence number                     |
 *     |  Payload …   | Padding 0–255 | Pad length | Next header |
 *     |              Integrity check value …                   |
 */
export const readEsp = (packet: Packet): Next => open(packet, 'other');

/** ESP in UDP (RFC 3948 §2.1): where its index would be 0, it is IKE. */
export function readEspInUdp(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  return end - start > ESP_HEADER_BYTES && (u16(bytes, start) | u16(bytes, start + 2)) !== 0
    ? open(packet, 'udp')
    : 'udp';
}
