import { u32 } from '../bigEndian';
import { bitNames, headerField, type HeaderDescriber } from '../headerFields';
import { GTP_FLAG } from './gtpU';
import { hex32, hex8 } from '../hexNumber';

const FLAG_NAMES = {
  'extension header': GTP_FLAG.extension,
  'sequence number': GTP_FLAG.sequence,
  'N-PDU number': GTP_FLAG.packetNumber,
} as const;

const EXTENSION_NAMES = new Map<number, string>([
  [0x20, 'Service class indicator'],
  [0x40, 'UDP port'],
  [0x81, 'RAN container'],
  [0x82, 'Long PDCP PDU number'],
  [0x83, 'Xw RAN container'],
  [0x84, 'NR RAN container'],
  [0x85, 'PDU session container'],
  [0xc0, 'PDCP PDU number'],
]);

const extensionName = (type: number): string => EXTENSION_NAMES.get(type) ?? `Extension ${hex8(type)}`;

/** 3GPP TS 29.281 §5. */
export const describeGtpU: HeaderDescriber = (header) => [
  headerField(
    header,
    'GTP-U',
    'A mobile user’s packet on its way through the operator’s network (3GPP TS 29.281).',
    (cursor) => {
      cursor.u8('Flags', (flags) => `version ${flags >>> 5}; ${bitNames(flags, FLAG_NAMES)}`);
      cursor.u8('Message type', (type) => (type === 255 ? '255 (user data)' : String(type)));
      cursor.u16('Length', (length) => `${length} bytes`);
      cursor.u32(
        'Tunnel endpoint identifier',
        hex32,
        'Tells the user’s bearer from all others at the receiving machine.',
      );
      if (cursor.leftBytes > 0) {
        cursor.u16('Sequence number');
        cursor.u8('N-PDU number');
        cursor.u8('Next extension header', hex8);
      }
      while (cursor.leftBytes >= 4) {
        const lengthBytes = Math.max(4, Math.min(cursor.leftBytes, cursor.bytes[cursor.at]! * 4));
        cursor.take(extensionName(cursor.bytes[cursor.at - 1]!), lengthBytes);
      }
      return `tunnel ${hex32(u32(header.bytes, header.start + 4))}`;
    },
  ),
];
