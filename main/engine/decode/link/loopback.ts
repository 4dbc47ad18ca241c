import { u32 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { cutOff, type Next } from '../layer';
import type { Packet } from '../packet';

const HEADER_BYTES = 4;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'loopback', detail: 'shorter than its header of 4 bytes' };

const swapped = (word: number): number =>
  ((word & 0xff) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);

/**
 * BSD loopback: an address family of 32 bits. LINKTYPE_NULL (0) writes it in the byte order of the capturing host, which nobody
 * records, LINKTYPE_LOOP (108) in network byte order; families are small, so the bytes tell the order themselves.
 */
export function readLoopback(packet: Packet): Next {
  const start = packet.payloadStart;
  if (packet.payloadEnd - start < HEADER_BYTES) return cutOff(packet, CUT_OFF);
  packet.payloadStart = start + HEADER_BYTES;

  const word = u32(packet.bytes, start);
  switch (word > 0xffff ? swapped(word) : word) {
    case 2: // AF_INET everywhere
      return 'ipv4';
    case 10: // AF_INET6 of Linux
    case 24: // … of NetBSD, OpenBSD, and what Windows captures write
    case 28: // … of FreeBSD
    case 30: // … of macOS
      return 'ipv6';
    default:
      return 'notIp';
  }
}
