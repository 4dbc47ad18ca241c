import { u16 } from '../bigEndian';
import { intoTunnel, type Next } from '../layer';
import { looksLikePpp } from '../link/ppp';
import type { Packet } from '../packet';

export const L2TP_FLAG = {
  control: 0x8000,
  length: 0x4000,
  sequence: 0x0800,
  offset: 0x0200,
  priority: 0x0100,
} as const;
const RESERVED_MASK = 0x34f0;
const VERSION_MASK = 0x000f;
const VERSION = 2;

const isData = (flags: number): boolean =>
  (flags & (L2TP_FLAG.control | RESERVED_MASK)) === 0 && (flags & VERSION_MASK) === VERSION;

/** Where the tunnel number stands; the session number follows it. */
export const l2tpTunnelAt = (flags: number): number => ((flags & L2TP_FLAG.length) === 0 ? 2 : 4);

/** Length of the header up to the offset size. */
function l2tpHeaderBytes(flags: number): number {
  const withSequence = (flags & L2TP_FLAG.sequence) === 0 ? 0 : 4;
  return l2tpTunnelAt(flags) + 4 + withSequence + ((flags & L2TP_FLAG.offset) === 0 ? 0 : 2);
}

/** The length, where there is one, is that of the datagram's payload. */
function isLengthRight({ bytes, payloadEnd, truncated }: Packet, flags: number, start: number): boolean {
  if ((flags & L2TP_FLAG.length) === 0) return true;
  const saidEnd = start + u16(bytes, start + 2);
  return saidEnd === payloadEnd || (truncated && saidEnd > payloadEnd);
}

/**
 * Data of L2TP version 2 (RFC 2661 §3.1). Believed when flags, version and length are right and PPP follows; else the datagram
 * stays what it was.
 *
 *     |T|L|x x|S|x|O|P|x x x x| Ver |     Length (L)     |
 *     |        Tunnel 16            |     Session 16     |
 *     |         Ns (S)              |       Nr (S)       |
 *     |     Offset size (O)         |  Offset padding …  |
 */
export function readL2tp(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (end - start < 6) return 'udp';
  const flags = u16(bytes, start);
  const headerEnd = start + l2tpHeaderBytes(flags);
  if (!isData(flags) || headerEnd >= end || !isLengthRight(packet, flags, start)) return 'udp';
  const payloadStart = headerEnd + ((flags & L2TP_FLAG.offset) === 0 ? 0 : u16(bytes, headerEnd - 2));
  if (!looksLikePpp(bytes, payloadStart, end)) return 'udp';
  packet.payloadStart = payloadStart;
  return intoTunnel(packet, 'l2tp', u16(bytes, start + l2tpTunnelAt(flags) + 2), 'ppp');
}
