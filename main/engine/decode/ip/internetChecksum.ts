import { u16 } from '../bigEndian';
import type { Packet } from '../packet';

/** RFC 1071: 16-bit words of bytes[start, end) added to a sum; an odd last byte is the upper half of a word. */
export function addWords(sum: number, bytes: Uint8Array, start: number, end: number): number {
  let total = sum;
  let at = start;
  for (; at + 1 < end; at += 2) total += u16(bytes, at);
  return at < end ? total + (bytes[at]! << 8) : total;
}

/** The sum in ones' complement: carries are added until none is left. */
export function folded(sum: number): number {
  let total = sum;
  while (total > 0xffff) total = (total % 0x10000) + Math.floor(total / 0x10000);
  return total;
}

const addAddress = (sum: number, words: Uint32Array): number =>
  words.reduce((soFar, word) => soFar + (word >>> 16) + (word & 0xffff), sum);

/**
 * Sum of the pseudo header (RFC 9293 §3.1, RFC 8200 §8.1) of the packet's innermost addresses. An IPv4 address stands as
 * ::ffff:a.b.c.d, whose ffff is nothing to ones' complement.
 */
function pseudoHeaderSum(packet: Packet, protocol: number, lengthBytes: number): number {
  const addresses = addAddress(addAddress(0, packet.sourceWords), packet.destinationWords);
  return addresses + protocol + (lengthBytes >>> 16) + (lengthBytes & 0xffff);
}

/** Whether the checksum inside of the packet's bytes[start, end) is right for a transport with a pseudo header. */
export function isTransportChecksumRight(packet: Packet, protocol: number, start: number, end: number): boolean {
  return folded(addWords(pseudoHeaderSum(packet, protocol, end - start), packet.bytes, start, end)) === 0xffff;
}
