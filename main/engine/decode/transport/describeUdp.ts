import { u16 } from '../bigEndian';
import { checksumWords, headerField, type HeaderDescriber, type ReadHeader } from '../headerFields';
import { isTransportChecksumRight } from '../ip/internetChecksum';
import { IP_PROTOCOL } from '../packet';

/** Of a datagram that is not there whole nobody can say whether it is right. */
function checksum({ packet, bytes, start, end }: ReadHeader): string {
  const value = u16(bytes, start + 6);
  if (value === 0) return '0x0000 (not computed by the sender)';
  const lengthBytes = u16(bytes, start + 4);
  if (packet.truncated || lengthBytes < 8 || start + lengthBytes > end) return 'not checked: the datagram is not whole';
  return checksumWords(value, isTransportChecksumRight(packet, IP_PROTOCOL.udp, start, start + lengthBytes));
}

/** RFC 768. */
export const describeUdp: HeaderDescriber = (header) => [
  headerField(header, 'UDP', 'User datagram protocol (RFC 768).', (cursor) => {
    const { bytes, start } = header;
    cursor.u16('Source port');
    cursor.u16('Destination port');
    cursor.u16('Length', (length) => `${length} bytes`, 'Of this header and what it carries.');
    cursor.take('Checksum', 2, () => checksum(header), 'Wrong in captures on the sender when its card computes it.');
    return `${u16(bytes, start)} → ${u16(bytes, start + 2)}`;
  }),
];
