import { u16 } from '../bigEndian';
import { headerField, type HeaderDescriber } from '../headerFields';
import { TZSP_TAG } from './tzsp';

const PROTOCOLS = new Map<number, string>([
  [1, 'Ethernet'],
  [18, 'IEEE 802.11'],
]);
const TAG_NAMES = new Map<number, string>([
  [10, 'Signal'],
  [11, 'Noise'],
  [12, 'Rate'],
  [13, 'Timestamp'],
  [18, 'Channel'],
  [41, 'Original length'],
  [60, 'Sensor'],
]);

const describeProtocol = (protocol: number): string => PROTOCOLS.get(protocol) ?? String(protocol);

/** Header and tags. */
export const describeTzsp: HeaderDescriber = (header) => [
  headerField(header, 'TZSP', 'Frame that a remote sniffer sent on.', (cursor) => {
    cursor.u8('Version');
    cursor.u8('Type');
    cursor.u16('Encapsulated protocol', describeProtocol);
    while (cursor.leftBytes > 0) {
      const tag = cursor.bytes[cursor.at]!;
      if (tag === TZSP_TAG.end) cursor.take('End of tags', 1, () => '');
      else if (tag === TZSP_TAG.padding) cursor.take('Padding', 1, () => '');
      else cursor.take(TAG_NAMES.get(tag) ?? `Tag ${tag}`, 2 + (cursor.bytes[cursor.at + 1] ?? 0));
    }
    return describeProtocol(u16(header.bytes, header.start + 2));
  }),
];
