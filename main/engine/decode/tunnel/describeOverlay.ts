import { u16, u32 } from '../bigEndian';
import { bitNames, headerField, type HeaderDescriber } from '../headerFields';
import { describeEtherType } from '../link/etherTypeNames';
import { VXLAN_FLAG } from './vxlan';
import { hex16 } from '../hexNumber';

const VXLAN_FLAG_NAMES = {
  'group policy': VXLAN_FLAG.groupPolicy,
  'network identifier': VXLAN_FLAG.networkIdentifier,
  'next protocol': VXLAN_FLAG.nextProtocol,
} as const;

/** RFC 7348 §5, with group policy and GPE. */
export const describeVxlan: HeaderDescriber = (header) => [
  headerField(header, 'VXLAN', 'Ethernet of a virtual network in UDP (RFC 7348).', (cursor) => {
    cursor.u16('Flags', (flags) => bitNames(flags, VXLAN_FLAG_NAMES));
    cursor.u16('Group policy or next protocol', hex16);
    cursor.u24('Network identifier');
    cursor.u8('Reserved');
    return `network ${u32(header.bytes, header.start + 4) >>> 8}`;
  }),
];

/** RFC 8926 §3.4. */
export const describeGeneve: HeaderDescriber = (header) => [
  headerField(header, 'Geneve', 'Frame or packet of a virtual network in UDP (RFC 8926).', (cursor) => {
    cursor.u8('Version and option length', (byte) => `version ${byte >>> 6}, ${(byte & 0x3f) * 4} bytes of options`);
    cursor.u8('Flags', (flags) => bitNames(flags, { control: 0x80, 'critical options': 0x40 }));
    cursor.u16('Protocol type', describeEtherType);
    cursor.u24('Network identifier');
    cursor.u8('Reserved');
    while (cursor.leftBytes >= 4) {
      const { bytes, at } = cursor;
      const words = `class ${hex16(u16(bytes, at))}, type ${bytes[at + 2]!}`;
      cursor.take('Option', Math.min(cursor.leftBytes, 4 + (bytes[at + 3]! & 0x1f) * 4), () => words);
    }
    return `network ${u32(header.bytes, header.start + 4) >>> 8}`;
  }),
];
