import { u16 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { cutOff, type Next, undecoded } from '../layer';
import type { Packet } from '../packet';

const SHORTEST_HEADER_BYTES = 24;
const ADDRESS_BYTES = 6;
const QOS_BYTES = 2;
const HIGH_THROUGHPUT_BYTES = 4;
const SUBFRAME_HEADER_BYTES = 14;

/** Of the first byte of frame control. */
const VERSION_MASK = 0x03;
const TYPE_MASK = 0x0c;
const TYPE_DATA = 0x08;
const WITHOUT_DATA = 0x40;
const QOS = 0x80;

/** Of its second byte. */
export const WLAN_FLAG = {
  toDistribution: 0x01,
  fromDistribution: 0x02,
  moreFragments: 0x04,
  protected: 0x40,
  order: 0x80,
} as const;
const BOTH_DISTRIBUTION = 0x03;
const FRAGMENT_NUMBER = 0x0f;
const AGGREGATE = 0x80;

const SNAP_ACCESS_POINTS = 0xaaaa;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'wlan', detail: 'the header is cut off' };
const FRAGMENTED: LayerFault = {
  kind: 'unsupported',
  layer: 'wlan',
  detail: 'fragments of a frame are not put together',
};
export const WLAN_MORE_SUBFRAMES: LayerFault = {
  kind: 'unsupported',
  layer: 'wlan',
  detail: 'only the first frame of an aggregate is read',
};

const isQos = (first: number): boolean => (first & QOS) !== 0;

/** Length of the header of a data frame (IEEE 802.11-2020 §9.3.2.1) that begins with these two bytes. */
export function wlanHeaderBytes(first: number, flags: number): number {
  let lengthBytes = SHORTEST_HEADER_BYTES;
  if ((flags & BOTH_DISTRIBUTION) === BOTH_DISTRIBUTION) lengthBytes += ADDRESS_BYTES;
  if (!isQos(first)) return lengthBytes;
  return lengthBytes + QOS_BYTES + ((flags & WLAN_FLAG.order) === 0 ? 0 : HIGH_THROUGHPUT_BYTES);
}

/** Where the QoS control field stands; it follows the addresses. */
const wlanQosAt = (flags: number): number => wlanHeaderBytes(0, flags);

const isDataWithContent = (first: number): boolean =>
  (first & (VERSION_MASK | TYPE_MASK)) === TYPE_DATA && (first & WITHOUT_DATA) === 0;

/** Some cards fill the header up to a multiple of 4 bytes; LLC with SNAP, which nearly all frames begin with, shows it. */
function fillBytes({ bytes, payloadEnd }: Packet, at: number, headerBytes: number): number {
  if (headerBytes % 4 === 0 || at + 4 > payloadEnd) return 0;
  return u16(bytes, at) !== SNAP_ACCESS_POINTS && u16(bytes, at + 2) === SNAP_ACCESS_POINTS ? 2 : 0;
}

/** A-MSDU (IEEE 802.11-2020 §9.3.2.2): destination 6, source 6, length 16, then a frame of that length and up to 3 bytes. */
function readFirstSubframe(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (end - start < SUBFRAME_HEADER_BYTES) return cutOff(packet, CUT_OFF);
  packet.payloadStart = start + SUBFRAME_HEADER_BYTES;
  const subframeEnd = packet.payloadStart + u16(bytes, start + 12);
  if (subframeEnd > end) packet.truncated = true;
  else packet.payloadEnd = subframeEnd;
  if (end - subframeEnd > SUBFRAME_HEADER_BYTES) packet.fault = WLAN_MORE_SUBFRAMES;
  return 'llc';
}

/**
 * A data frame of IEEE 802.11 (§9.3.2.1); encrypted ones and those of other types are not IP. Bits from the lowest:
 *
 *     | version 2 | type 2 | subtype 4 | to DS, from DS, more fragments, retry, power, more data, protected, order |
 *     | duration 16 | address 1 | address 2 | address 3 | sequence 16 | (address 4) | (QoS 16) | (HT control 32) |
 */
export function readWlan(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (end - start < 2) return cutOff(packet, CUT_OFF);
  const first = bytes[start]!;
  const flags = bytes[start + 1]!;
  if (!isDataWithContent(first) || (flags & WLAN_FLAG.protected) !== 0) return 'notIp';
  const headerBytes = wlanHeaderBytes(first, flags);
  if (end - start < headerBytes) return cutOff(packet, CUT_OFF);
  if ((flags & WLAN_FLAG.moreFragments) !== 0 || (bytes[start + 22]! & FRAGMENT_NUMBER) !== 0) {
    return undecoded(packet, FRAGMENTED);
  }
  const headerEnd = start + headerBytes;
  packet.payloadStart = headerEnd + fillBytes(packet, headerEnd, headerBytes);
  const isAggregate = isQos(first) && (bytes[start + wlanQosAt(flags)]! & AGGREGATE) !== 0;
  return isAggregate ? readFirstSubframe(packet) : 'llc';
}
