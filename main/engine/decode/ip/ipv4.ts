import { u16, u32 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { cutOff, type Next, undecoded } from '../layer';
import type { Packet } from '../packet';
import { nextOfProtocol } from './ipProtocol';

const MIN_HEADER_BYTES = 20;
const MORE_FRAGMENTS = 0x2000;
const OFFSET_MASK = 0x1fff;
/** Third word of ::ffff:a.b.c.d. */
const MAPPED = 0xffff;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'ipv4', detail: 'the header is cut off' };
const WRONG_VERSION: LayerFault = { kind: 'malformed', layer: 'ipv4', detail: 'the version is not 4' };
const SHORT_HEADER: LayerFault = { kind: 'malformed', layer: 'ipv4', detail: 'header length below 20 bytes' };
const SHORT_TOTAL: LayerFault = { kind: 'malformed', layer: 'ipv4', detail: 'total length below the header length' };

function setAddress(words: Uint32Array, address: number): void {
  words[0] = 0;
  words[1] = 0;
  words[2] = MAPPED;
  words[3] = address;
}

/**
 * IPv4 (RFC 791 §3.1):
 *
 *      0                   1                   2                   3
 *     |Version|  IHL  |   DSCP    |ECN|         Total length          |
 *     |        Identification         |Flags|    Fragment offset      |
 *     | Time to live  |   Protocol    |        Header checksum        |
 *     |                        Source address                         |
 *     |                      Destination address                      |
 */
export function readIpv4(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  const haveBytes = end - start;
  if (haveBytes < MIN_HEADER_BYTES) return cutOff(packet, CUT_OFF);
  const first = bytes[start]!;
  if (first >>> 4 !== 4) return undecoded(packet, WRONG_VERSION);
  const headerBytes = (first & 0x0f) * 4;
  if (headerBytes < MIN_HEADER_BYTES) return undecoded(packet, SHORT_HEADER);
  if (haveBytes < headerBytes) return cutOff(packet, CUT_OFF);

  packet.ipVersion = 4;
  packet.dscp = bytes[start + 1]! >>> 2;
  packet.identification = u16(bytes, start + 4);
  packet.protocol = bytes[start + 9]!;
  setAddress(packet.sourceWords, u32(bytes, start + 12));
  setAddress(packet.destinationWords, u32(bytes, start + 16));

  const totalBytes = u16(bytes, start + 2);
  packet.payloadStart = start + headerBytes;
  // Segmentation offload hands captures a total length of 0: then the packet reaches to the end of the frame.
  if (totalBytes !== 0) {
    if (totalBytes < headerBytes) return undecoded(packet, SHORT_TOTAL);
    if (totalBytes > haveBytes) packet.truncated = true;
    else packet.payloadEnd = start + totalBytes;
  }

  const flagsAndOffset = u16(bytes, start + 6);
  if ((flagsAndOffset & (MORE_FRAGMENTS | OFFSET_MASK)) === 0) return nextOfProtocol(packet);
  packet.isFragment = true;
  packet.fragmentId = packet.identification;
  packet.fragmentOffsetBytes = (flagsAndOffset & OFFSET_MASK) * 8;
  packet.moreFragments = (flagsAndOffset & MORE_FRAGMENTS) !== 0;
  return 'fragment';
}
