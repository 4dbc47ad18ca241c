import { u16 } from '../bigEndian';
import { fieldOver, headerField, linkAddress, type HeaderDescriber } from '../headerFields';
import { describeTypeOrLength } from './etherTypeNames';
import { hex8 } from '../hexNumber';

const TAG_BYTES = 4;
const ID_MASK = 0x0fff;

/** Ethernet II and IEEE 802.3. */
export const describeEthernet: HeaderDescriber = (header) => [
  headerField(header, 'Ethernet', 'Frame of the link it was captured on (IEEE 802.3).', (cursor) => {
    cursor.take('Destination', 6, linkAddress, 'Machine on the link that the frame is for.');
    cursor.take('Source', 6, linkAddress, 'Machine on the link that sent it.');
    cursor.u16('Type', describeTypeOrLength, 'What the frame carries.');
    const { bytes, start } = header;
    return `${linkAddress(bytes, start + 6, start + 12)} → ${linkAddress(bytes, start, start + 6)}`;
  }),
];

/** One field per tag of a stack. */
export const describeVlan: HeaderDescriber = ({ bytes, start, headerEnd }) => {
  const tags = Array.from(
    { length: Math.floor((headerEnd - start) / TAG_BYTES) },
    (_, index) => start + index * TAG_BYTES,
  );
  return tags.map((at) =>
    fieldOver(
      { bytes, start: at, end: at + TAG_BYTES },
      'VLAN tag',
      'Virtual network on the link (IEEE 802.1Q).',
      (cursor) => {
        const control = u16(bytes, at);
        cursor.take(
          'Priority and VLAN',
          2,
          () =>
            `priority ${control >>> 13}, VLAN ${control & ID_MASK}${(control & 0x1000) === 0 ? '' : ', drop eligible'}`,
        );
        cursor.u16('Type', describeTypeOrLength, 'What the tag stands before.');
        return `VLAN ${control & ID_MASK}`;
      },
    ),
  );
};

/** IEEE 802.2 with SNAP where it is there. */
export const describeLlc: HeaderDescriber = (header) => [
  headerField(
    header,
    'Logical link control',
    'Names the protocol where a length stands for the type (IEEE 802.2).',
    (cursor) => {
      cursor.u8('Destination access point', hex8);
      cursor.u8('Source access point', hex8);
      cursor.u8('Control', hex8);
      if (cursor.leftBytes === 0) return 'IP';
      cursor.take('Organisation', 3, linkAddress, 'Who gave out the type behind it (RFC 1042).');
      cursor.u16('Type', describeTypeOrLength);
      return 'SNAP';
    },
  ),
];
