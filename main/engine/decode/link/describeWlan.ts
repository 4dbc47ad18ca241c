import { bitNames, headerField, linkAddress, type HeaderDescriber } from '../headerFields';
import { WLAN_FLAG, wlanHeaderBytes } from './wlan';
import { hex16 } from '../hexNumber';

const FLAG_NAMES = {
  'to distribution system': WLAN_FLAG.toDistribution,
  'from distribution system': WLAN_FLAG.fromDistribution,
  'more fragments': WLAN_FLAG.moreFragments,
  retry: 0x08,
  'power saving': 0x10,
  'more data': 0x20,
  protected: WLAN_FLAG.protected,
  order: WLAN_FLAG.order,
} as const;

const littleEndian16 = (bytes: Uint8Array, at: number): number => bytes[at]! | (bytes[at + 1]! << 8);

export const describeRadiotap: HeaderDescriber = (header) => [
  headerField(
    header,
    'Radiotap',
    'What the radio says of the frame: rate, channel, signal (radiotap.org).',
    (cursor) => {
      cursor.u8('Version');
      cursor.u8('Padding');
      cursor.take('Length', 2, (bytes, at) => `${littleEndian16(bytes, at)} bytes`);
      cursor.rest('Radio fields');
      return `${header.headerEnd - header.start} bytes`;
    },
  ),
];

export const describeWlanCapture: HeaderDescriber = (header) => [
  headerField(header, 'Radio header', 'What an older driver says of the frame (Prism or AVS).', (cursor) => {
    cursor.rest('Radio fields');
    return `${header.headerEnd - header.start} bytes`;
  }),
];

/** A data frame; an aggregate's first subframe header is part of it. */
export const describeWlan: HeaderDescriber = (header) => [
  headerField(header, 'Wireless LAN', 'Data frame of IEEE 802.11.', (cursor) => {
    const { bytes, start } = header;
    const flags = bytes[start + 1]!;
    const headerBytes = wlanHeaderBytes(bytes[start]!, flags);
    cursor.take('Frame control', 2, () => bitNames(flags, FLAG_NAMES));
    cursor.take('Duration', 2, (all, at) => `${littleEndian16(all, at)} µs`);
    cursor.take('Address 1', 6, linkAddress, 'Receiver.');
    cursor.take('Address 2', 6, linkAddress, 'Transmitter.');
    cursor.take('Address 3', 6, linkAddress);
    cursor.take('Sequence', 2, (all, at) => String(littleEndian16(all, at) >>> 4));
    if ((flags & 0x03) === 0x03) cursor.take('Address 4', 6, linkAddress);
    if (start + headerBytes - cursor.at >= 2)
      cursor.take('Quality of service', 2, (all, at) => hex16(littleEndian16(all, at)));
    if (start + headerBytes - cursor.at >= 4) cursor.take('High throughput control', 4);
    cursor.rest('Header of the first subframe, or filling');
    return `${linkAddress(bytes, start + 10, start + 16)} → ${linkAddress(bytes, start + 4, start + 10)}`;
  }),
];
