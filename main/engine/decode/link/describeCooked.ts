import type { FieldCursor } from '../fieldCursor';
import { headerField, linkAddress, type HeaderDescriber } from '../headerFields';
import { describeEtherType } from './etherTypeNames';

const PACKET_TYPES = ['to this host', 'to all', 'to a group', 'to another host', 'from this host'] as const;
const EXPLANATION = 'What Linux writes in place of the link’s header when it captures on several interfaces.';

const packetType = (type: number): string => PACKET_TYPES[type] ?? String(type);

/** Eight bytes, of which the address fills as many as its length says. */
function takeAddress(cursor: FieldCursor, lengthBytes: number): void {
  cursor.take('Source', 8, (bytes, start) => linkAddress(bytes, start, start + Math.min(8, lengthBytes)));
}

export const describeLinuxSll: HeaderDescriber = (header) => [
  headerField(header, 'Linux cooked capture', EXPLANATION, (cursor) => {
    const { bytes, start } = header;
    cursor.u16('Packet type', packetType);
    cursor.u16('Hardware type');
    cursor.u16('Address length');
    takeAddress(cursor, bytes[start + 5]!);
    cursor.u16('Protocol', describeEtherType);
    return packetType(bytes[start + 1]!);
  }),
];

export const describeLinuxSll2: HeaderDescriber = (header) => [
  headerField(header, 'Linux cooked capture, version 2', EXPLANATION, (cursor) => {
    const { bytes, start } = header;
    cursor.u16('Protocol', describeEtherType);
    cursor.u16('Reserved');
    cursor.u32('Interface', String, 'Number of the interface on the capturing machine.');
    cursor.u16('Hardware type');
    cursor.u8('Packet type', packetType);
    cursor.u8('Address length');
    takeAddress(cursor, bytes[start + 11]!);
    return packetType(bytes[start + 10]!);
  }),
];

export const describeLoopback: HeaderDescriber = (header) => [
  headerField(
    header,
    'Loopback',
    'Inside of the capturing machine; the address family stands in place of a link header.',
    (cursor) => {
      cursor.take('Address family', 4, linkAddress, 'In the byte order of the capturing machine.');
      return header.packet.ipVersion === 6 ? 'IPv6' : 'IPv4';
    },
  ),
];
