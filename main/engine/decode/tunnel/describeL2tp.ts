import { u16 } from '../bigEndian';
import { bitNames, headerField, type HeaderDescriber } from '../headerFields';
import { L2TP_FLAG, l2tpTunnelAt } from './l2tp';

/** Version 2, data (RFC 2661 §3.1). */
export const describeL2tp: HeaderDescriber = (header) => [
  headerField(header, 'L2TP', 'PPP in UDP (RFC 2661).', (cursor) => {
    const flags = u16(header.bytes, header.start);
    const sessionAt = header.start + l2tpTunnelAt(flags) + 2;
    cursor.u16('Flags and version', () => `${bitNames(flags, L2TP_FLAG)}; version ${flags & 15}`);
    if ((flags & L2TP_FLAG.length) !== 0) cursor.u16('Length', (length) => `${length} bytes`);
    cursor.u16('Tunnel');
    cursor.u16('Session');
    if ((flags & L2TP_FLAG.sequence) !== 0) {
      cursor.u16('Sequence number');
      cursor.u16('Next sequence number expected');
    }
    if ((flags & L2TP_FLAG.offset) !== 0) cursor.u16('Offset size', (size) => `${size} bytes`);
    cursor.rest('Offset padding');
    return `session ${u16(header.bytes, sessionAt)}`;
  }),
];
