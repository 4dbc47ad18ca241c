import { u16 } from '../bigEndian';
import { headerField, hex32, type HeaderDescriber } from '../headerFields';

/** The common header (RFC 9260 §3.1). */
export const describeSctpHeader: HeaderDescriber = (header) => [
  headerField(header, 'SCTP', 'Stream control transmission protocol (RFC 9260).', (cursor) => {
    const { bytes, start } = header;
    cursor.u16('Source port');
    cursor.u16('Destination port');
    cursor.u32('Verification tag', hex32, 'Tells the association from older ones between the same ports.');
    cursor.u32('Checksum', hex32, 'CRC32c, not checked here.');
    return `${u16(bytes, start)} → ${u16(bytes, start + 2)}`;
  }),
];
