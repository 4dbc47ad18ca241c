import { u16 } from '../bigEndian';
import { headerField, type HeaderDescriber } from '../headerFields';
import { hex8 } from '../hexNumber';

/** RFC 2516 §4. */
export const describePppoe: HeaderDescriber = (header) => [
  headerField(header, 'PPPoE', 'Session of PPP over Ethernet (RFC 2516).', (cursor) => {
    cursor.u8('Version and type', hex8);
    cursor.u8('Code', (code) => (code === 0 ? '0 (session data)' : String(code)));
    cursor.u16('Session');
    cursor.u16('Length', (length) => `${length} bytes`);
    return `session ${u16(header.bytes, header.start + 2)}`;
  }),
];
