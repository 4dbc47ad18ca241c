import { u16 } from '../bigEndian';
import { bitNames, headerField, type HeaderDescriber } from '../headerFields';
import { describeEtherType } from '../link/etherTypeNames';
import { GRE_FLAG, greVersion, POINT_TO_POINT_TUNNELLING } from './gre';
import { hex16 } from '../hexNumber';

/** RFC 2784, RFC 2890, and version 1 of RFC 2637. */
export const describeGre: HeaderDescriber = (header) => [
  headerField(header, 'GRE', 'Generic routing encapsulation (RFC 2784).', (cursor) => {
    const flags = u16(header.bytes, header.start);
    const type = describeEtherType(u16(header.bytes, header.start + 2));
    cursor.u16('Flags and version', () => `${bitNames(flags, GRE_FLAG)}; version ${greVersion(flags)}`);
    cursor.u16('Protocol type', describeEtherType, 'What it carries.');
    if ((flags & GRE_FLAG.checksum) !== 0) cursor.take('Checksum and reserved', 4);
    if (greVersion(flags) === POINT_TO_POINT_TUNNELLING) {
      cursor.u16('Payload length', (length) => `${length} bytes`);
      cursor.u16('Call', String, 'Number of the PPTP call.');
    } else if ((flags & GRE_FLAG.key) !== 0)
      cursor.u32('Key', String, 'Tells one tunnel between two machines from another.');
    if ((flags & GRE_FLAG.sequence) !== 0) cursor.u32('Sequence number');
    if (cursor.leftBytes >= 4) cursor.u32('Acknowledgment number');
    return type;
  }),
];

/** Types II and III. */
export const describeErspan: HeaderDescriber = (header) => [
  headerField(header, 'ERSPAN', 'Frame that a switch mirrored to a collector.', (cursor) => {
    const { bytes, start } = header;
    const session = u16(bytes, start + 2) & 0x03ff;
    const isThird = bytes[start]! >>> 4 === 2;
    cursor.u16('Version and VLAN', (value) => `type ${isThird ? 'III' : 'II'}, VLAN ${value & 0x0fff}`);
    cursor.u16('Class, flags and session', (value) => `class ${value >>> 13}, session ${value & 0x03ff}`);
    if (!isThird) cursor.u32('Index', (value) => String(value & 0xfffff), 'Port and direction of the mirror.');
    else {
      cursor.u32('Timestamp');
      cursor.u16('Security group tag');
      cursor.u16('Frame type, hardware, direction, granularity', hex16);
      cursor.rest('Platform subheader');
    }
    return `session ${session}`;
  }),
];
